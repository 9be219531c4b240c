import { isObject, type JsonObject } from '../json';

/** Members that arrive in pieces; others are whole each time, and the last value counts. */
const joinedMembers = /content|reasoning|refusal|thinking|text|arguments|transcript|summary/;

/** Lists that some gateways repeat with every piece instead of continuing them. */
const repeatedLists = /citation|annotation|search|source|reference|ground|related/i;

/** Whether a value says something: some gateways send `""`, 0 or null in later chunks for what they said in the first. */
function hasContent(value: unknown): boolean {
	return value !== undefined && value !== null && value !== '' && value !== 0;
}

/**
 * Takes the members of a further piece of a message into the whole. Texts that come in pieces are joined;
 * lists are continued; of everything else the last value counts that says something.
 *
 * @param except members that are not taken
 */
export function mergePiece(
	whole: JsonObject,
	piece: JsonObject,
	except: readonly string[] = [],
): JsonObject {
	for (const name of Object.keys(piece)) {
		if (except.includes(name) || !hasRoomFor(name, whole)) continue;
		const value = piece[name];
		const before = whole[name];
		if (!hasContent(before)) whole[name] = value ?? before ?? null;
		else if (!hasContent(value)) continue;
		else if (typeof value === 'string' && typeof before === 'string')
			whole[name] = joinedMembers.test(name) ? before + value : value;
		else if (Array.isArray(value) && Array.isArray(before)) {
			if (repeatedLists.test(name)) addUnknown(before, value);
			else addEntries(before, value);
		} else if (name === 'audio' && isObject(value) && isObject(before)) mergeAudio(before, value);
		else if (isObject(value) && isObject(before)) mergePiece(before, value);
		else whole[name] = value;
	}
	return whole;
}

/**
 * Takes the members that describe the whole answer: a later value that says something replaces the one before, lists
 * included.
 */
export function mergeTop(
	whole: JsonObject,
	piece: JsonObject,
	except: readonly string[] = [],
): void {
	for (const name of Object.keys(piece)) {
		if (except.includes(name) || !hasRoomFor(name, whole)) continue;
		const value = piece[name];
		// Each chunk repeats what the one before said.
		if (value === whole[name] && value !== undefined) continue;
		const isEmptyList = Array.isArray(value) && value.length === 0;
		if (!hasContent(whole[name]) || (hasContent(value) && !isEmptyList))
			whole[name] = value ?? null;
	}
}

/** Most members of what is put together: a hostile stream has new ones with every piece. */
const mostMembers = 10_000;
const counts = new WeakMap<JsonObject, number>();

function hasRoomFor(name: string, whole: JsonObject): boolean {
	if (whole[name] !== undefined) return true;
	const count = counts.get(whole) ?? Object.keys(whole).length;
	counts.set(whole, count + 1);
	return count < mostMembers;
}

/** Continues a list: entries that are pieces of one are joined. */
function addEntries(list: unknown[], more: readonly unknown[]): void {
	for (const entry of more) {
		const place = isObject(entry) ? placeOf(list, entry) : -1;
		if (place < 0) list.push(entry);
		else mergePiece(list[place] as JsonObject, entry as JsonObject);
	}
}

/** Where the entry is that a piece goes on with; -1 when it begins another one. */
function placeOf(list: readonly unknown[], piece: JsonObject): number {
	if (typeof piece.index === 'number')
		return list.findIndex(
			(other) => isObject(other) && other.index === piece.index && mayBeOneEntry(other, piece),
		);
	// Thoughts without a number (LiteLLM): neighbours of one type, until one is signed.
	const last = list.at(-1);
	const isThought = /think|reason/.test(String(piece.type)) && isObject(last);
	return isThought && last.signature === undefined && mayBeOneEntry(last, piece)
		? list.length - 1
		: -1;
}

/** Whether two pieces may be of one entry: not if their type, ID or encrypted data differ. */
function mayBeOneEntry(one: JsonObject, other: JsonObject): boolean {
	const differs = (name: string) =>
		hasContent(one[name]) && hasContent(other[name]) && one[name] !== other[name];
	return one.type === other.type && !differs('id') && !differs('data');
}

/** What the entries of a list are, written out; it is asked with every piece. */
const known = new WeakMap<readonly unknown[], Set<string>>();

/** Adds the entries that are not there yet. */
function addUnknown(list: unknown[], more: readonly unknown[]): void {
	const written = known.get(list) ?? new Set(list.map((entry) => JSON.stringify(entry)));
	known.set(list, written);
	const unknown = more
		.map((entry) => ({ entry, text: JSON.stringify(entry) }))
		.filter(({ text }) => !written.has(text));
	for (const { entry, text } of unknown) {
		written.add(text);
		list.push(entry);
	}
}

/** The data of a sound that comes in pieces: all but its last four characters, and those. */
const sounds = new WeakMap<JsonObject, { head: string; tail: string }>();

/** Pieces of audio: each is base64 of its own, and may end with padding. */
function mergeAudio(before: JsonObject, piece: JsonObject): void {
	const { data, ...others } = piece;
	mergePiece(before, others);
	if (typeof data !== 'string') return;
	const { head, tail } =
		sounds.get(before) ?? cut(typeof before.data === 'string' ? before.data : '');
	const more = tail.endsWith('=')
		? Buffer.concat([Buffer.from(tail, 'base64'), Buffer.from(data, 'base64')]).toString('base64')
		: tail + data;
	const last = cut(more);
	// Joined and never looked into: to look into what was joined copies all of it.
	const whole = { head: head + last.head, tail: last.tail };
	sounds.set(before, whole);
	before.data = whole.head + whole.tail;
}

function cut(data: string): { head: string; tail: string } {
	const end = Math.max(0, data.length - 4);
	return { head: data.slice(0, end), tail: data.slice(end) };
}
