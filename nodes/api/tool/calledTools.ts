import { isObject, type JsonObject, objectsIn, tryParseBody } from '../json';

/** A call of an answer, under the ID that it has in the conversation. */
export interface NamedCall {
	/** The call as sent. */
	call: JsonObject;
	id: string;
	name: string;
	arguments: unknown;
}

/** What a model is told of a call. */
export interface CallResult {
	id: string;
	name: string;
	text: string;
	isError: boolean;
}

/** The arguments of a call; undefined where they are no object. None at all are an empty one. */
export function argumentsIn(given: unknown): JsonObject | undefined {
	if (given === undefined || given === null) return {};
	if (typeof given !== 'string') return isObject(given) ? given : undefined;
	const read = given.trim() === '' ? {} : tryParseBody(given);
	return isObject(read) ? read : undefined;
}

/** IDs of the calls of a conversation, in either form: of Chat Completions or of Claude. */
export function callIdsIn(messages: unknown): string[] {
	const ids = objectsIn(messages).flatMap(({ tool_calls, content }) => [
		...objectsIn(tool_calls).map(({ id }) => id),
		...objectsIn(content).map(({ type, id }) => (type === 'tool_use' ? id : undefined)),
	]);
	return ids.filter((id): id is string => typeof id === 'string');
}

/**
 * Which tool has to be called after the first round: what had to be called then would be called for ever. In the form of
 * Chat Completions or of Claude.
 */
export function choiceAfterCall(choice: unknown): unknown {
	if (choice === 'required') return 'auto';
	if (!isObject(choice) || choice.type === 'auto' || choice.type === 'none') return choice;
	const { allowed_tools: allowed, disable_parallel_tool_use } = choice;
	if (isObject(allowed)) return { ...choice, allowed_tools: { ...allowed, mode: 'auto' } };
	if (choice.type !== 'any' && choice.type !== 'tool') return 'auto';
	return {
		type: 'auto',
		...(disable_parallel_tool_use === undefined ? {} : { disable_parallel_tool_use }),
	};
}

/** Whether calls of one answer are to be run one after the other. */
export function isOneByOne({ parallel_tool_calls, tool_choice }: JsonObject): boolean {
	if (parallel_tool_calls === false) return true;
	return isObject(tool_choice) && tool_choice.disable_parallel_tool_use === true;
}
