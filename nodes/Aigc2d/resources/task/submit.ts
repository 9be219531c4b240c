import { defined } from '../../../api/defined';
import type { JsonObject } from '../../../api/json';
import { submitCall } from '../../../api/task/submitCall';
import { startedTask, type StartedTask } from '../../../api/task/task';
import type { OperationContext } from '../operation';
import type { Waiting } from './fields';
import { failureWithTask } from './failures';
import { follow } from './follow';
import { submissionFailed } from './submissionFailure';
import { taskOutput, type TaskOutput } from './taskOutput';

/** A task to be begun. */
export interface Submission extends Omit<StartedTask, 'id'> {
	path: string;
	body: JsonObject;
	/** Names the lane. */
	family: string;
	waiting: Waiting;
	/** Whether it ends in a picture. */
	hasPicture: boolean;
	/** Answers the window that a button may open; `suggestion` is what it has in its prompt. */
	onWindow?: (id: string, suggestion: string | null, context: OperationContext) => Promise<void>;
}

/**
 * Submits a task, once; waits for it and fetches its pictures, unless only the task is wanted.
 *
 * @throws Failed; with the ID of the task once there is one
 */
export async function submitTask(
	submission: Submission,
	context: OperationContext,
): Promise<TaskOutput> {
	const { path, body, family, waiting, hasPicture, onWindow } = submission;
	const { action, prompt, points_estimated } = submission;
	const submitted = await context
		.send(submitCall(path, body, family))
		.catch(throwSubmissionFailure);
	const { id, opensWindow, suggestion, done } = submitted;
	const output = { hasPicture, isOwn: true, send: context.send };
	if (done !== undefined && (hasPicture || id === null)) {
		const task = { ...done, action: done.action ?? action, prompt: done.prompt ?? prompt };
		return await taskOutput({ ...task, points_estimated }, output);
	}
	const begun = { id: id as string, action, prompt, points_estimated };
	const answer = onWindow && (async () => await onWindow(begun.id, suggestion, context));
	if (opensWindow) await nameTaskOnFailure(answer?.(), begun.id);
	const task = waiting.wait
		? await follow(
				{
					begun,
					waiting,
					isOwn: true,
					hasPicture: () => hasPicture,
					isAnswered: opensWindow,
					...defined({ onWindow: answer }),
				},
				context,
			)
		: startedTask(begun);
	return await taskOutput(task, output);
}

function throwSubmissionFailure(thrown: unknown): never {
	throw submissionFailed(thrown);
}

async function nameTaskOnFailure(work: Promise<void> | undefined, id: string): Promise<void> {
	try {
		await work;
	} catch (thrown) {
		throw failureWithTask(thrown, id, true);
	}
}
