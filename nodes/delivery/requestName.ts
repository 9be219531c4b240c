import { createHash } from 'node:crypto';
import type { Call } from '../api/call';

/** Identical requests have the same name; one that waits for less than another may fail where that does not. */
export function nameOf({ request, lane, hasNext }: Call<unknown>): string {
	const { form = [], ...rest } = request;
	const hash = createHash('sha256').update(JSON.stringify([lane, rest, hasNext]));
	for (const { name, value } of form) {
		hash.update(JSON.stringify([name, typeof value === 'string' ? value : value.fileName]));
		if (typeof value !== 'string') hash.update(value.bytes);
	}
	return hash.digest('base64');
}
