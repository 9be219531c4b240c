import { objectsIn } from '../../../nodes/api/json';
import { eachChoice } from './chunkEvents';
import type { ChunkEvent } from './difference';
import { isFailure, saysNothing } from './saysNothing';

/** Without what tells of a failure once every choice has given its finish reason, and without what cannot be read. */
export function untilComplete(events: readonly ChunkEvent[]): readonly ChunkEvent[] {
	const open = new Map<unknown, boolean>();
	return events.filter(({ event, data, chunk }) => {
		const isComplete = open.size > 0 && ![...open.values()].includes(true);
		if (chunk === undefined) return !isComplete || data === '[DONE]';
		// Nothing is read of what tells of a failure.
		const choices = event === 'error' ? [] : objectsIn(chunk.choices);
		for (const { index, finish_reason: word } of choices) {
			const isOpen = saysNothing(word) || word === 'null';
			open.set(index, isOpen && open.get(index) !== false);
		}
		return !(isComplete && (event === 'error' || isFailure(chunk)));
	});
}

/** Finish reasons that are sent, from the least to the most that is wrong with an answer. */
const ranks = [
	/^odd_word$/,
	/^(stop|end_turn)$/,
	/^tool_calls$/,
	/^(length|MAX_TOKENS)$/,
	/^sensitive$/,
	/^error$/,
];
const rankOf = (word: unknown) => ranks.findIndex((rank) => rank.test(String(word)));

/** With the finish reason that counts of several. */
export function worstEnd(events: readonly ChunkEvent[]): readonly ChunkEvent[] {
	const worst = new Map<unknown, unknown>();
	return eachChoice((choice) => {
		const { index, finish_reason: word } = choice;
		if (saysNothing(word)) return choice;
		const before = worst.get(index);
		const isBetter = rankOf(before) > rankOf(word);
		worst.set(index, isBetter ? before : word);
		return isBetter ? { ...choice, finish_reason: before } : choice;
	})(events);
}
