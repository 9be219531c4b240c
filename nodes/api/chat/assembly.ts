import type { JsonObject } from '../call';
import { isObject } from '../json';

/** Members of a delta that arrive in pieces; others are whole, and the last one counts. */
const inPieces = /content|reasoning|refusal|thinking|text|arguments/;

/** Most tool calls of one message: an index beyond it is not an index. */
const mostCalls = 128;

interface Started {
	index: number;
	message: JsonObject;
	calls: JsonObject[];
	/** Position in `calls` by the `index` that the gateway gave. */
	positions: Map<number, number>;
	rest: JsonObject;
	finish: string | null;
}

/**
 * Puts the chunks of a streamed chat completion together. The result is, key by key, the body that the
 * gateway would have sent without streaming.
 */
export class ChatAssembly {
	private readonly top: JsonObject = {};
	private readonly choices = new Map<number, Started>();
	private usage: JsonObject | null = null;

	/** Takes the next chunk (`chat.completion.chunk`). */
	add(chunk: JsonObject): void {
		const { choices, usage, ...top } = chunk;
		merge(this.top, top);
		if (isObject(usage)) this.usage = usage;
		if (Array.isArray(choices))
			for (const choice of choices) if (isObject(choice)) this.addChoice(choice);
	}

	/** Whether there is at least one choice, and every one has said why it ended. */
	get complete(): boolean {
		return (
			this.choices.size > 0 && [...this.choices.values()].every(({ finish }) => finish !== null)
		);
	}

	/** Whether anything of an answer has arrived. */
	get begun(): boolean {
		return this.choices.size > 0;
	}

	/** The text of the first choice so far. */
	get text(): string {
		const content = [...this.choices.values()][0]?.message.content;
		return typeof content === 'string' ? content : '';
	}

	/** Token usage, or null as long as none has arrived. */
	get spent(): JsonObject | null {
		return this.usage;
	}

	/** The body as it would have come without streaming. */
	body(): JsonObject {
		const choices = [...this.choices.values()].sort((one, other) => one.index - other.index);
		return {
			...this.top,
			object: 'chat.completion',
			choices: choices.map(finished),
			...(this.usage === null ? {} : { usage: this.usage }),
		};
	}

	private addChoice({ index: given, delta, message, finish_reason, ...rest }: JsonObject): void {
		const index = typeof given === 'number' ? given : 0;
		const known = this.choices.get(index);
		const choice = known ?? {
			index,
			message: {},
			calls: [],
			positions: new Map(),
			rest: {},
			finish: null,
		};
		this.choices.set(index, choice);
		if (typeof finish_reason === 'string' && finish_reason !== '') choice.finish = finish_reason;
		merge(choice.rest, rest);
		const piece = isObject(delta) ? delta : isObject(message) ? message : {};
		const { tool_calls, ...others } = piece;
		merge(choice.message, others);
		if (Array.isArray(tool_calls))
			for (const call of tool_calls) if (isObject(call)) addCall(choice, call);
	}
}

/**
 * Fragments of calls belong together by their index. Some gateways leave the index out, and some begin
 * at 0 again for every call; then a new id tells that a new call begins.
 */
function addCall({ calls, positions }: Started, { index, ...fragment }: JsonObject): void {
	const given =
		Number.isInteger(index) && Number(index) >= 0 && Number(index) < mostCalls
			? Number(index)
			: null;
	const position = given === null ? calls.length - 1 : positions.get(given);
	const current = position === undefined ? undefined : calls[position];
	const id = typeof fragment.id === 'string' && fragment.id !== '' ? fragment.id : undefined;
	const isNew =
		current === undefined || (id !== undefined && current.id !== undefined && current.id !== id);
	if (!isNew) {
		const { function: called, ...others } = fragment;
		merge(current, others);
		if (isObject(called))
			current.function = mergeCalled(isObject(current.function) ? current.function : {}, called);
		return;
	}
	if (calls.length >= mostCalls) return;
	calls.push(fragment);
	if (given !== null) positions.set(given, calls.length - 1);
}

/** Some gateways send the name with every fragment: it is whole, only the arguments come in pieces. */
function mergeCalled(whole: JsonObject, piece: JsonObject): JsonObject {
	const name = typeof whole.name === 'string' && whole.name !== '' ? { name: whole.name } : {};
	return { ...merge({ ...whole }, piece), ...name };
}

function merge(whole: JsonObject, piece: JsonObject): JsonObject {
	for (const [name, value] of Object.entries(piece)) {
		const before = whole[name];
		if (value === null || value === undefined) whole[name] ??= null;
		else if (typeof value === 'string' && typeof before === 'string' && inPieces.test(name))
			whole[name] = before + value;
		else if (Array.isArray(value) && Array.isArray(before)) before.push(...value);
		else if (isObject(value) && isObject(before)) merge(before, value);
		else whole[name] = isObject(value) ? merge({}, value) : value;
	}
	return whole;
}

function finished({ index, message, calls, rest, finish }: Started): JsonObject {
	const called = calls.length > 0 || isObject(message.function_call);
	// Streams begin with empty text where an unstreamed message with a call has null.
	const content = message.content === '' && called ? { content: null } : {};
	return {
		index,
		message: { ...message, ...content, ...(calls.length === 0 ? {} : { tool_calls: calls }) },
		...rest,
		finish_reason: finish,
	};
}
