import { defined } from '../../../api/defined';
import type { Reading } from '../../../api/readers/reader';
import { Failed, failure, failureOf, type Failure } from '../../../api/failure';
import type { Task } from '../../../api/task/task';

/** What to do about a task that the gateway does not know. */
const unknown =
	'Check the ID, and that the credential is the one the task was submitted with. If the gateway knows none of its tasks, the option Task Path is wrong for this gateway.';
const unknownOwn =
	'The gateway has taken the task, but does not know it at this path: most likely the option Task Path is wrong for this gateway.';
const goesOn = 'The gateway has the task, and may still finish it.';
const fetchable = ': Get Task fetches the picture, without paying for another.';

/** The gateway has given up on a task: it is over, and there is no picture to be fetched. */
export function failedTask({ beside, status_sent, id }: Task): Failed {
	const why =
		beside?.why ?? failure('server', { message: `The task ended with the status ${status_sent}` });
	const own = {
		description:
			'The gateway took the task and could not do it. AIGC2D gives the points of a failed Midjourney task back.',
	};
	return new Failed({
		...why,
		...(why.kind === 'contentFilter' ? { description: rephrase } : own),
		retryable: false,
		...defined({ task_id: id ?? undefined }),
	});
}

const rephrase = 'Change the prompt or the image: the gateway would refuse the same request again.';

/** The longest wait is over. */
export function tooSlow(id: string, limit: number, last: Reading<Task> | undefined): Failed {
	return new Failed(
		failure('timeout', {
			message: `The task ${id} was not done after ${limit / 60_000} minutes${describeState(last)}`,
			description: 'It may still be done later.',
		}),
	);
}

function describeState(last: Reading<Task> | undefined): string {
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
export function failureWithTask(thrown: unknown, id: string | null, isOwn: boolean): Failed {
	const why = failureOf(thrown);
	if (id === null || why.task_id === id) return new Failed(withTaskId(why, id, isOwn));
	const later = isOwn ? ` The task ID is ${id}${fetchable}` : '';
	return new Failed({
		...why,
		description: adviceFor(why, isOwn) + later,
		retryable: why.retryable && !isOwn,
		task_id: id,
	});
}

/** A task that is over: its ID, and nothing to be fetched. */
function withTaskId(why: Failure, id: string | null, isOwn: boolean): Failure {
	const description =
		isOwn && id !== null ? `${why.description} The task ID is ${id}.` : why.description;
	return { ...why, description, retryable: why.retryable && !isOwn };
}

function adviceFor({ kind, retryable, description }: Failure, isOwn: boolean): string {
	if (kind === 'notFound') return isOwn ? unknownOwn : unknown;
	// What a kind advises of itself is to run the item again, which would pay for another task.
	return isOwn && retryable && kind !== 'timeout' ? goesOn : description;
}

/** The pictures of a task that is done could not be fetched: that is no trouble of the task. */
export function pictureNotFetched(thrown: unknown, id: string | null, isOwn: boolean): Failed {
	const why = failureOf(thrown);
	// Of the other kinds the advice is about the gateway: its key, its address, or to run the item again.
	const advice = why.kind === 'network' ? ` ${why.description}` : '';
	const where = why.text === undefined ? '' : ' The address is in error.text.';
	const named = id === null ? '' : ` The task ID is ${id}${fetchable}`;
	return new Failed({
		...why,
		description: `The task is done; only its image could not be fetched.${advice}${where}${named}`,
		retryable: why.retryable && !isOwn,
		...defined({ task_id: id ?? undefined }),
	});
}

/** A button of Midjourney has opened a window, and nobody answers it. */
export const windowOpen = failure('badRequest', {
	status: 200,
	message: 'The task waits for an answer to the window that its button has opened',
	description: 'Press the button once more with Midjourney → Action, which answers the window.',
});
