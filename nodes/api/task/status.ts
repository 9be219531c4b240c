import { byWord } from '../wordTable';
import type { TaskStatus } from './task';

/**
 * Words of all dialects, in capitals. AIGC2D shows SUCCESS only; the others are those of midjourney-proxy, of
 * the upstream of its Stable Diffusion, and of gateways of this kind (Replicate, BFL, DashScope, fal, Novita).
 */
const words: Readonly<Record<TaskStatus, string>> = {
	queued:
		'NOT_START NOT_STARTED SUBMITTED SUBMIT SUBMITTING RECEIVED PENDING QUEUED QUEUE QUEUING QUEUEING IN_QUEUE ON_QUEUE ENQUEUED WAITING CREATED STARTING SCHEDULED ACCEPTED INIT INITIAL INITIALIZED INITIALIZING INITIALISING BOOTING PREPARING STAGED 排队 排队中 等待中 已提交 未开始',
	running:
		'IN_PROGRESS INPROGRESS PROGRESS RUNNING PROCESSING IN_PROCESS GENERATING STARTED WORKING RENDERING EXECUTING ACTIVE ONGOING UPLOADING POSTPROCESSING 处理中 进行中 生成中 执行中 运行中',
	awaiting_input: 'MODAL',
	succeeded:
		'SUCCESS SUCCEEDED SUCCEED SUCCESSFUL FINISHED FINISH COMPLETED COMPLETE DONE READY 成功 已完成 完成',
	failed:
		'FAILURE FAILED FAIL ERROR CANCEL CANCELLED CANCELED TIMEOUT TIMED_OUT TIMEDOUT TIME_OUT EXPIRED REJECTED ABORTED ABORT TERMINATED KILLED CRASHED DELETED REFUSED EXCEPTION NSFW BANNED BLOCKED MODERATED CENSORED FILTERED VIOLATION FLAGGED REQUEST_MODERATED CONTENT_MODERATED CONTENT_FILTERED CONTENT_BLOCKED CONTENT_FILTER NSFW_CONTENT NSFW_DETECTED 失败 已取消 超时 已拒绝',
};

const statuses = byWord(words);

/** What a longer word has in it that stands for a task which is over without a picture. */
const finalWords =
	/(^|_)(FAILED|FAILURE|ABORTED|TERMINATED|REJECTED|CANCELL?ED|TIMED_OUT|EXPIRED|NSFW|BANNED|BLOCKED|MODERATED|CENSORED|FLAGGED)(_|$)/;

/** The state that a word stands for; undefined when it is not known. */
export function knownStatus(sent: string | null): TaskStatus | undefined {
	const word = (sent ?? '')
		.trim()
		.replace(/([a-z])([A-Z])/g, '$1_$2')
		.toUpperCase()
		.replace(/[\s-]+/g, '_');
	const bare = word.replace(/^((TASK|JOB)_)?(STATUS|STATE)_|^(TASK|JOB)_/, '');
	return statuses.get(word) ?? statuses.get(bare) ?? (finalWords.test(bare) ? 'failed' : undefined);
}

/** Whether the word for a state says that a filter has withheld the picture. */
export function saysWithheld(sent: string | null): boolean {
	return sent !== null && /nsfw|banned|blocked|moderat|censor|filter|violat|flagged/i.test(sent);
}

/** What else of a task tells where it is. */
interface Signs {
	/** Progress as a number from 0 to 100; undefined when it is not told. */
	progress: number | undefined;
	hasImages: boolean;
	failReason: string | null;
}

/**
 * Where a task is, by the gateway's word for it. A word that is not known counts as done when there is a
 * picture and nothing left to do, as failed when there is a reason for it, and as still going otherwise.
 */
export function statusOf(
	sent: string | null,
	{ progress, hasImages, failReason }: Signs,
): TaskStatus {
	const known = knownStatus(sent);
	if (known !== undefined) return known;
	if (hasImages && (progress === 100 || (sent === null && progress === undefined))) {
		return 'succeeded';
	}
	if (failReason !== null) return 'failed';
	return progress === undefined || progress === 0 ? 'queued' : 'running';
}
