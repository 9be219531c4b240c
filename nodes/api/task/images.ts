import type { Failure } from '../failure';
import { filesIn } from '../file/files';
import type { GivenFile } from '../file/givenFile';
import { fileType } from '../file/type';
import { type JsonObject, textOf } from '../json';
import { goodHead } from '../readers/head';
import type { ResponseHead } from '../readers/reader';

/** Members that become the pictures of a task. */
export const imageMembers = [
	'image_url',
	'imageUrl',
	'image_urls',
	'imageUrls',
	'images',
	'image',
	'output_images',
	'pictures',
	'urls',
	'url',
	'result_urls',
	'output',
	'results',
];

/** The pictures of a task. */
interface TaskImages {
	/** Addresses, or the bytes as data URLs; each once, in the order in which they are told. */
	urls: string[];
	/** Addresses of videos. */
	videos: string[];
	/** Why there are not more of them. */
	missing: readonly Failure[];
}

const videoMembers = ['videoUrl', 'video_url', 'videoUrls', 'video_urls', 'video', 'videos'];
const isVideo = /^https?:\/\/[^?#]*\.(mp4|webm|mov|m4v)([?#]|$)/i;

/** The pictures and videos of a task, wherever they stand in it. */
export function imagesOf(body: JsonObject, head: ResponseHead = goodHead): TaskImages {
	const { files, failures } = filesIn(body, head);
	// The address of the task itself, which some gateways give beside its pictures.
	const urls = files.map(addressOf).filter((url) => url !== head.url);
	const videos = videosIn(body);
	return {
		urls: [...new Set(urls)].filter((url) => !isVideo.test(url)),
		videos: [...new Set([...urls.filter((url) => isVideo.test(url)), ...videos])],
		missing: failures,
	};
}

/** The addresses of a task's pictures. */
export function imageUrls(body: JsonObject, head?: ResponseHead): string[] {
	return imagesOf(body, head).urls;
}

/** A picture as an address, or as a data URL. */
function addressOf({ url, base64 = '', mimeType }: GivenFile): string {
	if (url !== undefined) return url;
	const type = mimeType ?? fileType(Buffer.from(base64.slice(0, 64), 'base64')) ?? 'image/png';
	return `data:${type};base64,${base64}`;
}

function videosIn(body: JsonObject): string[] {
	const places = [body, body.output, body.result, body.task_result, body.data];
	return places
		.flatMap((place) => (typeof place === 'object' && place !== null ? [place as JsonObject] : []))
		.flatMap((place) => videoMembers.flatMap((name) => place[name]))
		.map((video) => textOf(typeof video === 'object' ? (video as JsonObject | null)?.url : video))
		.filter((url): url is string => url !== null && /^https?:\/\//i.test(url));
}
