import { asObject, isObject, type JsonObject, tryParseJson } from '../json';
import type { Brackets } from './brackets';

/** A call that is being put together. */
export interface StartedCall {
	call: JsonObject;
	/** The `index` that the gateway gave; undefined when it gave none. */
	index: number | undefined;
	/** Arguments as they came. */
	pieces: string[];
	/** Arguments that came as an object. */
	given: unknown;
	/** Tells whether they may be complete. */
	brackets: Brackets;
	/** What so many pieces were when it was looked whether they are complete. */
	read?: { pieces: number; value: unknown };
}

/** Whether all that a fragment holds can be read. */
export function isFragment(fragment: unknown): fragment is JsonObject {
	if (!isObject(fragment)) return false;
	const { function: called } = fragment;
	if (!isObject(called)) return called === undefined || called === null;
	const { name, arguments: args } = called;
	return (
		(name === undefined || name === null || typeof name === 'string') &&
		(args === undefined || args === null || typeof args === 'string' || isObject(args))
	);
}

/**
 * Whether a fragment begins another call: it has a name, and another id, or another place in the same list, or
 * another name, or the call before it is complete. A fragment without a name begins another call when the arguments
 * before it are complete and it starts new ones: then the fragment with the name was lost.
 */
export function isNew(started: StartedCall, fragment: JsonObject, isSameList: boolean): boolean {
	const { name, arguments: args } = functionOf(fragment);
	const id = idOf(fragment);
	const known = idOf(started.call);
	const isOther = id !== undefined && known !== undefined && id !== known;
	if (!isName(name)) return beginsOthers(started, args, isOther);
	if (id !== undefined && id === known) return false;
	if (isSameList) return true;
	const called = functionOf(started.call);
	const hasArguments = started.pieces.length > 0;
	// A call begins with its name.
	if (called.name !== name && (isName(called.name) || hasArguments)) return true;
	const isWhole = isObject(completeArguments(started));
	const hasMore = typeof args === 'string' && /^\s*[^\s{]/.test(args);
	// The same name with every fragment, and a fresh id: what goes on with open arguments is no new call.
	const goesOn = hasArguments && !isWhole && hasMore;
	if (isOther) return !goesOn;
	return (started.given !== undefined || isWhole) && args !== undefined && args !== '';
}

/** Whether a fragment starts new arguments after complete ones, and does not only repeat them. */
function beginsOthers(started: StartedCall, args: unknown, isOther: boolean): boolean {
	if (typeof args !== 'string' || !(isOther ? /\S/ : /^\s*\{/).test(args)) return false;
	const whole = completeArguments(started);
	if (!isObject(whole) || Object.keys(whole).length === 0) return false;
	return args.trim() !== started.pieces.join('').trim();
}

/** The arguments from their pieces, once they are complete: parsed only then, and once. */
function completeArguments(started: StartedCall): unknown {
	const { pieces, brackets, read } = started;
	if (!brackets.areClosed) return undefined;
	if (read?.pieces === pieces.length) return read.value;
	const value = tryParseJson(pieces.join(''));
	started.read = { pieces: pieces.length, value };
	return value;
}

export function isName(name: unknown): name is string {
	return typeof name === 'string' && name !== '';
}

/** An id that says something; some gateways send "" or "null" in later fragments. */
export function idOf({ id }: JsonObject): string | undefined {
	return typeof id === 'string' && id !== '' && id !== 'null' ? id : undefined;
}

/** Whether a call of a whole message can be read: where it names a function, that has a name. */
export function isCall(call: unknown): boolean {
	if (!isObject(call)) return false;
	const { function: called } = call;
	return called === undefined || called === null || (isObject(called) && isName(called.name));
}

/** Whether there are arguments of a function (the old form of a call) and no name. */
export function isNameless(called: unknown): boolean {
	if (!isObject(called) || isName(called.name)) return false;
	const { arguments: given } = called;
	return isObject(given)
		? Object.keys(given).length > 0
		: typeof given === 'string' && given !== '';
}

export function functionOf({ function: called }: JsonObject): JsonObject {
	return asObject(called);
}
