import { isUndecided, neverArrived } from '../../../api/arrival';
import { saysNothingMade } from '../../../api/charged';
import { Failed, failureOf, type Failure } from '../../../api/failure';

const lookFirst =
	'The answer was lost, but the task may have been taken on, and charged: look for it at the gateway, and fetch it with Get Task, before you submit it again.';
const wrongTask =
	'Check the Task ID, and that the credential is the one that task was submitted with. Nothing was submitted.';
const stopped =
	'The run was stopped. If the request was on its way, the task may have been taken on, and charged: look for it at the gateway first.';

/**
 * What a submission failed with, with advice that keeps its reader from paying twice: a request whose answer was
 * lost is not worth repeating, because the task may have been taken on.
 */
export function submissionFailed(thrown: unknown): Failed {
	const why = failureOf(thrown);
	if (why.task_id !== undefined) return new Failed(failureNamingTask(why, why.task_id));
	if (why.kind === 'cancelled') return new Failed({ ...why, description: stopped });
	if (isRedirect(why)) return new Failed({ ...why, description: redirectAdvice(why) });
	if (why.kind === 'notFound') return new Failed({ ...why, description: adviceOf(why) });
	return new Failed(
		mayHaveBeenCharged(why) ? { ...why, description: lookFirst, retryable: false } : why,
	);
}

function mayHaveBeenCharged(why: Failure): boolean {
	const { kind, status, retryable } = why;
	if (!retryable) return false;
	if (kind === 'malformed') return true;
	if (kind === 'server') return status !== null && status >= 300 && !saysNothingMade(why);
	return (kind === 'timeout' || kind === 'network') && !neverArrived(why);
}

function isRedirect({ status }: Failure): boolean {
	return status !== null && status >= 300 && status < 400;
}

function redirectAdvice(why: Failure): string {
	return `${why.description} ${isUndecided(why) ? lookFirst : 'Nothing was submitted.'}`;
}

function adviceOf({ message, code, status, description }: Failure): string {
	if (/model/i.test(message)) return 'Pick another model: the gateway does not know this one.';
	const isAboutTask = /task|任务/i.test(`${message} ${code}`) || status === 200;
	return isAboutTask ? wrongTask : `${description} Nothing was submitted.`;
}

function failureNamingTask(why: Failure, id: string): Failure {
	const description = `The gateway named a task, and failed. The task ID is ${id}: Get Task tells what became of it, and costs nothing.`;
	return { ...why, description, retryable: false };
}
