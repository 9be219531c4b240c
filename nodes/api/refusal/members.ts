/**
 * Members that hold the words of a failure, or the object that has them, in the order in which they are
 * asked: one-api's order for the many dialects behind it, then those of other gateways (MiniMax, FastAPI,
 * Portkey, problem+json, Java and .NET services).
 */
export const wordMembers = [
	'error',
	'message',
	'msg',
	'err',
	'error_msg',
	'error_message',
	'errormsg',
	'errormessage',
	'description',
	'error_description',
	'header',
	'base_resp',
	'status_msg',
	'detail',
	'details',
	'errors',
	'html-message',
	'title',
	'reason',
	'fault',
	'faultstring',
];
export const codeMembers = ['code', 'error_code', 'errorcode', 'errcode', 'status_code', 'statuscode'];
export const typeMembers = ['type', 'status', 'reason'];
/** Where the failure of the gateway behind stands, beside words that only say that there was one (OpenRouter, LiteLLM). */
export const behindMembers = [
	'raw',
	'metadata',
	'provider_error',
	'upstream_error',
	'innererror',
	'inner_error',
	'cause',
];
