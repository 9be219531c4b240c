import type { Redactor } from '../api/redact/redactor';
import { sliceLength } from '../api/slices';
import { weightOf } from '../api/weight';
import { inTurns } from '../delivery/turns';
import { clock } from './clock';

/**
 * An answer without secrets. A large one, and many in a row, are looked through with turns of the event loop in
 * between; any other is there at once.
 */
export function withoutSecrets<T>(answer: T, redactor: Redactor): T | Promise<T> {
	const weight = weightOf(answer, sliceLength);
	if (weight >= sliceLength) return inTurns(clock, redactor.answerInSlices(answer));
	const turn = clock.room?.(weight);
	return turn === undefined ? redactor.answer(answer) : turn.then(() => redactor.answer(answer));
}
