import type { TaskStatus } from './task';

/**
 * Words of all dialects, in capitals. AIGC2D shows SUCCESS only; the others are those of midjourney-proxy,
 * of the upstream of its Stable Diffusion, and of gateways of this kind.
 */
const words: Readonly<Record<TaskStatus, readonly string[]>> = {
	queued: [
		'NOT_START',
		'SUBMITTED',
		'PENDING',
		'QUEUED',
		'QUEUING',
		'QUEUEING',
		'WAITING',
		'CREATED',
		'STARTING',
	],
	running: ['IN_PROGRESS', 'RUNNING', 'PROCESSING', 'GENERATING', 'STARTED'],
	awaiting_input: ['MODAL'],
	succeeded: ['SUCCESS', 'SUCCEEDED', 'SUCCEED', 'FINISHED', 'COMPLETED', 'COMPLETE', 'DONE'],
	failed: [
		'FAILURE',
		'FAILED',
		'FAIL',
		'ERROR',
		'CANCEL',
		'CANCELLED',
		'CANCELED',
		'TIMEOUT',
		'EXPIRED',
		'REJECTED',
	],
};

const statuses = new Map(
	Object.entries(words).flatMap(([status, known]) =>
		known.map((word): [string, TaskStatus] => [word, status as TaskStatus]),
	),
);

/** What else of a task tells where it is. */
export interface Signs {
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
	const known = statuses.get(
		(sent ?? '')
			.trim()
			.toUpperCase()
			.replace(/[\s-]+/g, '_'),
	);
	if (known !== undefined) return known;
	if (hasImages && (progress === 100 || (sent === null && progress === undefined))) {
		return 'succeeded';
	}
	if (failReason !== null) return 'failed';
	return progress === undefined || progress === 0 ? 'queued' : 'running';
}
