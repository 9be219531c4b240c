import { endingOf, endingWord, worseEnding } from '../answer/endings';
import { defined } from '../defined';
import { isObject, type JsonObject } from '../json';
import { listOf, withRole } from './choices';
import { mergePiece, mergeTop } from './merge';
import { TextPieces } from './textPieces';
import { ToolCalls } from './toolCalls';

/** A choice that is being put together. */
export interface StartedChoice {
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

/** Whether there is anything in it that a choice has. */
export function isChoice(choice: JsonObject): boolean {
	return ['index', 'delta', 'message', 'text', 'finish_reason', 'usage', 'error'].some(
		(name) => choice[name] !== undefined,
	);
}

/** A choice before its first piece. */
export function startChoice(index: number): StartedChoice {
	return {
		index,
		message: {},
		content: new TextPieces(),
		calls: new ToolCalls(),
		rest: {},
		finish: null,
	};
}

/** Takes the next piece of a choice. */
export function extendChoice(choice: StartedChoice, given: JsonObject): void {
	const { delta, message, text, finish_reason } = given;
	const word = endingWord(finish_reason);
	if (word !== null) choice.finish = laterWord(choice.finish, word);
	mergePiece(choice.rest, given, readHere);
	// A message in a chunk is the whole; a bare text is a piece, as the old completions route sends it.
	if (isObject(message)) addWhole(choice, message);
	else choice.content.addWhole(message);
	if (isObject(delta)) addPiece(choice, delta);
	else choice.content.add(delta ?? (isObject(message) ? undefined : text));
}

/** Of two finish reasons the later counts, unless the earlier one tells of something worse. */
function laterWord(before: string | null, word: string): string {
	if (before === null) return word;
	const ending = endingOf(before);
	const isWorse = ending !== endingOf(word) && worseEnding(endingOf(word), ending) === ending;
	return isWorse ? before : word;
}

function addPiece(choice: StartedChoice, piece: JsonObject): void {
	const { content, tool_calls } = piece;
	mergePiece(choice.message, piece, readApart);
	if (content !== undefined) choice.content.add(content);
	choice.calls.add(listOf(tool_calls || null));
}

function addWhole(choice: StartedChoice, message: JsonObject): void {
	const { content, tool_calls } = message;
	mergeTop(choice.message, message, readApart);
	if (content !== undefined) choice.content.addWhole(content);
	choice.calls.replace(listOf(tool_calls || null));
}

/** The choice as it would have come whole. */
export function finishChoice({
	index,
	message,
	content,
	calls,
	rest,
	finish,
}: StartedChoice): JsonObject {
	const called = calls.count > 0 || isObject(message.function_call);
	const value = content.value;
	// Streams begin with empty text where an unstreamed message with a call has null.
	const said = value === '' && called ? null : value;
	return {
		index,
		message: {
			...withRole(message),
			...defined({ content: said, tool_calls: calls.count === 0 ? undefined : calls.list() }),
		},
		...rest,
		finish_reason: finish,
	};
}
