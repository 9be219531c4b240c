import { longestKept } from '../answer/partial';
import { defined } from '../defined';
import { failure, type Failure } from '../failure';
import { filesIn, membersBesideFiles } from '../file/files';
import { addressesAsText, type GivenFile } from '../file/givenFile';
import { pictureType } from '../file/type';
import type { JsonObject } from '../json';
import { goodHead } from '../readers/head';
import type { Reading, ResponseHead } from '../readers/reader';
import { unusable } from '../readers/unusable';
import { acceptedTask, namedTask } from '../task/acceptedTask';
import { spent, usageIn } from '../usage/usage';

/** The answer of an image route. */
export interface ImagesAnswer {
	/** At least one. */
	pictures: GivenFile[];
	/** Why others were not made; one for each. */
	failures: Failure[];
	/** What the answer tells besides. */
	rest: JsonObject;
	/** Token usage as sent, or null. */
	usage: JsonObject | null;
}

/** The addresses of pictures in an answer that says that it failed: they may be paid for. */
export function partialImages(body: JsonObject): Partial<Failure> {
	return {
		...acceptedTask(runningTaskIn(body)),
		...addressesAsText(filesIn(body, goodHead).files),
		...spent(usageIn(body)),
	};
}

/**
 * Reads the images of an answer. An entry that is no image is one failure among the images.
 *
 * @param wanted pictures that were asked for
 */
export function readImages(
	body: JsonObject,
	head: ResponseHead,
	wanted = 0,
): Reading<ImagesAnswer> {
	const usage = usageIn(body);
	const { files, failures: refused } = filesIn(body, head);
	const pictures = files.filter(isPicture);
	const told = [...refused, ...Array<Failure>(files.length - pictures.length).fill(noPicture)];
	if (pictures.length === 0) return { failure: withoutPicture(body, head, usage, told) };
	const missing = Math.max(0, wanted - pictures.length - told.length);
	const failures = [...told, ...Array<Failure>(missing).fill(unknownReason)];
	const rest = membersBesideFiles(body, head);
	const hint = failures.length === 0 ? undefined : someFailed;
	return { value: { pictures, failures, rest, usage }, usage, ...defined({ hint }) };
}

/** Longest base64 that is looked at, in characters: a drawing may have a preamble. */
const longestStart = 6_000;

/** Whether it may be a picture: what its bytes are, and not what is claimed, where they are there already. */
function isPicture({ base64 }: GivenFile): boolean {
	if (base64 === undefined) return true;
	return pictureType(Buffer.from(base64.slice(0, longestStart), 'base64')) !== undefined;
}

const noPicture = failure('malformed', {
	message: 'the gateway sent bytes that are no image',
	retryable: false,
});
const unknownReason = failure('malformed', {
	message: 'the gateway does not say why',
	retryable: false,
});
const someFailed =
	'The gateway made fewer images than were asked for: "warnings" of the item says why.';

function withoutPicture(
	body: JsonObject,
	head: ResponseHead,
	usage: JsonObject | null,
	told: readonly Failure[],
): Failure {
	const why = told.find(({ kind }) => kind !== 'malformed');
	if (why !== undefined) return { ...why, ...spent(usage) };
	const text = JSON.stringify(body).slice(0, longestKept);
	const task = runningTaskIn(body);
	if (task !== null) return { ...queuedFailure(task, head), text, ...spent(usage) };
	return unusable(head, 'The gateway answered without an image', {
		description:
			'Check that the model makes images, and the prompt against the rules of its provider.',
		text,
		...spent(usage),
	});
}

/** The ID of the task that a gateway has taken on in place of a picture; not that of one that is over. */
function runningTaskIn(body: JsonObject): string | null {
	return namedTask(body, (state) => state !== 'succeeded' && state !== 'failed');
}

/** The failure of a gateway that has queued the request: the image is paid for and comes later. */
function queuedFailure(task: string, head: ResponseHead): Failure {
	return unusable(head, `The gateway took the image on as the task ${task}, and gave none yet`, {
		description: `The image is being made. Fetch it with Stable Diffusion → Get Task or Midjourney → Get Task and the task ID ${task}; its option Task Path is the route of this gateway's tasks, such as /v1/images/generations/{id}.`,
		...acceptedTask(task),
	});
}
