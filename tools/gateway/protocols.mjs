/** What differs between the systems whose routes are served: where the key stands and what a failure looks like. */
import { ApiError, wrongKey } from './errors.mjs';

/**
 * @typedef {object} Protocol
 * @property {string} idHeader header that carries the id of the request
 * @property {(headers: import('node:http').IncomingHttpHeaders, key: string) => void} check throws an ApiError
 * @property {(failure: ApiError, id: string) => object} failureBody
 * @property {string} failureEvent what stands in front of the data of a failure in the middle of a stream
 */

/** @type {Protocol} OpenAI's: the key as a bearer token */
export const openai = {
	idHeader: 'x-request-id',
	check({ authorization = '' }, key) {
		const [, sent = ''] = /^Bearer\s+(\S+)$/i.exec(authorization) ?? [];
		if (sent !== key) throw wrongKey(sent);
	},
	failureBody: (failure) => failure.toJSON(),
	failureEvent: '',
};

/** @type {Protocol} for addresses that are themselves the secret: no key is asked for */
export const open = { ...openai, check() {} };

/** @type {Protocol} Claude's: the key and the version of the protocol in headers of their own */
export const claude = {
	idHeader: 'request-id',
	check(headers, key) {
		const sent = headers['x-api-key'];
		if (sent === undefined)
			throw new ApiError(401, "You didn't provide an API key. Send it in the header 'x-api-key'.");
		if (sent !== key) throw wrongKey(String(sent));
		const version = headers['anthropic-version'];
		if (version === undefined)
			throw new ApiError(400, "The header 'anthropic-version' is missing. Send '2023-06-01'.");
		if (version !== '2023-06-01')
			throw new ApiError(400, "This gateway knows 'anthropic-version' 2023-06-01 only.");
	},
	failureBody: ({ status, message }, id) => ({
		type: 'error',
		error: { type: claudeTypes[status] ?? 'invalid_request_error', message },
		request_id: id,
	}),
	failureEvent: 'event: error\n',
};

const claudeTypes = {
	401: 'authentication_error',
	403: 'permission_error',
	404: 'not_found_error',
	413: 'request_too_large',
	500: 'api_error',
};
