import { LLMock } from '@copilotkit/aimock';
import { NodeConnectionTypes, type IDataObject } from 'n8n-workflow';
import type { Embeddings } from '../../nodes/EmbeddingsAigc2d/embeddings';
import { EmbeddingsAigc2d } from '../../nodes/EmbeddingsAigc2d/EmbeddingsAigc2d.node';
import { key } from '../support/chat';
import { contractViolations, type ContractRoute } from '../support/contract';
import { runNode, type NodeSetup } from '../support/engine';
import { supplyAt } from '../support/subNode';

/*
 * The same operations against a server that others wrote from the documents of OpenAI and Anthropic, so
 * that what we believe of these interfaces is not only tested against servers of our own.
 */

const server = new LLMock({ port: 0, host: '127.0.0.1', logLevel: 'silent' });
const usage = { prompt_tokens: 11, completion_tokens: 7, total_tokens: 18 };
/** One grey pixel. */
const png =
	'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAAAAAA6fptVAAAACklEQVR4nGNgAAAAAgABSK+kcQAAAABJRU5ErkJggg==';
/** The head of an MP3: where a sound is asked for, text is none. */
const mp3 = Buffer.from('494433040000000000', 'hex').toString('base64');

beforeAll(async () => {
	server.onMessage(/weather/, {
		toolCalls: [{ name: 'get_weather', arguments: '{"city":"Paris"}', id: 'call_1' }],
	});
	server.on(
		{ userMessage: 'busy', sequenceIndex: 0 },
		{
			error: { message: 'Rate limit reached', type: 'requests', code: 'rate_limit_exceeded' },
			status: 429,
			retryAfter: 1,
		},
	);
	server.onMessage(/busy/, { content: 'No longer busy.' });
	server.onMessage(/Ada/, { content: '{"name":"Ada","age":36}', usage });
	server.onMessage(/Good morning/, { content: 'Guten Morgen', usage });
	server.onMessage(/Hello/, { content: 'Hello from an independent server.', usage });
	server.onEmbedding(/.*/, { embedding: [0.25, -0.5, 1] });
	server.onRerank(/cold/, [
		{ index: 1, relevance_score: 0.9 },
		{ index: 0, relevance_score: 0.1 },
	]);
	server.onImage(/.*/, { image: { b64Json: png, revisedPrompt: 'A pixel' } });
	server.onSpeech(/.*/, { audio: mp3, format: 'mp3' });
	server.onTranscription({ transcription: { text: 'What was said' } });
	server.onTranslation({ transcription: { text: 'What was said, in English' } });
	await server.start();
});

afterAll(async () => await server.stop());
beforeEach(() => server.clearRequests());

async function run(
	operation: `${string}.${string}`,
	parameters: IDataObject,
	items: NodeSetup['items'] = [{}],
) {
	const [resource, name] = operation.split('.');
	const { error, items: outputs } = await runNode({
		parameters: {
			resource,
			operation: name,
			model: { __rl: true, mode: 'id', value: 'gpt-4o-mini' },
			...parameters,
		},
		items,
		credential: { apiKey: key, baseUrl: server.url },
	});
	expect(error).toBeUndefined();
	return outputs;
}

/** What OpenAI's document has against the requests of a test. Of other routes the server keeps no bodies. */
function violations(route: ContractRoute): string[] {
	const requests = server.getRequests().filter(({ path }) => path === route);
	expect(requests.length).toBeGreaterThan(0);
	return requests.flatMap(({ body }) => contractViolations(route, body));
}

const says = (content: string) => ({ messages: { values: [{ role: 'user', content }] } });

describe.each([true, false])('with Stream %p', (stream) => {
	test('a chat is completed, with usage', async () => {
		const [item] = await run('chat.complete', { ...says('Hello'), options: { stream } });
		expect(item?.json).toMatchObject({
			text: 'Hello from an independent server.',
			finish_reason: 'stop',
			usage,
		});
		expect(violations('/v1/chat/completions')).toEqual([]);
	});

	test('a tool call arrives with its arguments as an object', async () => {
		const tools = [{ type: 'function', function: { name: 'get_weather', parameters: {} } }];
		const [item] = await run('chat.complete', {
			...says('What is the weather?'),
			options: { stream, tools: JSON.stringify(tools) },
		});
		expect(item?.json).toMatchObject({
			finish_reason: 'tool_calls',
			message: {
				tool_calls: [{ function: { name: 'get_weather', arguments: { city: 'Paris' } } }],
			},
		});
		expect(violations('/v1/chat/completions')).toEqual([]);
	});

	test('Claude answers in the words of chat', async () => {
		const [item] = await run('claude.message', { ...says('Hello'), options: { stream } });
		expect(item?.json).toMatchObject({
			text: 'Hello from an independent server.',
			finish_reason: 'stop',
			stop_reason: 'end_turn',
		});
	});

	test('Claude calls a tool in the form of chat', async () => {
		const tools = [{ name: 'get_weather', input_schema: { type: 'object' } }];
		const [item] = await run('claude.message', {
			...says('What is the weather?'),
			options: { stream, tools: JSON.stringify(tools) },
		});
		expect(item?.json).toMatchObject({
			finish_reason: 'tool_calls',
			message: {
				tool_calls: [{ function: { name: 'get_weather', arguments: { city: 'Paris' } } }],
			},
		});
	});
});

