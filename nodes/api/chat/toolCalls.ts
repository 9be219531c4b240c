import { defined } from '../defined';
import { isObject, type JsonObject, numberOf, tryParseJson } from '../json';
import { Brackets } from './brackets';
import { functionOf, idOf, isFragment, isName, isNew, type StartedCall } from './callIdentity';
import { mergePiece } from './merge';

/** Most tool calls of one message: an index beyond it is not an index. */
export const mostCalls = 128;

/**
 * Puts the fragments of tool calls together. They belong together by their `index`; some gateways leave it
 * out, or begin at 0 again for every call, and some send a fresh `id` with every fragment.
 */
export class ToolCalls {
	private started: StartedCall[] = [];
	private hasUnread = false;
	/** Calls to which fragments with an index were added under which none had begun, and those indexes. */
	private readonly adopting = new Set<StartedCall>();
	private readonly adopted = new Set<number>();

	/** How many calls there are. */
	get count(): number {
		return this.started.length;
	}

	/** Whether something came that is no piece of a call, or belongs to one too many, so that a part is missing. */
	get isUnread(): boolean {
		return (
			this.hasUnread ||
			[...this.adopting].some(({ pieces }) => tryParseJson(pieces.join('')) === undefined)
		);
	}

	/** Takes the `tool_calls` of a piece. */
	add(fragments: readonly unknown[]): void {
		const taken = new Set<StartedCall>();
		for (const fragment of fragments) {
			if (fragment === null) continue;
			const target = isFragment(fragment) ? this.targetOf(fragment, taken) : undefined;
			if (target === undefined) this.hasUnread = true;
			else {
				taken.add(target);
				extendCall(target, fragment as JsonObject);
			}
		}
	}

	/** Takes the calls of a whole message, which replace the fragments before. */
	replace(calls: readonly unknown[]): void {
		if (!calls.some(isObject)) return;
		this.started = [];
		this.hasUnread = !calls.every((call) => call === null || isFragment(call));
		for (const call of calls) {
			if (isObject(call) && this.started.length < mostCalls)
				extendCall(this.begin(undefined), call);
		}
	}

	/** The calls in the order of their index; without one, in that of their arrival. */
	list(): JsonObject[] {
		const indexes = this.started.map(({ index }) => index);
		const isOrdered = indexes.every((index) => index !== undefined);
		const calls = isOrdered
			? [...this.started].sort((one, other) => (one.index ?? 0) - (other.index ?? 0))
			: this.started;
		return calls.map(finishCall);
	}

	/** The call that a fragment continues, or a new one; undefined when there are too many. */
	private targetOf(fragment: JsonObject, taken: ReadonlySet<StartedCall>): StartedCall | undefined {
		const index = indexOf(fragment.index);
		// The latest with that index: a gateway that gives 0 to every call has several.
		const last = this.started.at(-1);
		// Without a name and an id it begins nothing, whatever its index.
		const isOld = last !== undefined && idOf(fragment) === undefined && !functionOf(fragment).name;
		const known =
			index === undefined
				? (this.withId(idOf(fragment)) ?? last)
				: this.started.filter((started) => started.index === index).at(-1);
		if (index !== undefined && isOld) this.noteAdopted(index, known, last);
		const current = known ?? (isOld ? last : undefined);
		if (current !== undefined && !isNew(current, fragment, taken.has(current))) return current;
		return this.started.length < mostCalls ? this.begin(index) : undefined;
	}

	/**
	 * The index may rise with every fragment of one call; but one that comes twice, or gives way to that of a call again,
	 * is of a call whose beginning was lost, and its arguments are now in another one.
	 */
	private noteAdopted(index: number, known: StartedCall | undefined, last: StartedCall): void {
		if (known !== undefined) this.hasUnread ||= this.adopting.has(known);
		else if (last.index !== undefined) {
			this.hasUnread ||= this.adopted.has(index);
			this.adopted.add(index);
			this.adopting.add(last);
		}
	}

	private withId(id: string | undefined): StartedCall | undefined {
		return id === undefined ? undefined : this.started.find(({ call }) => idOf(call) === id);
	}

	private begin(index: number | undefined): StartedCall {
		const started: StartedCall = {
			call: {},
			index,
			pieces: [],
			given: undefined,
			brackets: new Brackets(),
		};
		this.started.push(started);
		return started;
	}
}

function indexOf(value: unknown): number | undefined {
	const index = numberOf(value, 3) ?? NaN;
	return Number.isInteger(index) && index >= 0 && index < mostCalls ? index : undefined;
}

function extendCall(started: StartedCall, fragment: JsonObject): void {
	const { function: called } = fragment;
	const { call } = started;
	const id = idOf(fragment);
	if (idOf(call) === undefined && id !== undefined) call.id = id;
	mergePiece(call, fragment, ['function', 'index', 'id']);
	if (!isObject(called)) return;
	const { name, arguments: args, ...rest } = called;
	const before = functionOf(call);
	// Some gateways send the name with every fragment: it is whole, only the arguments come in pieces.
	const known = isName(before.name) ? before.name : name;
	call.function = Object.assign(mergePiece(before, rest), { name: known });
	if (isObject(args)) started.given = args;
	else if (typeof args === 'string' && args !== '') {
		started.pieces.push(args);
		started.brackets.add(args);
	}
}

function finishCall({ call, pieces, given }: StartedCall): JsonObject {
	const { name, ...rest } = functionOf(call);
	const args = pieces.length === 0 && given !== undefined ? given : argumentsOf(pieces);
	return {
		...call,
		function: { ...defined({ name }), ...rest, arguments: args },
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
