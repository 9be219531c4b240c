/**
 * A good answer of POST /v1/chat/completions.
 *
 * @param {string} content
 * @param {string} model
 */
export function completion(content, model = 'any') {
	return {
		id: 'chatcmpl-1',
		object: 'chat.completion',
		created: 1,
		model,
		choices: [{ index: 0, message: { role: 'assistant', content }, finish_reason: 'stop' }],
		usage: { prompt_tokens: 9, completion_tokens: 12, total_tokens: 21 },
	};
}
