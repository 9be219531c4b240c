import { NodeConnectionTypes, type IDataObject } from 'n8n-workflow';
import type { Embeddings } from '../../nodes/EmbeddingsAigc2d/embeddings';
import { EmbeddingsAigc2d } from '../../nodes/EmbeddingsAigc2d/EmbeddingsAigc2d.node';
import { everythingIn, key, openGateway } from '../support/chat';
import { contractViolations } from '../support/contract';
import { embedder, embeddingsFor, vectorFor } from '../support/embeddings';
import { always, pause, sendJson, type Received, type Responder } from '../support/gateway';
import { supplyAt } from '../support/subNode';

const supply = async (
	respond: Responder,
	parameters: IDataObject = {},
	credential: IDataObject = {},
) =>
	await supplyAt<Embeddings>(await openGateway(respond), {
		type: new EmbeddingsAigc2d(),
		connection: NodeConnectionTypes.AiEmbedding,
		parameters,
		credential,
	});
const numbered = (count: number) => Array.from({ length: count }, (_, at) => `t${at}`);
const inputs = (requests: Received[]): string[][] => requests.map(({ body }) => body.input);
/** Sends vectors as floats of 32 bits, as they were asked for. */
const inBase64: Responder = ({ body }, response) => {
	const { data, ...rest } = embeddingsFor(body.input as string[]);
	const packed = data.map((row) => ({
		...row,
		embedding: Buffer.from(Float32Array.from(row.embedding).buffer).toString('base64'),
	}));
	sendJson(response, { ...rest, data: packed });
};
const failed = async (work: Promise<unknown>) =>
	await work.then(
		() => undefined,
		(thrown: Error & { description?: string; httpCode?: string }) => thrown,
	);

test('texts are asked for as a vector store does it, in one request a batch', async () => {
	const { response, requests } = await supply(inBase64, { options: { batchSize: 100 } });
	const texts = numbered(250);
	const vectors = await response.embedDocuments(texts);
	expect(inputs(requests).map(({ length }) => length)).toEqual([100, 100, 50]);
	expect(vectors).toEqual(texts.map((text) => vectorFor(text).map(Math.fround)));
	const [{ method, path, headers, body }] = requests as [Received];
	expect({ method, path }).toEqual({ method: 'POST', path: '/v1/embeddings' });
	expect(headers.authorization).toBe(`Bearer ${key}`);
	expect(body).toEqual({
		model: 'test-model',
		encoding_format: 'base64',
		input: texts.slice(0, 100),
	});
	for (const { body: each } of requests)
		expect(contractViolations('/v1/embeddings', each)).toEqual([]);
});

test('a query is asked for alone', async () => {
	const { response, requests } = await supply(inBase64);
	expect(await response.embedQuery('What is it?')).toEqual(
		vectorFor('What is it?').map(Math.fround),
	);
	expect(inputs(requests)).toEqual([['What is it?']]);
});

test('dimensions and what Extra Body adds go along; it may ask for another form', async () => {
	const extraBody = '{"input_type":"query","encoding_format":"float"}';
	const { response, requests } = await supply(embedder(), {
		options: { dimensions: 2, extraBody },
	});
	await response.embedQuery('one');
	expect(requests[0]?.body).toEqual({
		model: 'test-model',
		dimensions: 2,
		input_type: 'query',
		encoding_format: 'float',
		input: ['one'],
	});
});

test('n8n logs what was asked and what it took, and not the vectors', async () => {
	const { response, log, tasks } = await supply(embedder(), { options: { batchSize: 2 } });
	await response.embedDocuments(['one', 'three', 'seven']);
	await response.embedQuery('two');
	const spent = (sent: number) => ({
		sent,
		attempts: sent,
		refused: 0,
		duration_ms: expect.any(Number),
		host: expect.stringMatching(/^127\.0\.0\.1:/),
	});
	const used = (tokens: number) => ({
		promptTokens: tokens,
		completionTokens: 0,
		totalTokens: tokens,
	});
	const model = 'test-embedding-001';
	expect(log()).toEqual([
		{ vectors: 3, dimensions: 2, model, tokenUsage: used(13), request: spent(2) },
		{ vectors: 1, dimensions: 2, model, tokenUsage: used(3), request: spent(1) },
	]);
	const asked = tasks().map(({ inputOverride }) => inputOverride?.ai_embedding?.[0]?.[0]?.json);
	expect(asked).toEqual([{ documents: ['one', 'three', 'seven'] }, { query: 'two' }]);
	expect(tasks().map(({ executionStatus }) => executionStatus)).toEqual(['success', 'success']);
});

