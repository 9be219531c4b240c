import { startServer } from '../server.mjs';
import { complaintOf, illFormed } from './judge.mjs';

/** The key that the gateway takes. */
export const key = 'sk-reports-0123456789abcdef';

/**
 * A gateway that takes nothing which is not in OpenAI's description. Each report has a model of its own, which answers
 * as the report says; routes without a model belong to the report in whose name they are asked.
 *
 * @param {Map<string, import('./answers.mjs').Answer>} answers by model
 * @param {{ [path: string]: { type: string, name?: string, bytes: Buffer } }} files that can be fetched
 */
export async function startStrictGateway(answers, files) {
	const asked = new Map();
	const server = await startServer((request) => {
		const { url, body, bytes } = request;
		const file = files[url];
		if (file) return asFile(file);
		const model = body?.model ?? /name="model"\r\n\r\n([^\r]+)/.exec(bytes.toString('latin1'))?.[1];
		const name = [...answers.keys()].find((one) => one === model || url.includes(`/${one}/`));
		if (name === undefined) return refuse(`The model '${model}' does not exist`, 404);
		const before = asked.get(name) ?? [];
		asked.set(name, [...before, request]);
		const isChat = url.endsWith('/chat/completions');
		const complaint = body && (isChat ? complaintOf(body) : illFormed(body));
		return complaint ? refuse(complaint, 400) : answerOf(answers.get(name), request, before.length);
	});
	return {
		url: server.url,
		/** The requests of a report. @param {string} model @returns {import('../server.mjs').Received[]} */
		requestsOf: (model) => asked.get(model) ?? [],
	};
}

/** What an answer finds wrong with a request is told, as the words of a refusal. */
function answerOf(answer, request, position) {
	try {
		return answer(request, position);
	} catch (thrown) {
		return refuse(`The report is not as it should be: ${thrown.message}`, 400);
	}
}

function refuse(message, status) {
	return {
		status,
		body: { error: { message, type: 'invalid_request_error', param: null, code: null } },
	};
}

function asFile({ type, name, bytes }) {
	const named = name ? { 'content-disposition': `attachment; filename="${name}"` } : {};
	return { headers: { 'content-type': type, ...named }, body: bytes };
}
