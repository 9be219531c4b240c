import { damaged } from './damage';
import { mutated } from './mutations';
import type { Random } from './random';
import { eventsOf, jsonOf, randomFraming } from './wire';

/** How an answer travels. */
export type Form = 'body' | 'events' | 'named events' | 'text' | 'file';

/** A good answer after random changes, as it is sent. */
export interface Sent {
	bytes: Uint8Array;
	text: string;
	/** What was changed. */
	changes: string[];
	/** What is in it, in order, as far as it can be parsed: the body, or the data of every event before `[DONE]`. */
	parts: unknown[];
	/** The data of events, or the body, that cannot be parsed. */
	broken: string[];
	/** Whether it is one JSON text, or such events to the end: nothing was damaged on the way. */
	isWhole: boolean;
}

/** Changes a good answer at random and writes it. */
export function sent(tree: unknown, form: Form, random: Random): Sent {
	// What is in a file is not known here.
	const isFile = form === 'file';
	const { tree: changed, changes } = isFile ? { tree, changes: [] } : mutated(tree, random);
	let bytes = isFile ? (tree as Uint8Array) : Buffer.from(written(changed, form, random));
	const isWhole = random.chance(0.8);
	if (!isWhole) {
		const [what, damagedBytes] = damaged(Buffer.from(bytes), random);
		changes.push(what);
		bytes = damagedBytes;
	}
	const text = Buffer.from(bytes).toString();
	return { text, bytes, changes, isWhole, ...contents(text, form) };
}

function written(tree: unknown, form: Form, random: Random): string {
	if (form === 'text') return typeof tree === 'string' ? tree : jsonOf(tree);
	if (form === 'body') return random.pick(['', '', '\n ', '\uFEFF']) + jsonOf(tree);
	const framing = randomFraming(random, form === 'named events');
	return eventsOf(Array.isArray(tree) ? tree : [tree], framing);
}

/** A plain reading of what is sent, apart from the one that is tested. */
function contents(text: string, form: Form): Pick<Sent, 'parts' | 'broken'> {
	const parts: unknown[] = [];
	const broken: string[] = [];
	const isStream = /events/.test(form);
	const texts = isStream ? dataIn(text) : [text.replace(/^\uFEFF/, '')];
	for (const data of texts) {
		if (data.trim() === '[DONE]') break;
		const value = parsed(data);
		const lines = value === undefined ? data.split('\n').map(parsed) : [value];
		if (lines.includes(undefined)) broken.push(data);
		else parts.push(...lines.flatMap((line) => (isStream ? [line].flat(9) : [line])));
	}
	return { parts, broken };
}

function parsed(text: string): unknown {
	// Deeper JSON is not read.
	if (text.includes('['.repeat(200))) return undefined;
	try {
		const exact = text.replace(/\bNaN\b/g, 'null').replace(/(?<!")\b1234567890\d+/g, '"$&"');
		const value: unknown = JSON.parse(exact);
		return typeof value === 'string' ? (parsed(value) ?? value) : value;
	} catch {
		return undefined;
	}
}

function dataIn(text: string): string[] {
	const blocks = text.replace(/^\uFEFF/, '').split(/(?:\r\n|\r(?!\n)|\n){2,}/);
	return blocks.flatMap((block) => {
		// JSON may stand on a line of its own.
		const lines = block.split(/\r\n|\r|\n/).filter((line) => /^(data:|[{[])/.test(line));
		const data = lines.map((line) => line.replace(/^data: ?/, '')).join('\n');
		return data.trim() === '' || data.trim() === ': ping' ? [] : [data];
	});
}