test("with prices, the log and n8n's traces have what it cost", async () => {
	const priceTable = '{"test-model": {"in": 2, "out": 0}}';
	const { response, log, tasks } = await supply(
		embedder(),
		{},
		{ prices: 'table', priceTable, currency: 'CNY' },
	);
	await response.embedDocuments(['one', 'three', 'seven']);
	expect(log()).toMatchObject([{ cost: { amount: 0.000026, unit: 'CNY' } }]);
	expect(tasks()[0]?.metadata).toMatchObject({
		tracing: { 'llm.tokens.in': 13, 'llm.tokens.total': 13, 'llm.cost.total': 0.000026 },
	});
});

test('where the gateway tells no usage, the log has an estimate, called so', async () => {
	const { response, log } = await supply(({ body }, answer) =>
		sendJson(answer, embeddingsFor(body.input as string[], { usage: null })),
	);
	await response.embedDocuments(['four letters', 'more']);
	expect(log()[0]).toMatchObject({
		tokenUsageEstimate: { promptTokens: 4, completionTokens: 0, totalTokens: 4 },
	});
});

test('nothing to embed is nothing sent', async () => {
	const { response, requests } = await supply(embedder());
	expect(await response.embedDocuments([])).toEqual([]);
	expect(requests).toEqual([]);
});

test.each<[string, unknown, string]>([
	['an empty text', ['one', ''], 'Document 2 of 2 is empty'],
	['a blank text', ['one', ' \n', 'two'], 'Document 2 of 3 is empty'],
	['null', [null], 'Document 1 of 1 is empty'],
	['an object', ['one', { a: 1 }], 'Document 2 of 2 must be text, but is {"a":1}'],
	['no list', 'one', 'Documents must be a list of texts, but is "one"'],
])(
	'%s is a sentence with its number, nothing is sent, and the node shows red',
	async (_what, documents, message) => {
		const { response, requests, log, tasks } = await supply(embedder());
		const error = await failed(response.embedDocuments(documents));
		expect(error).toMatchObject({ message, description: expect.stringMatching(/vector store/) });
		expect(requests).toEqual([]);
		expect(log()).toEqual([error]);
		expect(tasks()[0]?.executionStatus).toBe('error');
	},
);

test.each([[''], [undefined], [null]])('a query of %j is a sentence', async (query) => {
	const { response, requests } = await supply(embedder());
	expect(await failed(response.embedQuery(query))).toMatchObject({
		message: 'Query is empty',
		description: expect.stringMatching(/prompt of the vector store/),
	});
	expect(requests).toEqual([]);
});

test('of many texts, the one that is refused is named, and the others cost no more than finding it', async () => {
	const refusal = { error: { message: 'This input is too odd', type: 'invalid_request_error' } };
	const { response, requests, log } = await supply(
		embedder((text) => (text === 't5' ? { status: 400, body: refusal } : undefined)),
		{ options: { batchSize: 8 } },
	);
	const error = await failed(response.embedDocuments(numbered(16)));
	expect(error).toMatchObject({
		name: 'NodeApiError',
		message: 'Document 6 of 16: This input is too odd',
		httpCode: '400',
	});
	expect(log()).toEqual([error]);
	expect(requests.length).toBeLessThanOrEqual(8);
});

test('what holds for all texts names none of them, in the words of the gateway', async () => {
	const { response, log, requests } = await supply(
		always({ error: { message: 'Incorrect API key provided' } }, 401),
		{ options: { batchSize: 1 } },
	);
	const error = await failed(response.embedDocuments(['one', 'two']));
	expect(error).toMatchObject({ message: 'Incorrect API key provided' });
	expect(log()).toEqual([error]);
	expect(requests.length).toBeGreaterThan(0);
});

test('a text that is too long is to be split', async () => {
	const words = "This model's maximum context length is 8192 tokens";
	const { response } = await supply(always({ error: { message: words } }, 400));
	expect((await failed(response.embedDocuments(['long'])))?.description).toMatch(
		/^Split the documents into smaller chunks, in the data loader of the vector store: the model takes no more\./,
	);
});

