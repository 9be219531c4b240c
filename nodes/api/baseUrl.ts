import { Failed, inputFailure } from './failure';
import { remember } from './remember';

const example = 'Enter an address such as https://api.aigc2d.com.';

/** What people paste behind the root of an API when they copy the address of one of its routes. */
const route =
	/\/(chat\/completions|completions|models|embeddings|messages|responses|images\/generations|audio\/speech)$/;

/**
 * A version other than v1 in the path means that the address is complete (`/api/paas/v4`, `/v1beta/openai`), and so does
 * a deployment of Azure, whose version is in the query.
 */
const complete = /\/v(?!1(\/|$))\d[^/]*(\/|$)|\/openai\/deployments\/[^/]+$/;

/** A deployment of Azure at the end of a path. */
const deployment = /(?<=\/openai)\/deployments\/[^/]+$/;

/** Routes that Azure has beside its deployments; the model of a request names one. They have no version in the query. */
const besideDeployments = ['/v1/responses'];
const version = 'api-version';

/**
 * The root of the gateway from whatever a person pasted: with or without a trailing slash, `/v1`,
 * or the address of a route behind it. A query stays: it goes with every request (`?api-version=…` of Azure).
 *
 * @param label name of the field in the editor
 * @throws Failed (`input`) when it is not an address that a key may be sent to
 */
export function gatewayRoot(pasted: string, label = 'Base URL'): string {
	// What was pasted is not quoted in any sentence: it may be the key, in the wrong field.
	const text = pasted.trim();
	if (text === '') throw wrongAddress(label, 'is empty');
	if (!/^[a-z][a-z0-9+.-]*:\/\//i.test(text)) {
		throw wrongAddress(label, 'does not begin with https:// or http://');
	}
	const url = parse(text);
	if (url === undefined) throw wrongAddress(label, 'is not an address');
	if (url.protocol !== 'https:' && url.protocol !== 'http:') {
		throw wrongAddress(
			label,
			`must begin with https:// or http://, but begins with ${url.protocol}`,
		);
	}
	if (url.hostname === '') throw wrongAddress(label, 'is not an address');
	if (url.username !== '' || url.password !== '') {
		throw new Failed(
			inputFailure(
				label,
				'contains a user name or password',
				'Remove the part before the @. The key belongs into the API Key field.',
			),
		);
	}
	return url.origin + rootPath(url.pathname) + url.search;
}

/** What is left of a path until nothing more is to be taken off: the root of a root is the root. */
function rootPath(path: string): string {
	for (let before = path; ; ) {
		const bare = before.replace(/\/+$/, '').replace(route, '');
		const root = complete.test(bare) ? bare : bare.replace(/\/v1(\/.*)?$/, '');
		if (root === before) return root;
		before = root;
	}
}

/**
 * The address of a route of the gateway; `path` begins with `/v1` or another root folder. Of a query in both, what the
 * path says counts.
 */
export function routeUrl(root: string, path: string): string {
	const { folder, isComplete, query } = partsOf(root);
	const isBeside = besideDeployments.includes(path) && deployment.test(folder);
	const inFolder = folder + (isComplete ? path.replace(/^\/v1(?=\/)/, '') : path);
	const url = isBeside ? folder.replace(deployment, '') + path : inFolder;
	if (query.length === 0) return url;
	const [, own = ''] = path.split(/\?(.*)/s);
	const names = new Set([...own.split('&').map(nameOf), ...(isBeside ? [version] : [])]);
	const all = [...query.filter((pair) => !names.has(nameOf(pair))), own];
	const left = all.filter((pair) => pair !== '').join('&');
	return left === '' ? url : `${url.split('?', 1)[0]}?${left}`;
}

const partsOf = remember((root) => {
	const { origin, pathname, search } = new URL(root);
	const folder = origin + (pathname === '/' ? '' : pathname);
	return {
		folder,
		isComplete: complete.test(pathname),
		query: search.slice(1).split('&').filter(Boolean),
	};
});

function nameOf(pair: string): string {
	return pair.split('=', 1)[0] ?? '';
}

/** Host and port of an address. */
export const hostOf = remember((url) => new URL(url).host);

/** Scheme, host and port of an address. */
export const originOf = remember((url) => new URL(url).origin);

function parse(text: string): URL | undefined {
	try {
		return new URL(text);
	} catch {
		return undefined;
	}
}

function wrongAddress(label: string, problem: string): Failed {
	return new Failed(inputFailure(label, problem, example));
}
