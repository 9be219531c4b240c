import { drawing, generated, look, lookAt, spoken, submitted, taken } from './answers';
import { failed, generate, id, imagine, type Row, speech, textToImage } from './build';

const filtered = { ...failed, kind: ['contentFilter'], retryable: false };

const reason = (words: string, kind = 'contentFilter'): Row =>
	imagine(
		`a reason: ${words}`,
		[taken, look({ status: 'FAILURE', failReason: words, imageUrl: '' })],
		{ ...failed, kind: [kind], words, retryable: false, taskId: true },
	);

const refusedPicture = (words: string, status: number, more = {}): Row =>
	generate(
		`${status}: ${words}`,
		[generated({ error: { message: words, type: 'upstream_error', ...more } }, { status })],
		{ ...filtered, words },
	);

/** 11: the words tell the kind, under any status. */
export const kindsByWords: readonly Row[] = [
	reason('Banned prompt detected: nude'),
	reason('Your request goes against our community standards'),
	reason('Blocked by our safety policies'),
	reason('The image was moderated after it was made'),
	reason('Image blocked: IMAGE_SAFETY'),
	reason('quota_not_enough', 'quota'),
	reason('[Invalid parameter] Invalid value provided for argument `--ar`', 'badRequest'),
	reason('Unrecognized parameter(s): --zz', 'badRequest'),
	textToImage(
		'an error of a task: moderation',
		[
			drawing,
			lookAt({
				id,
				status: 'failed',
				error: { code: 'moderation_failed', message: 'flagged by moderation' },
			}),
		],
		{ ...filtered, words: 'flagged by moderation', taskId: true },
	),
	refusedPicture('Prompt violates our safety policy', 500),
	refusedPicture('the upstream said content_blocked', 502),
	refusedPicture('finishReason: IMAGE_SAFETY', 503),
	refusedPicture('The request was rejected', 500, { code: 'content_blocked' }),
	refusedPicture('Your prompt is against our community standards', 403),
	refusedPicture('It failed moderation', 200),
	generate(
		'quota_not_enough under 403',
		[generated({ code: 'quota_not_enough', message: 'quota_not_enough' }, { status: 403 })],
		{ ...failed, kind: ['quota'], words: 'quota_not_enough' },
		{},
		true,
	),
	imagine(
		'quota_not_enough under 500',
		[submitted({ description: 'quota_not_enough', code: 4 }, { status: 500 })],
		{ ...failed, kind: ['quota'], words: 'quota_not_enough' },
		{},
		true,
	),
	imagine(
		'a submission: Invalid parameter',
		[submitted({ code: 4, description: 'Invalid parameter: --foo' })],
		{ ...failed, kind: ['badRequest'], words: '--foo' },
	),
	imagine(
		'a submission: banned prompt under 500',
		[submitted({ code: 5, description: 'banned prompt: nude' }, { status: 500 })],
		{ ...filtered, words: 'nude' },
	),
	speech(
		'moderated under 500',
		[spoken({ error: { message: 'The text was blocked by content moderation' } }, { status: 500 })],
		filtered,
	),
];