test.each([
	['in one answer', 10],
	['in two', 1],
])('vectors of different lengths %s are a sentence', async (_how, batchSize) => {
	const { response, log } = await supply(
		({ body }, answer) => {
			const texts = body.input as string[];
			const data = texts.map((text, index) => ({
				index,
				embedding: text === 'odd' ? [1, 2, 3] : [1, 2],
			}));
			sendJson(answer, { data });
		},
		{ options: { batchSize } },
	);
	const error = await failed(response.embedDocuments(['one', 'odd', 'two']));
	expect(error).toMatchObject({
		message: 'The vector of text 2 has 3 numbers, and those before it have 2',
		description: expect.stringMatching(/choose another in Model, or set Dimensions/),
	});
	expect(log()).toEqual([error]);
});

test('nor may the vector of a query have another length than those of the documents', async () => {
	const { response } = await supply(({ body }, answer) => {
		const texts = body.input as string[];
		const embedding = texts[0] === 'query' ? [1] : [1, 2];
		sendJson(answer, { data: texts.map((_text, index) => ({ index, embedding })) });
	});
	await response.embedDocuments(['one']);
	expect(await failed(response.embedQuery('query'))).toMatchObject({
		message: 'The vector of text 1 has 1 numbers, and those before it have 2',
	});
});

test.each([
	['encoding_format is not supported by this model', 400],
	['Extra inputs are not permitted: encoding_format', 422],
	["Input should be 'float': encoding_format", 422],
])('a gateway that says "%s" is asked without it, for good', async (message, status) => {
	const { response, requests, tasks } = await supply(({ body }, answer) =>
		body.encoding_format === undefined
			? sendJson(answer, embeddingsFor(body.input as string[]))
			: sendJson(answer, { error: { message } }, status),
	);
	expect(await response.embedQuery('one')).toEqual(vectorFor('one'));
	expect(await response.embedQuery('three')).toEqual(vectorFor('three'));
	expect(requests.map(({ body }) => body.encoding_format)).toEqual([
		'base64',
		undefined,
		undefined,
	]);
	expect(tasks()[0]?.hints?.map((hint) => hint.message)).toEqual([
		'This gateway does not take the encoding format of vectors that was asked for; the node leaves it out.',
	]);
});

test('a rate limit is waited for, and what failed on the way is sent again', async () => {
	const { response, requests, log } = await supply((request, answer, position) => {
		if (position === 0) sendJson(answer, { error: { message: 'Slow down' } }, 429);
		else if (position === 1) sendJson(answer, { error: { message: 'Oops' } }, 502);
		else void embedder()(request, answer, position);
	});
	expect(await response.embedQuery('one')).toEqual(vectorFor('one'));
	expect(requests).toHaveLength(3);
	expect(log()[0]).toMatchObject({ request: { sent: 1, attempts: 3, refused: 1 } });
});

test('Stop aborts what is open', async () => {
	const { response, requests, stop } = await supply(() => {});
	const asked = failed(response.embedDocuments(['one']));
	while (requests.length === 0) await pause(1);
	stop();
	expect((await asked)?.message).toMatch(/^Stopped: the execution was canceled/);
});

test('no key is in what is logged or thrown, whatever the gateway says', async () => {
	const { response, record } = await supply(({ body }, answer) =>
		(body.input as string[])[0] === 'good'
			? sendJson(answer, embeddingsFor(['good'], { model: `model of ${key}` }))
			: sendJson(answer, { error: { message: `Bad key ${key}`, code: key } }, 400),
	);
	await response.embedDocuments(['good']);
	const error = await failed(response.embedDocuments(['bad']));
	expect(error?.message).toBe('Bad key [redacted]');
	expect(everythingIn([error, record()])).not.toContain(key);
});

test.each<[string, IDataObject, IDataObject, RegExp]>([
	['no model', { model: { __rl: true, mode: 'list', value: '' } }, {}, /^Model is not chosen$/],
	['a bad batch size', { options: { batchSize: 0 } }, {}, /^Batch Size .* must be a whole number/],
	['texts in Extra Body', { options: { extraBody: '{"input":"x"}' } }, {}, /cannot set "input"/],
	['a credential without a key', {}, { apiKey: '' }, /^API Key/],
])('%s is a sentence before anything is asked', async (_what, parameters, credential, message) => {
	const gateway = await openGateway(embedder());
	const type = new EmbeddingsAigc2d();
	const connection = NodeConnectionTypes.AiEmbedding;
	const error = await failed(supplyAt(gateway, { type, connection, parameters, credential }));
	expect(error?.message).toMatch(message);
	expect(gateway.requests).toEqual([]);
});
