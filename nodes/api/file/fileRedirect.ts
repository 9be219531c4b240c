import { noHead } from '../readers/head';
import type { Reader, Reading, ResponseHead } from '../readers/reader';

/** Redirects to an answer; 307 and 308 instead say that the request was not done. */
const answers = [301, 302, 303];
/** Paths of the front page and of pages to log in: no file is there. */
const noFile = /^\/?$|\/(log-?in|sign-?in|oauth2?|sso|auth)\b/i;

/**
 * Reads an answer that is a redirect to the file which was asked for; any other as `reader` does.
 *
 * @param found makes the value of the file's address
 */
export function followFileRedirect<T>(
	reader: Reader<T>,
	found: (url: string, head: ResponseHead) => Reading<T>,
): Reader<T> {
	let url: string | undefined;
	let head = noHead;
	return {
		...reader,
		head(received) {
			head = received;
			url = fileAddress(received);
			reader.head(received);
		},
		end: () => (url === undefined ? reader.end() : found(url, { ...head, status: 200 })),
	};
}

/** The address of the file to which an answer points; undefined where it is the gateway that has moved. */
function fileAddress({ status, headers, url }: ResponseHead): string | undefined {
	const { location } = headers;
	if (!answers.includes(status) || location === undefined || !URL.canParse(location, url))
		return undefined;
	const target = new URL(location, url);
	if (!/^https?:$/.test(target.protocol) || noFile.test(target.pathname)) return undefined;
	const route = url === undefined ? '' : new URL(url).pathname;
	const isSame = withoutSlash(target.pathname) === withoutSlash(route);
	return isSame ? undefined : target.href;
}

function withoutSlash(path: string): string {
	return path.replace(/\/+$/, '');
}
