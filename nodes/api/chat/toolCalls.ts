import type { JsonObject } from '../call';
import { isObject, tryParseJson } from '../json';
import { mergePiece } from './merge';

/** Most tool calls of one message: an index beyond it is not an index. */
const mostCalls = 128;
/** How often one call is looked at for complete arguments: so many fragments that may follow them are no answer. */
const mostLooks = 1000;

interface Started {
	call: JsonObject;
	/** The `index` that the gateway gave; undefined when it gave none. */
	index: number | undefined;
	/** Arguments as they came. */
	pieces: string[];
	/** Arguments that came as an object. */
	given: unknown;
	/** How often it was looked whether the arguments are complete. */
	looks: number;
}

/**
 * Puts the fragments of tool calls together. They belong together by their `index`; some gateways leave it
 * out, or begin at 0 again for every call, and some send a fresh `id` with every fragment.
 */
export class ToolCalls {
	private started: Started[] = [];
	private hasForeign = false;

	/** How many calls there are. */
	get count(): number {
		return this.started.length;
	}

	/** Whether something came that is no call, or no piece of one: what it held is missing. */
	get isUnread(): boolean {
		return this.hasForeign;
	}

	/** Takes the `tool_calls` of a piece. */
	add(fragments: readonly unknown[]): void {
		const taken = new Set<Started>();
		for (const fragment of fragments) {
			if (fragment === null) continue;
			if (!isFragment(fragment)) {
				this.hasForeign = true;
				continue;
			}
			const target = this.targetOf(fragment, taken);
			if (target === undefined) continue;
			taken.add(target);
			extend(target, fragment);
		}
	}

	/** Takes the calls of a whole message, which replace the fragments before. */
	replace(calls: readonly unknown[]): void {
		if (!calls.some(isObject)) return;
		this.started = [];
		this.hasForeign = !calls.every((call) => call === null || isFragment(call));
		for (const call of calls) {
			if (isObject(call) && this.started.length < mostCalls) extend(this.begin(undefined), call);
		}
	}

	/** The calls in the order of their index; without one, in that of their arrival. */
	list(): JsonObject[] {
		const indexes = this.started.map(({ index }) => index);
		const isOrdered = indexes.every((index) => index !== undefined);
		const calls = isOrdered
			? [...this.started].sort((one, other) => (one.index ?? 0) - (other.index ?? 0))
			: this.started;
		return calls.map(finished);
	}

	/** The call that a fragment continues, or a new one; undefined when there are too many. */
	private targetOf(fragment: JsonObject, taken: ReadonlySet<Started>): Started | undefined {
		const index = indexOf(fragment.index);
		// The latest with that index: a gateway that gives 0 to every call has several.
		const last = this.started.at(-1);
		// Without a name and an id it begins nothing, whatever its index.
		const isOld = last !== undefined && idOf(fragment) === undefined && !calledIn(fragment).name;
		const known =
			index === undefined ? last : this.started.filter((started) => started.index === index).at(-1);
		const current = known ?? (isOld ? last : undefined);
		if (current !== undefined && !isNew(current, fragment, taken.has(current))) return current;
		return this.started.length < mostCalls ? this.begin(index) : undefined;
	}

	private begin(index: number | undefined): Started {
		const started: Started = { call: {}, index, pieces: [], given: undefined, looks: 0 };
		this.started.push(started);
		return started;
	}
}

/** Whether all that a fragment holds can be read. */
function isFragment(fragment: unknown): fragment is JsonObject {
	if (!isObject(fragment)) return false;
	const { function: called } = fragment;
	if (!isObject(called)) return called === undefined || called === null;
	const { name, arguments: args } = called;
	return (
		(name === undefined || name === null || typeof name === 'string') &&
		(args === undefined || args === null || typeof args === 'string' || isObject(args))
	);
}

function indexOf(value: unknown): number | undefined {
	const index = typeof value === 'string' && /^\d{1,3}$/.test(value) ? Number(value) : value;
	return Number.isInteger(index) && Number(index) >= 0 && Number(index) < mostCalls
		? Number(index)
		: undefined;
}

