/** The shapes of OpenAI's chat answers. */
import { randomUUID } from 'node:crypto';

/** What every part of one answer has in common. */
export function answerHead(model) {
	return { id: `chatcmpl-${randomUUID()}`, created: Math.floor(Date.now() / 1000), model };
}

/** The usage of one request. The prompt counts once, however many answers it had. */
export function usageOf(promptTokens, completionTokens) {
	return {
		prompt_tokens: promptTokens,
		completion_tokens: completionTokens,
		total_tokens: promptTokens + completionTokens,
	};
}

/** A whole answer. `choices` are `{ text, finishReason }`. */
export function completionBody({ id, created, model }, choices, usage) {
	return {
		id,
		object: 'chat.completion',
		created,
		model,
		choices: choices.map(({ text, finishReason }, index) => ({
			index,
			message: { role: 'assistant', content: text, refusal: null },
			logprobs: null,
			finish_reason: finishReason,
		})),
		usage,
	};
}

/** Makes the chunks of one streamed answer. Where usage was asked for, every chunk has the member and the last one the numbers. */
export function chunksOf({ id, created, model }, includeUsage) {
	const chunk = (choices, usage = null) => ({
		id,
		object: 'chat.completion.chunk',
		created,
		model,
		choices,
		...(includeUsage && { usage }),
	});
	const part = (index, delta, finishReason = null) =>
		chunk([{ index, delta, logprobs: null, finish_reason: finishReason }]);
	return {
		start: (index) => part(index, { role: 'assistant', content: '' }),
		text: (index, content) => part(index, { content }),
		delta: (index, delta) => part(index, delta),
		finish: (index, finishReason) => part(index, {}, finishReason),
		usage: (usage) => chunk([], usage),
	};
}

/** One row of `GET /v1/models`. */
export function modelRow(name, created) {
	return { id: name, object: 'model', created, owned_by: 'demo' };
}
