import { isObject, type JsonObject } from '../json';

/** What stands in the content of a message. */
interface Content {
	text: string;
	/** What the model thought, where it stands among the parts of the content. */
	reasoning: string;
	/** Words with which the model refuses, where they are a part of the content. */
	refusal: string;
	/** Whether a part has a form that cannot be read: then the text may not be all of it. */
	isUnread: boolean;
	/** Whether there is more than text in it: pictures, sound, calls. */
	hasOthers: boolean;
}

type Place = 'text' | 'reasoning' | 'refusal';

/** Types of parts by what they hold; all others hold something that is not text. */
const places: ReadonlyArray<[RegExp, Place]> = [
	[/think|thought|reason/i, 'reasoning'],
	[/^refusal$/i, 'refusal'],
	[/^(|text|output_text|input_text|text_delta|markdown|paragraph|answer|string)$/i, 'text'],
];
/** Types of parts that have no words in them, or whose words are not the answer's. */
const otherTypes =
	/image|audio|video|file|document|tool|function|call|citation|reference|annotation|search|source|signature|redacted|code|resource|data|json/i;
/** Members in which a part has its words. */
const members: Readonly<Record<Place, readonly string[]>> = {
	text: ['text', 'content', 'output_text'],
	reasoning: [
		'thinking',
		'reasoning',
		'text',
		'thought',
		'content',
		'summary',
		'reasoning_content',
		'reasoning_text',
	],
	refusal: ['refusal', 'text'],
};
/** How deep parts may lie within parts. */
const deepest = 4;

/**
 * Reads the content of a message: a text, nothing, a part, or a list of parts and texts, in their order and
 * with their blanks.
 */
export function readContent(content: unknown): Content {
	const read: Content = { text: '', reasoning: '', refusal: '', isUnread: false, hasOthers: false };
	collect(content, 'text', read, 0);
	return read;
}

/** The words of what a model thought: a text, or parts of any kind. */
export function readReasoning(thoughts: unknown): string {
	const read: Content = { text: '', reasoning: '', refusal: '', isUnread: false, hasOthers: false };
	collect(thoughts, 'reasoning', read, 0);
	return read.reasoning;
}

function collect(value: unknown, place: Place, read: Content, depth: number): void {
	if (value === null || value === undefined) return;
	if (typeof value === 'string') read[place] += value;
	else if (depth >= deepest) read.isUnread = true;
	else if (Array.isArray(value)) {
		for (const part of value) collect(part, place, read, depth + 1);
	} else if (isObject(value)) collectPart(value, place, read, depth);
	else read.isUnread = true;
}

function collectPart(part: JsonObject, outer: Place, read: Content, depth: number): void {
	const type = typeof part.type === 'string' ? part.type : '';
	const known = places.find(([pattern]) => pattern.test(type))?.[1];
	if (part.thought === true) return collectMember(part, 'reasoning', read, depth);
	if (known !== undefined)
		return collectMember(part, outer === 'text' ? known : outer, read, depth);
	if (otherTypes.test(type)) read.hasOthers = true;
	else collectMember(part, outer, read, depth);
}

function collectMember(part: JsonObject, place: Place, read: Content, depth: number): void {
	const name = members[place].find((member) => part[member] !== undefined && part[member] !== null);
	if (name !== undefined) {
		const inner = part[name];
		// `{text: {value, annotations}}`, as OpenAI's assistants have it.
		const words = isObject(inner) && typeof inner.value === 'string' ? inner.value : inner;
		collect(words, place, read, depth + 1);
	} else if (Array.isArray(part.parts)) collect(part.parts, place, read, depth + 1);
	else if (
		place === 'text' &&
		Object.keys(part).some((member) => !/^(type|text|index|id)$/.test(member))
	)
		read.isUnread = true;
}
