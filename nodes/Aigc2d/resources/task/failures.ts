import type { Reading } from '../../../api/call';
import { Failed, failure, failureOf } from '../../../api/failure';
import { claimedRefusal } from '../../../api/refusal/refusal';
import type { Task } from '../../../api/task/task';

/** What to do about a task that the gateway does not know. */
const unknown =
	'Check the ID, and that the credential is the one the task was submitted with. If the gateway knows none of its tasks, the option Task Path is wrong for it.';

/** The gateway has given up on a task. */
export function failedTask({ fail_reason, status_sent }: Task): Failed {
	const head = { status: 200, headers: {} };
	// Its words tell a forbidden prompt from other trouble.
	const told =
		fail_reason === null ? undefined : claimedRefusal(head, { error: { message: fail_reason } });
	const { kind = 'server', message = `The task ended with the status ${status_sent}` } = told ?? {};
	const description =
		'The gateway took the task and could not do it. AIGC2D gives the points of a failed Midjourney task back.';
	return new Failed(
		failure(kind, {
			status: 200,
			message: `The task failed: ${message}`,
			...(kind === 'contentFilter' ? {} : { description }),
		}),
	);
}

/** The longest wait is over. */
export function tooSlow(id: string, limit: number, last: Reading<Task> | undefined): Failed {
	return new Failed(
		failure('timeout', {
			message: `The task ${id} was not done after ${limit / 60_000} minutes${standing(last)}`,
			description: 'It may still be done later.',
		}),
	);
}

function standing(last: Reading<Task> | undefined): string {
	if (last === undefined) return '';
	if (last.failure) return `; the last look at it failed: ${last.failure.message}`;
	const { status, status_sent, progress } = last.value;
	return ` (${status_sent ?? status}, ${progress} %)`;
}

/**
 * A failure that names its task, and says how to fetch what is paid for.
 *
 * @param isOwn whether the same item again would submit, and pay for, another task
 */
export function namingTask(thrown: unknown, id: string, isOwn: boolean): Failed {
	const why = failureOf(thrown);
	const advice = why.kind === 'notFound' ? unknown : why.description;
	const later = isOwn
		? ` The task ID is ${id}: Get Task fetches the picture, without paying for another.`
		: '';
	return new Failed({
		...why,
		description: advice + later,
		retryable: why.retryable && !isOwn,
		task_id: id,
	});
}

/** A button of Midjourney has opened a window, and nobody answers it. */
export const windowOpen = failure('badRequest', {
	status: 200,
	message: 'The task waits for an answer to the window that its button has opened',
	description: 'Press the button once more with Midjourney → Action, which answers the window.',
});
