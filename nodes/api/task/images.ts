import type { JsonObject } from '../call';
import { isObject } from '../json';

/** Members under which gateways put the addresses of pictures. */
export const imageMembers = [
	'image_url',
	'imageUrl',
	'image_urls',
	'imageUrls',
	'images',
	'pictures',
	'urls',
	'url',
	'result_urls',
	'output',
	'results',
];

/** The addresses of a task's pictures, each once, in the order in which they are told. */
export function imageUrls(body: JsonObject): string[] {
	const found = imageMembers.flatMap((name) => addressesIn(body[name]));
	return [...new Set(found)];
}

function addressesIn(value: unknown): string[] {
	if (typeof value === 'string') {
		const address = value.trim();
		return /^(https?:\/\/|data:image\/)/i.test(address) ? [address] : [];
	}
	if (Array.isArray(value)) return value.flatMap(addressesIn);
	return isObject(value) ? imageUrls(value) : [];
}
