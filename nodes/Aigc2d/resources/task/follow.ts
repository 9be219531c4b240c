import type { Reading } from '../../../api/readers/reader';
import { Failed, failureOf, type Failure } from '../../../api/failure';
import { queryCall, type KnownTask } from '../../../api/task/queryCall';
import type { Task } from '../../../api/task/task';
import type { OperationContext } from '../operation';
import type { Waiting } from './fields';
import { failedTask, failureWithTask, tooSlow, windowOpen } from './failures';
import { LookErrors } from './lookErrors';
import { ResultWait } from './resultWait';

/** Pauses between two looks, in milliseconds: short ones at first, because a picture can be quick. */
const firstPause = 2_000;
const longestPause = 15_000;
const growth = 1.5;

/** What differs between the tasks that are waited for. */
export interface Followed {
	begun: KnownTask;
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
 * Failed looks that may be temporary are waited out: the task goes on at the gateway. When the time is up, a task
 * that shows a picture is returned with it.
 *
 * @throws Failed; with the ID of the task, whatever happened, and the addresses of its pictures, if there were any
 */
export async function follow(followed: Followed, context: OperationContext): Promise<Task> {
	const { begun, waiting, isOwn } = followed;
	const started = context.now();
	const left = () => started + waiting.limit - context.now();
	const lookErrors = new LookErrors(isOwn);
	const resultWait = new ResultWait(followed.hasPicture);
	let pause = firstPause;
	let isAnswered = followed.isAnswered ?? false;
	let last: Reading<Task> | undefined;
	try {
		for (let look = 1; ; look++) {
			if (look > 1 || isOwn) {
				const early = left() <= 0 ? resultWait.early() : undefined;
				if (early !== undefined) return early;
				if (left() <= 0) throw tooSlow(begun.id, waiting.limit, last);
				await context.wait(Math.min(pause, left()));
				pause = Math.min(longestPause, pause * growth);
			}
			last = await lookAt(followed, context);
			if (last.failure) {
				if (lookErrors.isTemporary(last.failure, context.now() - started)) continue;
				throw new Failed(last.failure);
			}
			lookErrors.reset();
			const { value: seen } = last;
			if (seen.status === 'failed') throw failedTask({ ...seen, id: begun.id });
			if (seen.status === 'awaiting_input' && !isAnswered) {
				if (!followed.onWindow) throw new Failed(windowOpen);
				isAnswered = true;
				await followed.onWindow();
				pause = firstPause;
			}
			const done = resultWait.see(seen);
			if (done !== undefined) return done;
		}
	} catch (thrown) {
		throw failureWithTask(withAddresses(thrown, resultWait), begun.id, isOwn);
	}
}

/** The task as it stands, or why it could not be seen. */
async function lookAt(
	{ begun, waiting }: Followed,
	{ send }: OperationContext,
): Promise<Reading<Task>> {
	try {
		return { value: await send(queryCall(waiting.path, begun)) };
	} catch (thrown) {
		return { failure: failureOf(thrown) };
	}
}

/** A failure with the pictures that were seen on the way: they may be all there is. */
function withAddresses(thrown: unknown, whole: ResultWait): Failed {
	const why: Failure = failureOf(thrown);
	const addresses = whole.addresses();
	if (addresses.length === 0) return new Failed(why);
	const text = [why.text, ...addresses].filter((part) => part !== undefined).join('\n');
	return new Failed({ ...why, text });
}

/** A task as it stands, without waiting for it. */
export async function lookOnce(followed: Followed, context: OperationContext): Promise<Task> {
	const { begun, waiting, isOwn } = followed;
	try {
		const task = await context.send(queryCall(waiting.path, begun));
		if (task.status === 'failed') throw failedTask({ ...task, id: begun.id });
		return task;
	} catch (thrown) {
		throw failureWithTask(thrown, begun.id, isOwn);
	}
}
