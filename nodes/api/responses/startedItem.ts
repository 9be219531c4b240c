import { isObject, type JsonObject, objectsIn } from '../json';

/** Most items of an answer, and most parts of one: numbers beyond it are none. */
export const mostItems = 1_000;

/** Pieces of a text, by the number of the part they belong to. */
type Pieces = Map<number, string>;

/** An item of an answer that is being put together. */
export interface StartedItem {
	/** `output_index`, as the gateway gave it; undefined where it gave none. */
	index: number | undefined;
	/** As it came last, with what it did not hold yet. */
	item: JsonObject;
	/** Texts of a message, of thoughts and of their summary; the arguments of a call. */
	pieces: { [place in Place]?: Pieces };
}

/** Where the pieces of a text belong. */
export type Place = 'text' | 'refusal' | 'thought' | 'summary' | 'arguments' | 'input';

/** Which kind of item has such a text. */
export const kindOfPlace: Readonly<Record<Place, string>> = {
	text: 'message',
	refusal: 'message',
	thought: 'reasoning',
	summary: 'reasoning',
	arguments: 'function_call',
	input: 'custom_tool_call',
};

/** Member, and type of the parts, of the texts of each place. */
const members: ReadonlyArray<[Place, member: string, type: string, words: string]> = [
	['text', 'content', 'output_text', 'text'],
	['refusal', 'content', 'refusal', 'refusal'],
	['thought', 'content', 'reasoning_text', 'text'],
	['summary', 'summary', 'summary_text', 'text'],
];

/** Adds a piece of a text. */
export function addPiece(started: StartedItem, place: Place, part: number, piece: string): void {
	const pieces = (started.pieces[place] ??= new Map<number, string>());
	const before = pieces.get(part);
	if (before !== undefined || pieces.size < mostItems) pieces.set(part, (before ?? '') + piece);
}

/** A text that came whole: it replaces its pieces, unless it says nothing. */
export function setWhole(started: StartedItem, place: Place, part: number, text: string): void {
	if (text === '') return;
	const pieces = (started.pieces[place] ??= new Map<number, string>());
	if (pieces.has(part) || pieces.size < mostItems) pieces.set(part, text);
}

/** The text of a place so far, that of all parts. */
export function piecesOf(started: StartedItem, place: Place): string {
	return partsOf(started, place).join('');
}

function partsOf({ pieces }: StartedItem, place: Place): string[] {
	const parts = [...(pieces[place] ?? [])].sort(([one], [other]) => one - other);
	return parts.map(([, text]) => text);
}

/** The item as it would have come whole: what it holds itself counts, else what came in pieces. */
export function finishItem(started: StartedItem): JsonObject {
	const whole: JsonObject = { ...started.item };
	for (const place of ['arguments', 'input'] as const) {
		const came = piecesOf(started, place);
		if (came !== '' && (whole[place] === undefined || whole[place] === '' || whole[place] === null))
			whole[place] = came;
	}
	for (const [place, member, type, words] of members) {
		const came = partsOf(started, place);
		if (came.length === 0 || hasWords(whole[member], type, words)) continue;
		const parts = came.map((text) => ({ type, [words]: text }));
		const others = objectsIn(whole[member]).filter((part) => part.type !== type);
		whole[member] = [...others, ...parts];
	}
	return whole;
}

/** Whether there is a part of that type that says something. */
function hasWords(value: unknown, type: string, words: string): boolean {
	if (typeof value === 'string') return value !== '';
	return objectsIn(value).some((part) => {
		const text = part[words];
		return isObject(part) && part.type === type && typeof text === 'string' && text !== '';
	});
}
