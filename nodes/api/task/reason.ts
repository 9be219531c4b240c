import { defined } from '../defined';
import { failure, type Failure } from '../failure';
import { isObject, type JsonObject, textOf } from '../json';
import { goodHead } from '../readers/head';
import { factsOf } from '../refusal/facts';
import { readDeclaredError } from '../refusal/refusal';
import { saysWithheld } from './status';

/** Members that hold why a task has failed, in all dialects. */
export const reasonMembers = [
	'fail_reason',
	'failReason',
	'failure_reason',
	'failureReason',
	'failed_reason',
	'failedReason',
	'error_message',
	'errorMessage',
	'error_messages',
	'error_msg',
	'errorMsg',
	'fail_msg',
	'failMsg',
	'err_msg',
	'task_status_msg',
	'taskStatusMsg',
	'status_reason',
	'failure',
	'error',
	'errors',
] as const;

/** Members that hold the reason of a failed task, and of other tasks words about the answer. */
const wordMembers = ['reason', 'message', 'msg', 'detail', 'description'];
/** Members that may hold the outcome of a task with its reason. */
const outcomes = ['task_result', 'output', 'result', 'response'];

/** Words that say that all went well, which is never a reason. */
const allWell =
	/^(null|none|0|((submit|task|request|job|create|your task) )?(was |has been |is )?(ok|success(ful(ly)?)?|succe(ss|eded?)|submitted|accepted|created|completed|done|queued)( (submitted|created|completed|successfully))?|(任务|请求|操作)?(提交|创建|操作|请求|执行)?(已)?(成功|提交))[.!。！]?$/i;

/** Whether words say that all went well. */
export function saysAllWell(said: string): boolean {
	return allWell.test(said.trim());
}

/** What midjourney-proxy has in `description`: the command, and not what became of it. */
const command = /^\/[a-z]+\b/i;

/** Why a task has failed, in the words of its own members; null when they do not say. */
export function reasonIn(body: JsonObject): string | null {
	return firstOf(body, reasonMembers) ?? inOutcome(body, reasonMembers);
}

/** Why a failed task has failed, also in members that otherwise have words about the answer. */
export function reasonInWords(body: JsonObject): string | null {
	return firstOf(body, wordMembers) ?? inOutcome(body, wordMembers);
}

function inOutcome(body: JsonObject, names: readonly string[]): string | null {
	for (const name of outcomes) {
		const outcome = body[name];
		const reason = isObject(outcome) ? firstOf(outcome, names) : null;
		if (reason !== null) return reason;
	}
	return null;
}

function firstOf(body: JsonObject, names: readonly string[]): string | null {
	for (const name of names) {
		const said = wordsOf(body[name]);
		if (said !== null && !saysAllWell(said) && !command.test(said)) return said;
	}
	return null;
}

/** The words of a reason, whatever its shape: a text, an object, a list. */
function wordsOf(value: unknown): string | null {
	if (value === undefined || value === null || typeof value === 'boolean') return null;
	const said = factsOf({ error: value }, goodHead).words;
	return said === null || said.trim() === '' ? null : said.trim();
}

/**
 * The failure of a task that the gateway has given up on; its kind by the words of the reason, by its code, or
 * by the word for its state. The task is over: it is not worth asking for again.
 */
export function failureOfTask(
	body: JsonObject,
	{ reason, sent }: { reason: string | null; sent: string | null },
): Failure {
	const said = reason ?? sent ?? '';
	const code = codeOf(body) ?? outcomes.map((name) => codeOf(body[name])).find((found) => found);
	const told = readDeclaredError(goodHead, { error: { message: said, ...defined({ code }) } });
	const byWords = told?.kind ?? 'server';
	const kind = byWords === 'server' && saysWithheld(sent) ? 'contentFilter' : byWords;
	const happened = reason ?? `The task ended with the status ${sent}`;
	return failure(kind, {
		status: 200,
		code: told?.code ?? null,
		message: reason === null ? happened : `The task failed: ${happened}`,
		retryable: false,
	});
}

/** A code in words, such as DataInspectionFailed: numbers mean something else at every gateway. */
function codeOf(body: unknown): string | undefined {
	if (!isObject(body)) return undefined;
	const codes = [body.error_code, body.errorCode, body.fail_code, body.failCode, body.code];
	return codes.map(textOf).find((code) => code !== null && /^[a-z][\w.-]{2,}$/i.test(code)) as
		| string
		| undefined;
}
