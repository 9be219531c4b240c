import { damaged } from '../support/mutation/damage';
import { Random } from '../support/mutation/random';
import { chunksAtRandom } from './chunks';
import { writtenAtRandom } from './written';

/** A stream of a chat completion on its way. */
export interface Arrival {
	/** What the gateway meant to send. */
	whole: Uint8Array;
	/** What arrives of it, and in which pieces. */
	bytes: Uint8Array;
	pieces: readonly Uint8Array[];
	/** Whether it was cut before its end. */
	isCut: boolean;
	/** Whether the connection broke; otherwise the answer ended cleanly, wherever that was. */
	isBroken: boolean;
	/** The type that it claims. */
	type: string;
	/** Choices that were asked for. */
	asked: number;
	/** What is odd about it. */
	oddities: string[];
}

/** Types that gateways claim for their streams. */
const types = [
	'text/event-stream',
	'text/event-stream',
	'text/event-stream; charset=utf-8',
	'text/plain',
	'',
];

/** The stream of a number: the same for the same one. */
export function arrivalOf(seed: number): Arrival {
	const random = new Random(seed);
	const { chunks, asked, oddities } = chunksAtRandom(random);
	const { text, oddities: further } = writtenAtRandom(chunks, random);
	const whole = Buffer.from(text);
	const odd = [...oddities, ...further];
	const fate = random.below(100);
	let bytes: Buffer = whole;
	if (fate < 45) bytes = whole.subarray(0, random.below(whole.length));
	else if (fate < 55) {
		const [what, changed] = damaged(whole, random);
		odd.push(what);
		bytes = changed;
	}
	return {
		whole,
		bytes,
		pieces: random.packets(bytes, random.pick([1, 3, 20, 200, 2_000, 1e6])),
		isCut: bytes.length < whole.length && whole.subarray(0, bytes.length).equals(bytes),
		isBroken: random.chance(fate < 45 ? 0.33 : 0.05),
		type: random.pick(types),
		asked,
		oddities: odd,
	};
}