/**
 * Whether a fragment begins another call: it has a name, and either another id, or another place in the same
 * list, or another name, or the call before it is complete. Without a name it does when it begins other
 * arguments behind complete ones: then the piece with the name was lost.
 */
function isNew(started: Started, fragment: JsonObject, isSameList: boolean): boolean {
	const { name, arguments: args } = calledIn(fragment);
	const id = idOf(fragment);
	const known = idOf(started.call);
	const isOther = id !== undefined && known !== undefined && id !== known;
	if (!isName(name)) return beginsOthers(started, args, isOther);
	if (id !== undefined && id === known) return false;
	if (isSameList) return true;
	const called = calledIn(started.call);
	const hasArguments = started.pieces.length > 0;
	// A call begins with its name.
	if (called.name !== name && (isName(called.name) || hasArguments)) return true;
	const isWhole = isObject(wholeIn(started));
	const hasMore = typeof args === 'string' && /^\s*[^\s{]/.test(args);
	// The same name with every fragment, and a fresh id: what goes on with open arguments is no new call.
	const goesOn = hasArguments && !isWhole && hasMore;
	if (isOther) return !goesOn;
	return (started.given !== undefined || isWhole) && args !== undefined && args !== '';
}

/** Whether a piece begins something behind complete arguments, and does not only repeat them. */
function beginsOthers(started: Started, args: unknown, isOther: boolean): boolean {
	if (typeof args !== 'string' || !(isOther ? /\S/ : /^\s*\{/).test(args)) return false;
	const whole = wholeIn(started);
	if (!isObject(whole) || Object.keys(whole).length === 0) return false;
	return args.trim() !== started.pieces.join('').trim();
}

/** The arguments from their pieces, once they are complete: only what ends like an object is joined and parsed. */
function wholeIn(started: Started): unknown {
	const { pieces } = started;
	if (!/\}\s*$/.test(pieces.at(-1) ?? '') || started.looks++ > mostLooks) return undefined;
	return tryParseJson(pieces.join(''));
}

function isName(name: unknown): name is string {
	return typeof name === 'string' && name !== '';
}

/** An id that says something; some gateways send "" or "null" in later fragments. */
function idOf({ id }: JsonObject): string | undefined {
	return typeof id === 'string' && id !== '' && id !== 'null' ? id : undefined;
}

/** Whether a call of a whole message can be read: where it names a function, that has a name. */
export function isCall(call: unknown): boolean {
	if (!isObject(call)) return false;
	const { function: called } = call;
	return called === undefined || called === null || (isObject(called) && isName(called.name));
}

function calledIn({ function: called }: JsonObject): JsonObject {
	return isObject(called) ? called : {};
}

function extend(started: Started, fragment: JsonObject): void {
	const { function: called } = fragment;
	const { call } = started;
	const known = idOf(call);
	const id = idOf(fragment);
	if (known === undefined && id !== undefined) call.id = id;
	mergePiece(call, fragment, ['function', 'index', 'id']);
	if (!isObject(called)) return;
	const { name, arguments: args, ...rest } = called;
	const before = calledIn(call);
	// Some gateways send the name with every fragment: it is whole, only the arguments come in pieces.
	call.function = {
		...mergePiece({ ...before }, rest),
		name: isName(before.name) ? before.name : name,
	};
	if (isObject(args)) started.given = args;
	else if (typeof args === 'string' && args !== '') started.pieces.push(args);
}

function finished({ call, pieces, given }: Started): JsonObject {
	const { name, ...rest } = calledIn(call);
	const args = pieces.length === 0 && given !== undefined ? given : argumentsOf(pieces);
	return {
		...call,
		function: { ...(name === undefined ? {} : { name }), ...rest, arguments: args },
	};
}

/** The arguments from their pieces; some gateways end with a piece that repeats the whole, or send the whole each time. */
function argumentsOf(pieces: readonly string[]): string {
	const joined = pieces.join('');
	if (pieces.length < 2 || tryParseJson(joined) !== undefined) return joined;
	const last = pieces.filter((piece) => piece.trim() !== '').at(-1) ?? '';
	const isWhole = isObject(tryParseJson(last)) && joined.startsWith(last.slice(0, 1));
	return isWhole ? last : joined;
}
