import { endingOf, endingWord, worse } from '../answer/endings';
import { readReasoning } from '../answer/content';
import type { JsonObject } from '../call';
import { isObject } from '../json';
import { laterUsage, usageIn } from '../usage';
import { choicesIn, listOf, mostChoices, numberOf, unwrapped } from './choices';
import { mergePiece, mergeTop } from './merge';
import { TextPieces } from './textPieces';
import { ToolCalls } from './toolCalls';

interface Started {
	index: number;
	message: JsonObject;
	content: TextPieces;
	calls: ToolCalls;
	rest: JsonObject;
	finish: string | null;
}

/** Members of a choice, and of its message, that are not merged but read here. */
const readHere = ['index', 'delta', 'message', 'text', 'finish_reason', 'usage'];
const readApart = ['content', 'tool_calls', 'usage'];

/**
 * Puts the chunks of a streamed chat completion together. The result is, key by key, the body that the
 * gateway would have sent without streaming.
 */
export class ChatAssembly {
	private readonly top: JsonObject = {};
	private readonly choices = new Map<number, Started>();
	private hasForeign = false;
	/** Whether a choice had an index that is none. */
	private hasUnplaced = false;
	private usage: JsonObject | null = null;

	/** Takes the next chunk (`chat.completion.chunk`). Returns whether it was anything of an answer. */
	add(given: JsonObject): boolean {
		const chunk = unwrapped(given);
		const { choices } = chunk;
		mergeTop(this.top, chunk, ['choices', 'usage']);
		const spent = usageIn(chunk);
		if (spent !== null) this.usage = laterUsage(this.usage, spent);
		if (choices === undefined || choices === null) return spent !== null;
		choicesIn(chunk).forEach((choice, position) => {
			if (isObject(choice) && isChoice(choice)) this.addChoice(choice, position);
			else if (choice !== null) this.hasForeign = true;
		});
		return true;
	}

	/** Whether there is at least one choice, and every one has said why it ended. */
	get complete(): boolean {
		for (const { finish } of this.choices.values()) if (finish === null) return false;
		return this.begun;
	}

	/** How many choices have begun. */
	get count(): number {
		return this.choices.size;
	}

	/** Whether anything of an answer has arrived. */
	get begun(): boolean {
		return this.choices.size > 0;
	}

	/**
	 * Whether something stood among the choices, or the calls, that is none, so that what it held is missing; or
	 * it is not known to which of several choices something belongs.
	 */
	get isUnread(): boolean {
		if (this.hasForeign || (this.hasUnplaced && this.choices.size > 1)) return true;
		return [...this.choices.values()].some(({ calls }) => calls.isUnread);
	}

	/** The text of the first choice so far. */
	get text(): string {
		return this.first?.content.text ?? '';
	}

	/** The text so far of the choice with the number 0: others may begin before it. */
	get textOfZero(): string {
		return this.choices.get(0)?.content.text ?? '';
	}

	/** What the model thought so far for the first choice, where that stands beside its text. */
	get reasoning(): string {
		return readReasoning(this.first?.message.reasoning_content ?? this.first?.message.reasoning);
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

	private get first(): Started | undefined {
		return this.choices.get(Math.min(...this.choices.keys()));
	}

	private addChoice(given: JsonObject, position: number): void {
		const { delta, message, text, finish_reason } = given;
		const number = numberOf(given);
		this.hasUnplaced ||= number === undefined && (given.index ?? null) !== null;
		const index = number ?? position;
		const choice = this.choices.get(index) ?? started(index);
		if (this.choices.size >= mostChoices && !this.choices.has(index)) return;
		this.choices.set(index, choice);
		const word = endingWord(finish_reason);
		if (word !== null) choice.finish = laterWord(choice.finish, word);
		mergePiece(choice.rest, given, readHere);
		// A message in a chunk is the whole; a bare text is a piece, as the old completions route sends it.
		if (isObject(message)) addWhole(choice, message);
		else choice.content.whole(message);
		if (isObject(delta)) addPiece(choice, delta);
		else choice.content.add(delta ?? (isObject(message) ? undefined : text));
	}
}

/** Whether there is anything in it that a choice has. */
function isChoice(choice: JsonObject): boolean {
	return ['index', 'delta', 'message', 'text', 'finish_reason', 'usage', 'error'].some(
		(name) => choice[name] !== undefined,
	);
}

function started(index: number): Started {
	return {
		index,
		message: {},
		content: new TextPieces(),
		calls: new ToolCalls(),
		rest: {},
		finish: null,
	};
}

/** A stream may leave the role out, or send it empty; a message without one could not be sent back. */
function withoutEmptyRole(message: JsonObject): JsonObject {
	const { role, ...rest } = message;
	return typeof role === 'string' && role !== '' ? message : rest;
}

/** Of two words for the end the later counts, unless the earlier one tells of something worse. */
function laterWord(before: string | null, word: string): string {
	if (before === null) return word;
	const ending = endingOf(before);
	const isWorse = ending !== endingOf(word) && worse(endingOf(word), ending) === ending;
	return isWorse ? before : word;
}

function addPiece(choice: Started, piece: JsonObject): void {
	const { content, tool_calls } = piece;
	mergePiece(choice.message, piece, readApart);
	if (content !== undefined) choice.content.add(content);
	choice.calls.add(listOf(tool_calls || null));
}

function addWhole(choice: Started, message: JsonObject): void {
	const { content, tool_calls } = message;
	mergeTop(choice.message, message, readApart);
	if (content !== undefined) choice.content.whole(content);
	choice.calls.replace(listOf(tool_calls || null));
}

function finished({ index, message, content, calls, rest, finish }: Started): JsonObject {
	const called = calls.count > 0 || isObject(message.function_call);
	const value = content.value;
	// Streams begin with empty text where an unstreamed message with a call has null.
	const said = value === '' && called ? null : value;
	return {
		index,
		message: {
			role: 'assistant',
			...withoutEmptyRole(message),
			...(said === undefined ? {} : { content: said }),
			...(calls.count === 0 ? {} : { tool_calls: calls.list() }),
		},
		...rest,
		finish_reason: finish,
	};
}
