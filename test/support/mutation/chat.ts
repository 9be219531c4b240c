import { chatReader } from '../../../nodes/api/chat/reader';
import type { JsonObject } from '../../../nodes/api/json';
import type { Completion } from '../../../nodes/api/chat/completion';
import { chunks } from './chatChunks';
import { chatFaults } from './chatFaults';
import type { Drawn, Part, Style } from './chatStyle';
import { whole } from './chatWhole';
import type { Good } from './good';
import type { Random } from './random';
import type { Sent } from './sent';
import { Words } from './words';

/** Words for the end of an answer. */
const endings = [
	'stop',
	'stop',
	'stop',
	'stop',
	'end_turn',
	'length',
	'MAX_TOKENS',
	'sensitive',
	'error',
	'odd_word',
];

/** A good answer of POST /v1/chat/completions. */
export function goodChat(random: Random, isStreamed: boolean): Good {
	const style = randomStyle(random);
	const words = new Words(random);
	const count = random.chance(0.2) ? 3 : 1;
	let heard = '';
	const choices = Array.from({ length: count }, (_, index) => drawn(index, style, words, random));
	const top = { id: 'chatcmpl-7', created: 1_700_000_000, model: 'm-1', ...extras(random) };
	const tree = isStreamed ? chunks(choices, style, top, random) : whole(choices, style, top);
	return {
		route: isStreamed ? 'chat, streamed' : 'chat, whole',
		tree,
		form: isStreamed ? 'events' : 'body',
		reader() {
			heard = '';
			return chatReader((piece) => (heard += piece), count);
		},
		faults: (value: Completion, sent) => [
			...chatFaults(value, sent, isStreamed),
			...heardFaults(heard, value.choices[0].text, sent, style),
		],
	};
}

/**
 * Who reads along hears the text, unless a whole message replaces the pieces in the end, or the marks around
 * thoughts were changed.
 */
function heardFaults(heard: string, text: string, { changes }: Sent, style: Style): string[] {
	const isOther = style.endsWhole || (style.thoughts === 'tags' && changes.length > 0);
	return isOther || heard.trim() === text.trim()
		? []
		: [`heard ${JSON.stringify(heard)} of ${JSON.stringify(text)}`];
}

function randomStyle(random: Random): Style {
	return {
		content: random.pick(['text', 'text', 'parts', 'mixed']),
		thoughts: random.pick(['none', 'none', 'beside', 'tags', 'parts']),
		usage: random.pick(['none', 'top', 'top', 'choice', 'x_groq']),
		calls: random.pick(['index', 'index', 'id', 'whole']),
		isBare: random.chance(0.05),
		endsWhole: random.chance(0.1),
	};
}

function extras(random: Random): JsonObject {
	return random.pick<JsonObject>([
		{},
		{ system_fingerprint: 'fp', service_tier: 'default' },
		{ citations: ['u1', 'u2'], search_results: [{ url: 'u1' }] },
		{ code: 0, message: 'Success', sid: 'c0' },
		{ base_resp: { status_code: 0, status_msg: '' }, input_sensitive: false },
		{ error: { message: '', code: null } },
		{ provider: 'P', prompt_filter_results: [] },
	]);
}

/** A choice at random. */
export function drawn(index: number, style: Style, words: Words, random: Random): Drawn {
	const hasCalls = !style.isBare && random.chance(0.25);
	const thought = (): Part => ({ kind: 'thought', text: words.text('t') });
	const thoughts = style.thoughts === 'none' ? [] : [thought()];
	const text: Part = { kind: 'text', text: hasCalls && random.chance(0.5) ? '' : words.text('p') };
	const calls = Array.from({ length: hasCalls ? random.between(1, 3) : 0 }, (_, place) => ({
		id: `call_${index}_${place}`,
		name: random.pick(['get', 'put']),
		arguments: JSON.stringify({ a: words.text(`a${index}${place}_`), b: [1, { c: '}{' }] }),
	}));
	const finish = hasCalls ? 'tool_calls' : random.pick(endings);
	return { index, parts: [...thoughts, text], calls, finish };
}
