import type { ICredentialDataDecryptedObject, IHttpRequestOptions } from 'n8n-workflow';
import {
	allowedOrigins,
	checkHeaders,
	checkKey,
	keyRefusedMessage,
	type HeaderField,
} from '../api/access';
import { gatewayRoot, originOf, routeUrl } from '../api/baseUrl';
import { failure, Failed, inputFailure } from '../api/failure';

/** Requests that carry the key. */
const signed = new WeakSet<IHttpRequestOptions>();

/** As n8n hands it over; its HTTP Request (1 and 2), that node's tool and GraphQL name the address `uri`. */
type Unsigned = IHttpRequestOptions & { uri?: string };

/**
 * Puts key and headers on a request of the node, of the credential test, or of n8n's own nodes. A path is resolved against
 * the Base URL; an address must lie within the origins of the credential, so that the key goes nowhere else.
 *
 * @throws Failed (`input`) when the credential is incomplete or the address is foreign; (`auth`) when
 *   the request was signed before: n8n repeats one that was refused, as if the key could have been renewed
 */
export async function sign(
	credential: ICredentialDataDecryptedObject,
	request: Unsigned,
): Promise<IHttpRequestOptions> {
	if (signed.has(request)) throw new Failed(failure('auth', { message: keyRefusedMessage }));
	try {
		const ready = withKey(credential, request);
		signed.add(ready);
		return ready;
	} catch (thrown) {
		throw thrown instanceof Failed ? withRemedy(thrown) : thrown;
	}
}

function withKey(
	credential: ICredentialDataDecryptedObject,
	request: Unsigned,
): IHttpRequestOptions {
	const given = String(request.url ?? request.uri ?? '');
	const url = given.startsWith('/')
		? routeUrl(gatewayRoot(String(credential.baseUrl ?? '')), given)
		: given;
	if (!URL.canParse(url)) {
		const description = 'Enter the address of a route of the gateway, or its path.';
		throw new Failed(inputFailure('URL', 'is not an address', description));
	}
	const origin = originOf(url);
	if (!allowedOrigins(credential.baseUrl, credential.backupUrl).includes(origin)) {
		throw new Failed(
			failure('input', {
				message: `The key was not sent: ${origin} is not the address in the credential`,
				description: 'Requests with the key go to the Base URL of the credential only.',
			}),
		);
	}
	const additional = (credential.headers as { values?: HeaderField[] } | undefined)?.values;
	return {
		...request,
		...(request.uri === undefined ? { url } : { uri: url }),
		baseURL: undefined,
		headers: {
			...request.headers,
			...checkHeaders(additional),
			...keyHeader(request, checkKey(credential.apiKey)),
		},
	};
}

/** Requests in Claude's own form carry the key as Claude wants it, all others as OpenAI does. */
function keyHeader({ headers }: IHttpRequestOptions, key: string): { [name: string]: string } {
	const isClaude = headers?.['anthropic-version'] !== undefined;
	return isClaude ? { 'x-api-key': key } : { authorization: `Bearer ${key}` };
}

/** The test of a credential shows nothing but the message. */
function withRemedy({ failure: { message, ...facts } }: Failed): Failed {
	return new Failed({ ...facts, message: `${message}. ${facts.description}` });
}
