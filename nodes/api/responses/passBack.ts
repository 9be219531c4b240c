import { isObject, without } from '../json';

/**
 * Members of a message in the form of Chat Completions that stand for what only this route has: the items of what the
 * model thought before its calls, and in which phase it spoke. Their names say that they are about thoughts, so that they
 * go where thoughts go, and only back to where they came from (`chat/passBack.ts`).
 */
export const reasoningItems = 'reasoning_items';
export const reasoningPhase = 'reasoning_phase';

/** Whether a conversation has any of them. */
export function hasItems(messages: readonly unknown[]): boolean {
	return messages.some(
		(message) => isObject(message) && (reasoningItems in message || reasoningPhase in message),
	);
}

/** A conversation without them, for the other dialect. */
export function withoutItems(messages: readonly unknown[]): unknown[] {
	return messages.map((message) =>
		isObject(message) ? without(message, reasoningItems, reasoningPhase) : message,
	);
}
