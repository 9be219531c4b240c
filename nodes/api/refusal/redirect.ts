import { defined } from '../defined';
import { failure, type Failure } from '../failure';
import { headFacts } from '../readers/head';
import type { ResponseHead } from '../readers/reader';
import { longestQuote } from './page';

/** Paths of pages that ask who one is: nothing is done before that is answered. */
const login = /(^|\/)((log|sign)[-_]?(in|on)|auth\w*|oauth2?|sso|captcha)(\/|\.|$)/i;

const notFollowed =
	'Nothing was sent there, so that the key stays with the address in the credential. ';
const moved = 'If you trust the new address, enter it as the Base URL.';
const movedOrDone =
	'If it is a new address of the gateway, enter it as the Base URL. If it is the address of the answer, what was asked is done: look at the gateway before you send it again.';

/** The failure of a request that was answered with a redirect which is not followed. */
export function redirectFailure(head: ResponseHead): Failure {
	const target = head.headers.location;
	const isOpen = mayFollowOnDone(head);
	return failure('notFound', {
		...headFacts(head),
		message: target
			? `The gateway has moved: it points to ${shownAddress(target)}`
			: `The gateway answered with status ${head.status}, which is not a completion`,
		description: notFollowed + (isOpen ? movedOrDone : moved),
		retryable: false,
		...defined({ phase: isOpen ? ('sent' as const) : undefined }),
	});
}

/**
 * Whether a redirect may follow on the request being done. 307 and 308 say that it was not, and 303 most often that
 * it was (RFC 9110, 15.4). A 301 or 302 to the same path at another address (https, another host, a slash at the
 * end) is that of a web server that has moved, and a page to log in comes before anything is done; any other may
 * be the address of the answer.
 */
function mayFollowOnDone({ status, headers, url }: ResponseHead): boolean {
	if (status === 303) return true;
	if (status !== 301 && status !== 302) return false;
	const { location } = headers;
	if (location === undefined || !URL.canParse(location, url)) return true;
	const target = pathOf(new URL(location, url));
	const isElsewhere = url !== undefined && pathOf(new URL(url)) === target;
	return !isElsewhere && !login.test(target);
}

function pathOf({ pathname }: URL): string {
	return pathname.replace(/\/+$/, '');
}

/** Without what may be a secret of somebody: user name, password, query. */
function shownAddress(address: string): string {
	return address
		.slice(0, 2 * longestQuote)
		.replace(/[?#].*$/, '')
		.replace(/\/\/[^/]*@/, '//')
		.slice(0, longestQuote);
}
