import type {
	IAllExecuteFunctions,
	ICredentialDataDecryptedObject,
	IHttpRequestOptions,
} from 'n8n-workflow';
import { defined } from '../api/defined';
import { hostOf, routeUrl } from '../api/baseUrl';
import type { FormPart, Request } from '../api/call';
import { multipart } from '../api/multipart';
import { urlEncoded } from '../api/urlEncoded';
import { wellFormed } from '../api/wellFormed';
import type { Answer, Transport } from '../delivery/transport';
import { clock } from './clock';
import { credentialName, type Gateway } from './credential';
import { failedProxy } from './failedProxy';
import { networkFailure, type Peer } from './networkFailure';
import { connectLimit, phaseOf } from './phase';

/** Longest wait for the headers of an answer, in milliseconds; delivery has its own, shorter clocks. */
const headerLimit = 3_605_000;
/** Redirects within the gateway's own origin that are followed. */
const mostRedirects = 5;

type Helpers = Pick<IAllExecuteFunctions, 'helpers'>;

/** Puts requests on the wire with n8n's own helper, so that proxy, certificates and SSRF rules of the instance hold. */
export function n8nTransport(
	context: Helpers,
	credential: ICredentialDataDecryptedObject,
	gateway: Gateway,
): Transport {
	const signing = signingContext(context, credential);
	const open = async (request: Request, url: string, signal: AbortSignal): Promise<OpenAnswer> => {
		const options = optionsOf(request, url);
		const host = hostOf(url);
		const peer = request.path === undefined ? 'file' : 'gateway';
		const since = clock.now();
		try {
			const response: RawAnswer =
				request.path === undefined
					? await context.helpers.httpRequest({
							...options,
							disableFollowRedirect: false,
							abortSignal: signal,
						})
					: await context.helpers.httpRequestWithAuthentication.call(
							withSignal(signing, signal),
							credentialName,
							options,
						);
			return answerOf(response, url, peer);
		} catch (thrown) {
			const phase = phaseOf(thrown, clock.now() - since, headerLimit);
			// A file may have been redirected to a third address.
			const proxy = peer === 'gateway' ? failedProxy(thrown, url) : undefined;
			throw networkFailure(thrown, host, peer, phase, proxy);
		}
	};

	return {
		addresses: gateway.addresses,
		async open(request, address, signal, once) {
			const followed = once ? [307, 308] : [301, 302, 307, 308];
			let url = request.path === undefined ? request.url : routeUrl(address, request.path);
			let answer = await open(request, url, signal);
			for (let hop = 0; hop < mostRedirects && request.path !== undefined; hop++) {
				if (!followed.includes(answer.status)) break;
				const next = redirectWithin(new URL(address).origin, answer, url);
				if (next === undefined) break;
				answer.discard();
				url = next;
				answer = await open(request, url, signal);
			}
			return answer;
		},
	};
}

/** What the helper returns for a stream with `returnFullResponse`. */
interface RawAnswer {
	statusCode: number;
	headers: { [name: string]: unknown };
	body: AsyncIterable<Uint8Array> & { destroy?: () => void };
}

/** An answer that may be left unread. */
interface OpenAnswer extends Answer {
	/** Closes its connection: what is not read would keep it open. */
	discard(): void;
}

function optionsOf(request: Request, url: string): IHttpRequestOptions {
	const form = request.form && encodedForm(request.form, request.isUrlEncoded === true);
	const verbatim = request.json === undefined ? undefined : Buffer.from(request.json);
	const contentType = form?.contentType ?? (verbatim && 'application/json');
	const body = form?.content ?? verbatim ?? wellFormed(request.body);
	return {
		method: request.method,
		url,
		headers: {
			accept: 'application/json',
			...request.headers,
			...defined({ 'content-type': contentType }),
		},
		...defined({ body }),
		// Statuses are read by us: the helper's exception would lose the body, and it sends a 401 twice.
		returnFullResponse: true,
		ignoreHttpStatusErrors: true,
		encoding: 'stream',
		// A redirect would carry the key to wherever it points, and turn a POST into a GET.
		disableFollowRedirect: true,
		// Only together with the two around it does it end connecting, and connecting alone.
		agentOptions: { timeout: connectLimit },
		timeout: headerLimit,
	};
}

function encodedForm(parts: readonly FormPart[], isUrlEncoded: boolean) {
	if (isUrlEncoded) return urlEncoded(parts);
	const { contentType, bytes } = multipart(parts);
	return { contentType, content: bytes };
}

/**
 * The context as the helper should see it: with the credential that was already read, which it would fetch and
 * decrypt again for every request.
 */
function signingContext(
	context: Helpers,
	credential: ICredentialDataDecryptedObject,
): IAllExecuteFunctions {
	return Object.create(context, {
		getExecutionCancelSignal: { value: undefined, writable: true },
		getCredentials: { value: async () => credential },
	}) as IAllExecuteFunctions;
}

/** The same with the signal of one request instead of the execution's, which the helper would put over any other. */
function withSignal(signing: IAllExecuteFunctions, signal: AbortSignal): IAllExecuteFunctions {
	return Object.assign(Object.create(signing) as IAllExecuteFunctions, {
		getExecutionCancelSignal: () => signal,
	});
}

function answerOf({ statusCode, headers, body }: RawAnswer, url: string, peer: Peer): OpenAnswer {
	const named: { [name: string]: string } = {};
	for (const [name, value] of Object.entries(headers)) named[name.toLowerCase()] = String(value);
	return {
		status: statusCode,
		headers: named,
		body: readable(body, hostOf(url), peer),
		url,
		discard: () => body.destroy?.(),
	};
}

async function* readable(
	body: AsyncIterable<Uint8Array>,
	host: string,
	peer: Peer,
): AsyncGenerator<Uint8Array> {
	try {
		yield* body;
	} catch (thrown) {
		throw networkFailure(thrown, host, peer, 'sent');
	}
}

function redirectWithin(origin: string, answer: Answer, url: string): string | undefined {
	const { location } = answer.headers;
	if (location === undefined) return undefined;
	const next = URL.canParse(location, url) ? new URL(location, url) : undefined;
	return next?.origin === origin ? next.href : undefined;
}
