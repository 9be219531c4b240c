import { completion } from '../completion.mjs';
import { startServer } from '../server.mjs';

const models = ['claude-sonnet-4-5', 'deepseek-chat', 'gpt-4o', 'gpt-4o-mini', 'qwen-max'];

/** A gateway that repeats what it is told, on the routes of both nodes. */
export async function repeatingGateway() {
	return await startServer(({ url, body }) => {
		if (url.endsWith('/models')) {
			return { body: { object: 'list', data: models.map((id) => ({ id, object: 'model' })) } };
		}
		if (url.endsWith('/chat/completions')) {
			return { body: completion(`You said: ${body.messages[0].content}`, body.model) };
		}
		return { body: response(`You said: ${textOf(body.input)}`, body.model) };
	});
}

function textOf([{ content }]) {
	return typeof content === 'string' ? content : content.map(({ text }) => text).join('');
}

function response(text, model) {
	const content = [{ type: 'output_text', text, annotations: [] }];
	return {
		id: 'resp_1',
		object: 'response',
		status: 'completed',
		model,
		output: [{ type: 'message', id: 'msg_1', status: 'completed', role: 'assistant', content }],
		usage: { input_tokens: 8, output_tokens: 8, total_tokens: 16 },
	};
}
