import { createHash } from 'node:crypto';
import type { Call } from '../api/call';

/** Identical requests have the same name. */
export function nameOf({ request, lane }: Call<unknown>): string {
	const { form = [], ...rest } = request;
	const hash = createHash('sha256').update(JSON.stringify([lane, rest]));
	for (const { name, value } of form) {
		hash.update(JSON.stringify([name, typeof value === 'string' ? value : value.fileName]));
		if (typeof value !== 'string') hash.update(value.bytes);
	}
	return hash.digest('base64');
}
