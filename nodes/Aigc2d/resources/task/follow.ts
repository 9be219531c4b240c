import type { Reading } from '../../../api/call';
import { Failed, failureOf, type Failure } from '../../../api/failure';
import { queryCall } from '../../../api/task/queryCall';
import type { Begun, Task } from '../../../api/task/task';
import type { Means } from '../operation';
import type { Waiting } from './fields';
import { failedTask, namingTask, tooSlow, windowOpen } from './failures';

/** Pauses between two looks, in milliseconds: short ones at first, because a picture can be quick. */
const firstPause = 2_000;
const longestPause = 15_000;
const growth = 1.5;
/** How long a gateway may not know a task that it has just taken on, in milliseconds. */
const settling = 30_000;
/** Looks at a task that is done while the address of its picture is not there yet. */
const graceLooks = 3;

/** What differs between the tasks that are waited for. */
export interface Followed {
	begun: Begun;
	waiting: Waiting;
	/** Submitted just now, by this item: points are spent, and nobody else knows the ID. */
	isOwn: boolean;
	/** Whether it ends in a picture. */
	hasPicture: (task: Task) => boolean;
	/** Whether a window that its button has opened is answered already. */
	isAnswered?: boolean;
	/** Answers that window. */
	onWindow?: () => Promise<void>;
}

/**
 * Waits for a task: looks at it, pauses, looks again, with pauses that grow from 2 to 15 s and hold no slot.
 * Trouble on the way to the gateway is outlasted; the task goes on without us.
 *
 * @throws Failed; with the ID of the task, whatever happened
 */
export async function follow(followed: Followed, means: Means): Promise<Task> {
	const { begun, waiting, isOwn } = followed;
	const started = means.now();
	const left = () => started + waiting.limit - means.now();
	let pause = firstPause;
	let graces = 0;
	let isAnswered = followed.isAnswered ?? false;
	let last: Reading<Task> | undefined;
	try {
		for (let look = 1; ; look++) {
			if (look > 1 || isOwn) {
				if (left() <= 0) throw tooSlow(begun.id, waiting.limit, last);
				await means.wait(Math.min(pause, left()));
				pause = Math.min(longestPause, pause * growth);
			}
			last = await lookAt(followed, means, means.now() - started);
			if (last.failure) continue;
			const { value: seen } = last;
			if (seen.status === 'failed') throw failedTask(seen);
			if (seen.status === 'awaiting_input' && !isAnswered) {
				if (!followed.onWindow) throw new Failed(windowOpen);
				isAnswered = true;
				await followed.onWindow();
				pause = firstPause;
			}
			if (seen.status !== 'succeeded') continue;
			const isWhole = !followed.hasPicture(seen) || seen.image_urls.length > 0;
			if (isWhole || ++graces > graceLooks) return seen;
		}
	} catch (thrown) {
		throw namingTask(thrown, begun.id, isOwn);
	}
}

/** The task as it stands, or trouble that may pass. */
async function lookAt(
	{ begun, waiting, isOwn }: Followed,
	{ send }: Means,
	elapsed: number,
): Promise<Reading<Task>> {
	try {
		return { value: await send(queryCall(waiting.path, begun)) };
	} catch (thrown) {
		const why = failureOf(thrown);
		const isUnknownYet = why.kind === 'notFound' && isOwn && elapsed < settling;
		if (why.kind !== 'cancelled' && (why.retryable || isUnknownYet)) return { failure: why };
		return fail(why);
	}
}

function fail(why: Failure): never {
	throw new Failed(why);
}

/** A task as it stands, without waiting for it. */
export async function lookOnce(followed: Followed, means: Means): Promise<Task> {
	const { begun, waiting, isOwn } = followed;
	try {
		const task = await means.send(queryCall(waiting.path, begun));
		if (task.status === 'failed') throw failedTask(task);
		return task;
	} catch (thrown) {
		throw namingTask(thrown, begun.id, isOwn);
	}
}