test('a rate limit is waited out', async () => {
	const [item] = await run('chat.complete', says('busy'));
	expect(item?.json).toMatchObject({
		text: 'No longer busy.',
		request: { attempts: 2, refused: 1 },
	});
});

test('texts are summarized, translated and read into fields', async () => {
	const [summary] = await run('text.summarize', { text: 'Hello, this is a text.' });
	expect(summary?.json).toMatchObject({ text: 'Hello from an independent server.', usage });
	const [translation] = await run('text.translate', {
		text: 'Good morning',
		targetLanguage: { __rl: true, mode: 'id', value: 'German' },
	});
	expect(translation?.json).toMatchObject({ text: 'Guten Morgen', usage });
	const fields = {
		values: [
			{ name: 'name', type: 'string', required: true },
			{ name: 'age', type: 'integer', required: true },
		],
	};
	const [extract] = await run('text.extract', { text: 'Ada is 36.', fields });
	expect(extract?.json).toMatchObject({ data: { name: 'Ada', age: 36 }, usage });
	expect(violations('/v1/chat/completions')).toEqual([]);
});

test('texts are embedded, each item with its vector', async () => {
	const outputs = await run('embedding.create', { text: '={{ $json.text }}' }, [
		{ text: 'one' },
		{ text: 'two' },
	]);
	expect(outputs.map(({ json }) => json.embedding)).toEqual(Array(2).fill([0.25, -0.5, 1]));
});

test('a vector store gets its vectors', async () => {
	const gateway = { url: server.url, requests: [], close: async () => {} };
	const { response, log } = await supplyAt<Embeddings>(gateway, {
		type: new EmbeddingsAigc2d(),
		connection: NodeConnectionTypes.AiEmbedding,
		parameters: { options: { batchSize: 2, dimensions: 3 } },
	});
	const vector = [0.25, -0.5, 1];
	expect(await response.embedDocuments(['one', 'two', 'three'])).toEqual(Array(3).fill(vector));
	expect(await response.embedQuery('four')).toEqual(vector);
	expect(log()).toMatchObject([{ request: { sent: 2 } }, { request: { sent: 1 } }]);
});

test("documents are ranked, on Cohere's path", async () => {
	const [item] = await run('rerank.rank', {
		query: 'Where is it cold?',
		documents: 'Rome is warm\nOslo is cold',
		options: { path: '/v2/rerank' },
	});
	expect(item?.json.results).toEqual([
		{ index: 1, score: 0.9, document: 'Oslo is cold' },
		{ index: 0, score: 0.1, document: 'Rome is warm' },
	]);
});

test('a picture is drawn', async () => {
	const [item] = await run('image.generate', { prompt: 'A pixel' });
	expect(item?.json).toMatchObject({ images: [{ file: 'image', mime_type: 'image/png' }] });
	expect(item?.binary?.image).toMatchObject({ mimeType: 'image/png', data: png });
});

test('text is spoken, and a recording is written down, in English too', async () => {
	const [spoken] = await run('audio.speech', { text: 'Hello', voice: 'alloy' });
	expect(spoken?.binary?.audio).toMatchObject({ mimeType: 'audio/mpeg' });
	const sound = { data: Buffer.from('RIFF').toString('base64'), mimeType: 'audio/wav' };
	const items = [{ json: {}, binary: { data: { ...sound, fileName: 'said.wav' } } }];
	const [written] = await run('audio.transcribe', { binaryProperty: 'data' }, items);
	expect(written?.json).toMatchObject({ text: 'What was said' });
	const [translated] = await run('audio.translate', { binaryProperty: 'data' }, items);
	expect(translated?.json).toMatchObject({ text: 'What was said, in English' });
});

test('the models are listed', async () => {
	const outputs = await run('model.getMany', { returnAll: true });
	expect(outputs.length).toBeGreaterThan(0);
	expect(outputs.every(({ json }) => typeof json.id === 'string')).toBe(true);
});
