/** Failures in the shape of OpenAI: a status and `{ error: { message, type, param, code } }`. */

/** An answer that is a failure. */
export class ApiError extends Error {
	/**
	 * @param {number} status HTTP status
	 * @param {string} message what is wrong and what to do about it
	 * @param {{ type?: string, param?: string | null, code?: string | null }} [details]
	 */
	constructor(status, message, { type = 'invalid_request_error', param = null, code = null } = {}) {
		super(message);
		this.status = status;
		this.type = type;
		this.param = param;
		this.code = code;
	}

	/** The body of the answer. */
	toJSON() {
		return {
			error: { message: this.message, type: this.type, param: this.param, code: this.code },
		};
	}
}

/** A field of the request has a value that cannot be used. */
export const invalidField = (param, message, code = 'invalid_value') =>
	new ApiError(400, message, { param, code });

/** A field that real gateways know and this model cannot honour. */
export const unsupportedField = (param, reason) =>
	new ApiError(
		400,
		`The demo model cannot do this: ${reason}. Remove '${param}', or use a real gateway.`,
		{ param, code: 'unsupported_parameter' },
	);

export const wrongKey = (sent) =>
	new ApiError(
		401,
		sent
			? 'Incorrect API key provided.'
			: "You didn't provide an API key. Send it as 'Authorization: Bearer KEY'.",
		sent ? { code: 'invalid_api_key' } : {},
	);

export const outOfPoints = () =>
	new ApiError(403, 'The points of this key are used up.', {
		type: 'insufficient_quota',
		code: 'insufficient_user_quota',
	});

export const unknownModel = (name) =>
	new ApiError(404, `The model '${name}' does not exist or you do not have access to it.`, {
		param: 'model',
		code: 'model_not_found',
	});

/** @param {string} name a model whose channel is in trouble */
export const brokenModel = (name) =>
	new ApiError(503, `The channel of the model '${name}' is overloaded.`, {
		type: 'server_error',
		code: 'service_unavailable',
	});

/** @param {string} name a model with a quota of its own */
export const spentModel = (name) =>
	new ApiError(429, `The quota for the model '${name}' is used up.`, {
		type: 'insufficient_quota',
		code: 'insufficient_quota',
	});

/** @param {string} name @param {string[]} uses what the model is for */
export const misplacedModel = (name, uses) =>
	new ApiError(
		404,
		`The model '${name}' does not answer on this route: it is there for ${uses.join(', ')}.`,
		{ param: 'model', code: 'model_not_found' },
	);

export const onlyOnResponses = () =>
	new ApiError(
		404,
		'This model is only supported in v1/responses and not in v1/chat/completions.',
		{
			param: 'model',
		},
	);

/** @param {string} model */
export const toolsOnlyOnResponses = (model) =>
	new ApiError(
		400,
		`Function tools with reasoning_effort are not supported for ${model} in /v1/chat/completions. Please use /v1/responses instead.`,
		{ param: 'reasoning_effort' },
	);

/** @param {string} param a member that the ERNIE models do not have */
export const notInErnie = (param) =>
	new ApiError(400, `Unknown parameter: '${param}'.`, { param, code: 'unknown_parameter' });

export const unknownPath = (method, path) =>
	new ApiError(404, `Invalid URL (${method} ${path})`, { code: 'unknown_url' });

export const wrongMethod = (method, path) =>
	new ApiError(405, `Not allowed to ${method} on ${path}.`, { code: 'method_not_supported' });

export const bodyTooLarge = (limit) =>
	new ApiError(413, `The request body is larger than ${limit} bytes.`, {
		code: 'request_too_large',
	});

/** @param {string} param where the text stands @param {number} limit tokens @param {number | string} used tokens, a number or words for it */
export const contextTooLong = (param, limit, used) =>
	new ApiError(
		400,
		`This model's maximum context length is ${limit} tokens, and at least one is needed for the answer. ` +
			`However, your ${param} resulted in ${used} tokens. Please reduce the length of the ${param}.`,
		{ param, code: 'context_length_exceeded' },
	);

/** Whatever else went wrong. Its own words stay inside: they may name files of this computer. */
export const internalError = () =>
	new ApiError(500, 'The demo gateway failed on this request.', {
		type: 'server_error',
		code: 'internal_error',
	});
