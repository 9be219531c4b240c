/**
 * What the strictest gateways refuse of a request for a completion (OpenAI, Azure, Groq, Mistral, vLLM): whatever is
 * not in OpenAI's own description of it.
 */

const members = new Set([
	...['model', 'messages', 'stream', 'stream_options', 'max_tokens', 'max_completion_tokens', 'n'],
	...['temperature', 'top_p', 'stop', 'seed', 'user', 'presence_penalty', 'frequency_penalty'],
	...['logit_bias', 'response_format', 'reasoning_effort', 'verbosity', 'tools', 'tool_choice'],
	...['parallel_tool_calls', 'functions', 'function_call'],
]);

/** Members of a message beside role and content, by role. */
const ofRole = {
	system: ['name'],
	developer: ['name'],
	user: ['name'],
	assistant: ['name', 'refusal', 'audio', 'tool_calls', 'function_call'],
	tool: ['tool_call_id'],
	function: ['name'],
};
const partTypes = {
	user: ['text', 'image_url', 'input_audio', 'file'],
	assistant: ['text', 'refusal'],
};

/** What is wrong with the body of a request to chat/completions; undefined: nothing. */
export function complaintOf(body) {
	const unknown = Object.keys(body).find((name) => !members.has(name));
	if (unknown) return `Unknown parameter: '${unknown}'.`;
	const empty = Object.keys(body).find((name) => body[name] === null);
	if (empty) return `Invalid type for '${empty}': expected a value, but got null instead.`;
	if (!Array.isArray(body.messages) || body.messages.length === 0) return "Missing 'messages'.";
	return (
		illFormed(body) ??
		firstOf(body.messages, (message, at) => ofMessage(message, `messages[${at}]`)) ??
		withoutResult(body.messages)
	);
}

/** Half a letter somewhere in a body: parsers of other languages refuse the whole of it. */
export function illFormed(value) {
	const isWell = JSON.stringify(value, (_name, text) =>
		typeof text === 'string' && !text.isWellFormed() ? { half: true } : text,
	);
	return isWell.includes('{"half":true}')
		? 'The body is no valid JSON: lone surrogate.'
		: undefined;
}

function ofMessage(message, place) {
	const { role, content } = message;
	const allowed = ofRole[role];
	if (!allowed) return `Invalid value for '${place}.role': ${JSON.stringify(role)}.`;
	const names = Object.keys(message).filter((name) => name !== 'role' && name !== 'content');
	const odd = names.find((name) => !allowed.includes(name));
	if (odd) return `Unknown parameter: '${place}.${odd}'.`;
	const empty = names.find((name) => message[name] === null);
	if (empty)
		return `Invalid type for '${place}.${empty}': expected an object, but got null instead.`;
	const mayBeEmpty = message.tool_calls || message.function_call || message.audio;
	if (content === null || content === undefined)
		return mayBeEmpty ? ofCalls(message, place) : `Invalid value for '${place}.content': null.`;
	return ofContent(content, role, place) ?? ofCalls(message, place);
}

function ofContent(content, role, place) {
	if (typeof content === 'string') return undefined;
	if (!Array.isArray(content)) return `Invalid type for '${place}.content'.`;
	const types = partTypes[role] ?? ['text'];
	const odd = content.find(({ type }) => !types.includes(type));
	return odd && `Invalid value: '${odd.type}'. Supported values are: ${types}.`;
}

function ofCalls({ tool_calls, function_call, audio }, place) {
	if (audio && Object.keys(audio).join() !== 'id') return `Unknown parameter in '${place}.audio'.`;
	if (function_call && Object.keys(function_call).sort().join() !== 'arguments,name')
		return `Unknown parameter in '${place}.function_call'.`;
	if (tool_calls === undefined) return undefined;
	if (tool_calls.length === 0) return `[] is too short - '${place}.tool_calls'`;
	return firstOf(tool_calls, ({ id, type, function: called, ...more }, at) => {
		const call = `${place}.tool_calls[${at}]`;
		const [odd] = Object.keys(more);
		if (odd) return `Unknown parameter: '${call}.${odd}'.`;
		if (!id || type !== 'function') return `Missing required parameter: '${call}'.`;
		const isPlain = Object.keys(called).sort().join() === 'arguments,name';
		if (!isPlain || typeof called.arguments !== 'string') return `Invalid '${call}.function'.`;
		return undefined;
	});
}

/** Every call needs its result, in the messages that follow it. */
function withoutResult(messages) {
	return firstOf(messages, ({ tool_calls = [] }, at) => {
		const next = messages.slice(at + 1, at + 1 + tool_calls.length);
		const missing = tool_calls.find(
			({ id }) => !next.some(({ tool_call_id }) => tool_call_id === id),
		);
		return missing && `An assistant message with 'tool_calls' must be followed by tool messages.`;
	});
}

function firstOf(list, judge) {
	for (const [at, entry] of list.entries()) {
		const complaint = judge(entry, at);
		if (complaint) return complaint;
	}
	return undefined;
}
