import type { JsonObject } from '../../nodes/api/json';
import { drawn } from '../support/mutation/chat';
import { chunks } from '../support/mutation/chatChunks';
import type { Drawn, Style } from '../support/mutation/chatStyle';
import type { Random } from '../support/mutation/random';
import { Words } from '../support/mutation/words';
import { oddities } from './oddities';

/** The chunks of a completion, without what ends the stream. */
interface Chunks {
	chunks: JsonObject[];
	/** Choices that are in it, or a few more. */
	asked: number;
	oddities: string[];
}

/** Letters of texts that are hardly any: pieces of them look like each other. */
const alphabets = ['a', ' ', '-', '\n ', '=-', '01', 'ha'];

/** A completion in chunks of the form that OpenAI documents, and what gateways make of that form. */
export function chunksAtRandom(random: Random): Chunks {
	const style: Style = {
		content: 'text',
		thoughts: random.pick(['none', 'none', 'none', 'beside']),
		usage: random.chance(0.06)
			? random.pick(['choice', 'x_groq'])
			: random.pick(['none', 'top', 'top']),
		calls: 'index',
		isBare: false,
		endsWhole: false,
	};
	const words = new Words(random);
	const count = random.pick([1, 1, 1, 1, 2, 3]);
	const choices = Array.from({ length: count }, (_, index) =>
		plain(drawn(index, style, words, random), random),
	);
	const top = { id: 'chatcmpl-7', created: 1_700_000_000, model: 'm-1' };
	const events = chunks(choices, style, top, random);
	let list = structuredClone(events.filter((event) => event !== '[DONE]')) as JsonObject[];
	const made: string[] = [];
	for (const [name, share, change] of oddities) {
		if (!random.chance(share)) continue;
		list = change(list, random);
		made.push(name);
	}
	return { chunks: list, asked: random.chance(0.9) ? count : count + 1, oddities: made };
}

/** Some texts are long, or have few letters. */
function plain(choice: Drawn, random: Random): Drawn {
	if (!random.chance(0.04)) return choice;
	const letters = random.pick(alphabets);
	const length = random.chance(0.02) ? 20_000 : random.between(1, 20);
	const text = Array.from({ length }, () => random.pick([...letters])).join('');
	return { ...choice, parts: choice.parts.map((part) => ({ ...part, text })) };
}
