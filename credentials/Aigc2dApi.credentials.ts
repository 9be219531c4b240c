import type {
	IAuthenticate,
	ICredentialDataDecryptedObject,
	ICredentialTestRequest,
	ICredentialType,
	IHttpRequestOptions,
	Icon,
	INodeProperties,
} from 'n8n-workflow';
import { gatewayRoot, routeUrl } from '../nodes/api/baseUrl';
import { failure, Failed } from '../nodes/api/failure';
import { allowedOrigins, checkedHeaders, checkedKey, type HeaderField } from '../nodes/api/access';
import { refusedKey, testRules } from './testRules';

/** Key and address of an AIGC2D account, or of any OpenAI-compatible gateway. */
export class Aigc2dApi implements ICredentialType {
	name = 'aigc2dApi';

	displayName = 'AIGC2D API';

	icon: Icon = {
		light: 'file:../nodes/Aigc2d/aigc2d.svg',
		dark: 'file:../nodes/Aigc2d/aigc2d.dark.svg',
	};

	documentationUrl = 'https://docs.aigc2d.com';

	properties: INodeProperties[] = [
		{
			displayName: 'API Key',
			name: 'apiKey',
			type: 'string',
			typeOptions: { password: true },
			default: '',
			required: true,
			description:
				'The key from the API key page of the AIGC2D console, or from the gateway that you use',
		},
		{
			displayName: 'Base URL',
			name: 'baseUrl',
			type: 'string',
			default: 'https://api.aigc2d.com',
			required: true,
			placeholder: 'e.g. https://api.aigc2d.com',
			description:
				'Address of the gateway. AIGC2D documents https://api.aigc2d.com; in use today is also https://new.aigc2d.com. With or without /v1 at its end; the address of one of its routes works as well.',
		},
		{
			displayName: 'Backup URL',
			name: 'backupUrl',
			type: 'string',
			default: '',
			placeholder: 'e.g. https://apigw.aigc2d.com',
			description:
				'Second address of the same gateway, used for a while when the first cannot be reached. For AIGC2D, https://apigw.aigc2d.com is documented.',
		},
		{
			displayName: 'Additional Headers',
			name: 'headers',
			type: 'fixedCollection',
			typeOptions: { multipleValues: true },
			default: {},
			placeholder: 'Add Header',
			description: 'Sent with every request to the gateway, for example for a proxy in front of it',
			options: [
				{
					displayName: 'Header',
					name: 'values',
					values: [
						{
							displayName: 'Name',
							name: 'name',
							type: 'string',
							default: '',
							placeholder: 'e.g. x-team',
						},
						{
							displayName: 'Value',
							name: 'value',
							type: 'string',
							typeOptions: { password: true },
							default: '',
						},
					],
				},
			],
		},
	];

	authenticate: IAuthenticate = sign;

	/** Costs no points: the documented balance route at AIGC2D, the list of models elsewhere. */
	test: ICredentialTestRequest = {
		request: {
			url: '={{ /^\\s*https?:\\/\\/(api|apigw)\\.aigc2d\\.com(:|\\/|\\s*$)/i.test($credentials.baseUrl) ? "/dashboard/billing/credit_grants" : "/v1/models" }}',
			// A redirect would take the additional headers to wherever it points.
			disableFollowRedirect: true,
		},
		rules: testRules,
	};
}

/** Requests that carry the key. */
const signed = new WeakSet<IHttpRequestOptions>();

/**
 * Puts key and headers on a request of the node or of the credential test. A path is resolved against
 * the Base URL; an address must lie within the origins of the credential, so that the key goes nowhere else.
 *
 * @throws Failed (`input`) when the credential is incomplete or the address is foreign; (`auth`) when
 *   the request was signed before: n8n repeats one that was refused, as if the key could have been renewed
 */
async function sign(
	credential: ICredentialDataDecryptedObject,
	request: IHttpRequestOptions,
): Promise<IHttpRequestOptions> {
	if (signed.has(request)) throw new Failed(failure('auth', { message: refusedKey }));
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
	request: IHttpRequestOptions,
): IHttpRequestOptions {
	const url = request.url.startsWith('/')
		? routeUrl(gatewayRoot(String(credential.baseUrl ?? '')), request.url)
		: request.url;
	const { origin } = new URL(url);
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
		url,
		baseURL: undefined,
		headers: {
			...request.headers,
			...checkedHeaders(additional),
			...keyHeader(request, checkedKey(credential.apiKey)),
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
