import type { IDataObject } from 'n8n-workflow';
import { key, openGateway, runChatAt } from '../../support/chat';
import { supplyChatModelAt } from '../../support/chatModel';
import { completion, sendJson, type Responder } from '../../support/gateway';
import { searchModels } from '../../support/modelSearch';
import { runOperationAt } from '../../support/operation';

type Json = { [name: string]: unknown };

/* What a list of models says of the routes of a model, and where the first request of that model goes then. */

const answered: Json = {
	object: 'response',
	status: 'completed',
	output: [{ type: 'message', role: 'assistant', content: [{ type: 'output_text', text: 'Hi' }] }],
};
const chat = '/v1/chat/completions';
const responses = '/v1/responses';

/** A gateway whose list has one model with these types; `has` are the routes on which it is. */
async function gatewayWith(types: unknown, has: string[]) {
	const respond: Responder = ({ path }, response) => {
		if (path === '/v1/models')
			return sendJson(response, { data: [{ id: 'test-model', supported_endpoint_types: types }] });
		if (!has.includes(path)) {
			const message = `Invalid URL (POST ${path})`;
			return sendJson(response, { error: { message, type: 'invalid_request_error' } }, 404);
		}
		return sendJson(response, path === responses ? answered : completion('Hi'));
	};
	return await openGateway(respond);
}

type Gateway = Awaited<ReturnType<typeof gatewayWith>>;

const getMany = async (gateway: Gateway) =>
	void (await runOperationAt(gateway, 'model.getMany', { returnAll: true }));
const pick = async ({ url }: Gateway) => void (await searchModels({ baseUrl: url }));

/** Asks so many times; to which routes requests went, and what came out. */
async function ask(gateway: Gateway, items = 1, options: IDataObject = {}) {
	const run = await runChatAt(gateway, {
		parameters: { options: { stream: false, ...options }, throughput: { maxConcurrency: 1 } },
		items: Array.from({ length: items }, () => ({})),
		onError: 'continueRegularOutput',
	});
	return {
		paths: run.requests.map(({ path }) => path),
		texts: run.items.map(({ json }) => json.text ?? json.message),
	};
}

test.each([
	['Get Many', getMany],
	['the Model field', pick],
])(
	'a model that is listed for /v1/responses alone is asked there at once: %s',
	async (_how, read) => {
		const gateway = await gatewayWith(['openai-response'], [responses]);
		await read(gateway);
		expect(await ask(gateway, 3)).toEqual({
			paths: [responses, responses, responses],
			texts: ['Hi', 'Hi', 'Hi'],
		});
	},
);

test('the chat model as well', async () => {
	const gateway = await gatewayWith(['openai-response'], [responses]);
	await getMany(gateway);
	const { model, close } = await supplyChatModelAt(gateway);
	expect(await model.invoke('Hello')).toMatchObject({ content: 'Hi' });
	await close();
	expect(gateway.requests.map(({ path }) => path)).toEqual(['/v1/models', responses]);
});

test.each([
	['both', ['openai', 'openai-response']],
	['chats alone', ['openai']],
	['nothing', undefined],
	['nonsense', { 'openai-response': 1 }],
])('a model that is listed for %s is asked where it always was', async (_what, types) => {
	const gateway = await gatewayWith(types, [chat]);
	await getMany(gateway);
	expect(await ask(gateway, 3)).toEqual({ paths: [chat, chat, chat], texts: ['Hi', 'Hi', 'Hi'] });
});

test('a list that is wrong costs one request', async () => {
	const gateway = await gatewayWith(['openai-response'], [chat]);
	await getMany(gateway);
	expect(await ask(gateway, 3)).toEqual({
		paths: [responses, chat, chat, chat],
		texts: ['Hi', 'Hi', 'Hi'],
	});
	// Also when it is read again.
	await getMany(gateway);
	expect((await ask(gateway)).paths).toEqual([chat]);
});

test('no list is asked for to learn it', async () => {
	const gateway = await gatewayWith(['openai-response'], [chat]);
	expect((await ask(gateway)).paths).toEqual([chat]);
});

test('the route that was chosen stays', async () => {
	const gateway = await gatewayWith(['openai-response'], [chat]);
	await getMany(gateway);
	expect((await ask(gateway, 2, { api: 'chatCompletions' })).paths).toEqual([chat, chat]);
});

test('what one key may use says nothing of another', async () => {
	const gateway = await gatewayWith(['openai-response'], [chat]);
	await getMany(gateway);
	const run = await runChatAt(gateway, { credential: { apiKey: `${key}-other` } });
	expect(run.requests.map(({ path }) => path)).toEqual([chat]);
});

test('the picker has such a model among those for a chat', async () => {
	const { url } = await openGateway((_request, response) =>
		sendJson(response, {
			data: [
				{ id: 'a-embedder', supported_endpoint_types: ['embeddings'] },
				{ id: 'b-newer', supported_endpoint_types: ['openai-response'] },
			],
		}),
	);
	const offered = await searchModels({ baseUrl: url, operation: 'chat.complete' });
	expect(offered.map(({ value }) => value)).toEqual(['b-newer', 'a-embedder']);
});
