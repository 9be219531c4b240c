import { defined } from '../defined';
import { membersBesideFiles } from '../file/files';
import { isObject, type JsonObject, textOf, without } from '../json';
import { goodHead } from '../readers/head';
import type { ResponseHead } from '../readers/reader';
import { factIn, factNames, progressOf, sentStatus } from './facts';
import { imageMembers, imagesOf } from './images';
import { failureOfTask, reasonIn, reasonInWords, reasonMembers } from './reason';
import { statusOf } from './status';
import type { BesideTask, Button, StartedTask, Task } from './task';
import { isoTime } from './time';

/** Members that have become part of the task, and the words that only say that there is an answer. */
const read = [
	...Object.values(factNames).flat(),
	...reasonMembers,
	...imageMembers,
	'buttons',
	'code',
	'message',
	'error_code',
	'beside',
];

/**
 * What a gateway says of a task, in the one shape of all dialects.
 *
 * @param head of the answer: addresses without a host are meant on it
 */
export function readTask(body: JsonObject, begun: StartedTask, head?: ResponseHead): Task {
	const sent = sentStatus(body);
	const { urls, videos, missing } = imagesOf(body, head);
	const told = progressOf(body);
	const reason = reasonIn(body);
	const status = statusOf(sent, {
		progress: told,
		hasImages: urls.length + videos.length > 0,
		failReason: reason,
	});
	const why = status === 'failed' ? (reason ?? reasonInWords(body)) : reason;
	const points = Number(textOf(factIn(body, factNames.points)) ?? NaN);
	return {
		id: begun.id,
		action: textOf(factIn(body, factNames.action)) ?? begun.action,
		status,
		status_sent: sent,
		progress: status === 'succeeded' ? 100 : (told ?? 0),
		prompt: textOf(factIn(body, factNames.prompt)) ?? begun.prompt,
		submitted_at: isoTime(factIn(body, factNames.submitted)),
		started_at: isoTime(factIn(body, factNames.started)),
		finished_at: isoTime(factIn(body, factNames.finished)),
		image_urls: urls,
		buttons: Array.isArray(body.buttons) ? body.buttons.flatMap(readButton) : [],
		fail_reason: why,
		points: Number.isFinite(points) ? points : null,
		points_estimated: begun.points_estimated,
		...without(membersBesideFiles(body, head ?? goodHead), ...read),
		...besideTask(
			defined({
				missing: missing.length === 0 ? undefined : missing,
				videos: videos.length === 0 ? undefined : videos,
				from: head?.url,
				why: status === 'failed' ? failureOfTask(body, { reason: why, sent }) : undefined,
			}),
		),
	};
}

function besideTask(beside: BesideTask): { beside?: BesideTask } {
	return Object.keys(beside).length === 0 ? {} : { beside };
}

function readButton(value: unknown): Button[] {
	if (!isObject(value)) return [];
	const { customId, custom_id, label, emoji, ...more } = value;
	const id = textOf(custom_id) ?? textOf(customId);
	if (id === null) return [];
	return [{ custom_id: id, label: textOf(label) ?? '', emoji: textOf(emoji) ?? '', ...more }];
}
