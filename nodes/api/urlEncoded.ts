import type { FormPart } from './call';

/**
 * A form as application/x-www-form-urlencoded. It is a text and not bytes: n8n's helper looks into what has this type,
 * and fails on bytes (2.41.1).
 *
 * @returns the header `content-type`, and the body
 */
export function urlEncoded(parts: readonly FormPart[]): { contentType: string; content: string } {
	const pairs = parts.flatMap(
		({ name, value }): Array<[string, string]> =>
			typeof value === 'string' ? [[name, value]] : [],
	);
	const content = new URLSearchParams(pairs).toString();
	return { contentType: 'application/x-www-form-urlencoded', content };
}
