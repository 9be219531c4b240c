import type { JsonObject } from '../../../../nodes/api/json';
import { embeddingsCall, readEmbeddings } from '../../../../nodes/api/embedding/embeddings';
import { tokensOf } from '../../../../nodes/api/usage/usage';
import { vectorOf } from '../../../../nodes/api/embedding/vector';

const head = { status: 200, headers: { 'x-request-id': 'req_1' } };
const usage = { prompt_tokens: 5, total_tokens: 5 };
const row = (index: number | undefined, embedding: unknown, more: object = {}) => ({
	object: 'embedding',
	...(index === undefined ? {} : { index }),
	embedding,
	...more,
});
const read = (data: unknown, count: number) =>
	readEmbeddings({ object: 'list', model: 'e-1', data, usage }, head, count);
const vectors = (data: unknown, count: number) =>
	read(data, count).value?.rows.map((one) => one.vector);

test('vectors are found by their index, in whatever order they come', () => {
	expect(vectors([row(2, [3]), row(0, [1]), row(1, [2])], 3)).toEqual([[1], [2], [3]]);
});

test('vectors without any index are taken in order', () => {
	expect(vectors([row(undefined, [1]), row(undefined, [2])], 2)).toEqual([[1], [2]]);
});

test('the index of a single vector does not matter', () => {
	expect(vectors([row(7, [1])], 1)).toEqual([[1]]);
});

test('model, usage and unknown members of a row are kept', () => {
	const { value } = read([row(0, [1], { truncated: true, error: 'x' })], 1);
	expect(value).toEqual({
		rows: [{ vector: [1], rest: { truncated: true } }],
		model: 'e-1',
		usage,
	});
});

test.each([
	['no list', undefined, 'The gateway answered without vectors'],
	['an object', {}, 'The gateway answered without vectors'],
	['too few', [row(0, [1])], 'The answer has the wrong number of vectors: 1 for 2 texts'],
	[
		'too many',
		[0, 1, 2].map((index) => row(index, [1])),
		'The answer has the wrong number of vectors: 3 for 2 texts',
	],
	[
		'an index twice',
		[row(1, [1]), row(1, [2])],
		'The gateway numbered the vectors of its answer wrongly',
	],
	[
		'an index beyond',
		[row(0, [1]), row(2, [2])],
		'The gateway numbered the vectors of its answer wrongly',
	],
	[
		'an index that is no number',
		[row(0, [1]), { index: 'one', embedding: [2] }],
		'The gateway numbered the vectors of its answer wrongly',
	],
	[
		'a negative index',
		[row(0, [1]), row(-1, [2])],
		'The gateway numbered the vectors of its answer wrongly',
	],
	[
		'a text in a vector',
		[row(0, [1]), row(1, ['2'])],
		'The gateway answered with a vector that does not consist of numbers',
	],
	[
		'null in a vector',
		[row(0, [1]), row(1, [null])],
		'The gateway answered with a vector that does not consist of numbers',
	],
	[
		'an empty vector',
		[row(0, [1]), row(1, [])],
		'The gateway answered with a vector that does not consist of numbers',
	],
	[
		'no vector',
		[row(0, [1]), row(1, undefined)],
		'The gateway answered with a vector that does not consist of numbers',
	],
])('%s is malformed, and the usage that was paid is kept', (_wrong, data, message) => {
	expect(read(data, 2).failure).toMatchObject({
		kind: 'malformed',
		status: 200,
		request_id: 'req_1',
		message,
		usage,
	});
});

test.each<[string, unknown[], string]>([
	['of which some are missing, in the order of arrival', [0, undefined, undefined], 'abc'],
	['of which 0 is left out', [1, undefined, 2], 'bac'],
	['of which 0 is left out at the end', [2, 1, undefined], 'cba'],
	['of which one is null', [2, null, 0], 'cba'],
	['of which one is empty', ['1', '', '0'], 'cab'],
	['as texts', ['2', '0', '1'], 'bca'],
	['that count from 1', [3, 1, 2], 'bca'],
	['that count from 1, as texts', ['2', '1', '3'], 'bac'],
	['that count from 1, of which one is missing', [3, undefined, 1], 'cba'],
	['that are all 0', [0, 0, 0], 'abc'],
	['that are all null', [null, null, null], 'abc'],
	['that begin anew', [0, 1, 0], 'abc'],
])('numbers %s tell which vector is whose', (_how, numbers, order) => {
	for (const name of ['index', 'text_index']) {
		const rows = numbers.map((number, at) => ({ [name]: number, embedding: [at] }));
		const placed = vectors(rows, 3)?.map(([at = 9]) => 'abc'[at]);
		expect(placed?.join('')).toBe(order);
	}
});

test('several vectors without a number cannot be told apart where the others are not at their places', () => {
	expect(read([row(2, [1]), row(undefined, [2]), row(undefined, [3])], 3).failure).toMatchObject({
		message: 'The gateway numbered the vectors of its answer wrongly',
	});
});

const floats = (...numbers: number[]) =>
	Buffer.from(new Float32Array(numbers).buffer).toString('base64');
const longVector = Array.from({ length: 16 }, (_, at) => at / 4);

test.each<[string, JsonObject]>([
	['OpenAI', { data: [row(0, [1, 2]), row(1, [3, 4])] }],
	['base64', { data: [row(0, floats(1, 2)), row(1, floats(3, 4))] }],
	['{float}', { data: [row(0, { float: [1, 2] }), row(1, { float: [3, 4] })] }],
	['{values}', { data: [row(0, { values: [1, 2] }), row(1, { values: [3, 4] })] }],
	['a list of one', { data: [row(0, [[1, 2]]), row(1, [[3, 4]])] }],
	['vector', { data: [{ vector: [1, 2] }, { vector: [3, 4] }] }],
	['values', { data: [{ values: [1, 2] }, { values: [3, 4] }] }],
	['dense_embedding', { data: [{ dense_embedding: [1, 2] }, { dense_embedding: [3, 4] }] }],
	['embedding that is null', { data: [row(0, null, { vector: [1, 2] }), row(1, [3, 4])] }],
	[
		'a list of vectors',
		{
			data: [
				[1, 2],
				[3, 4],
			],
		},
	],
	[
		'Cohere by type',
		{
			embeddings: {
				float: [
					[1, 2],
					[3, 4],
				],
				int8: [
					[0, 0],
					[0, 0],
				],
			},
		},
	],
	[
		'Cohere',
		{
			id: 'x',
			texts: ['a', 'b'],
			embeddings: [
				[1, 2],
				[3, 4],
			],
		},
	],
	['Gemini', { embeddings: [{ values: [1, 2] }, { values: [3, 4] }] }],
	[
		'Ollama',
		{
			model: 'e-1',
			embeddings: [
				[1, 2],
				[3, 4],
			],
			total_duration: 7,
		},
	],
	[
		'DashScope',
		{
			request_id: 'r',
			code: '',
			output: {
				embeddings: [
					{ text_index: 1, embedding: [3, 4] },
					{ text_index: 0, embedding: [1, 2] },
				],
			},
		},
	],
	[
		'result',
		{
			result: [
				[1, 2],
				[3, 4],
			],
		},
	],
	[
		'result of a list',
		{
			success: true,
			result: {
				shape: [2, 2],
				data: [
					[1, 2],
					[3, 4],
				],
			},
		},
	],
	[
		'MiniMax',
		{
			vectors: [
				[1, 2],
				[3, 4],
			],
			base_resp: { status_code: 0 },
		},
	],
	[
		'Vertex',
		{ predictions: [{ embeddings: { values: [1, 2] } }, { embeddings: { values: [3, 4] } }] },
	],
] as Array<[string, JsonObject]>)(
	'the vectors of two texts are read in the form: %s',
	(_form, body) => {
		const { value } = readEmbeddings(body, head, 2);
		expect(value?.rows.map(({ vector }) => vector)).toEqual([
			[1, 2],
			[3, 4],
		]);
	},
);

test.each<[string, JsonObject, object]>([
	[
		'data as an object',
		{ data: { index: 0, embedding: [1, 2], truncated: true } },
		{ truncated: true },
	],
	['embedding', { embedding: [1, 2] }, {}],
	['Gemini', { embedding: { values: [1, 2] } }, {}],
	['a bare vector', { data: [1, 2] }, {}],
	['a list in a list', { embeddings: [[1, 2]] }, {}],
	['llama.cpp', { index: 0, embedding: [[1, 2]] }, {}],
	[
		'more in the row',
		{ data: [{ values: [1, 2], statistics: { tokens: 3 } }] },
		{ statistics: { tokens: 3 } },
	],
])('the vector of one text is read in the form: %s', (_form, body, rest) => {
	expect(readEmbeddings(body, head, 1).value?.rows).toEqual([{ vector: [1, 2], rest }]);
});

test('a long text in base64 is a vector wherever it stands, a word is none', () => {
	const text = floats(...longVector);
	expect(readEmbeddings({ result: text }, head, 1).value?.rows[0]?.vector).toEqual(longVector);
	expect(readEmbeddings({ result: 'acknowledgements' }, head, 1).failure?.kind).toBe('malformed');
	expect(read(['acknowledgements'], 1).failure?.kind).toBe('malformed');
});

test.each<[string, unknown, number]>([
	['several vectors for one text', [row(0, [[1], [2]])], 1],
	['numbers as texts', { embedding: ['1', '2'] }, 1],
	['numbers for several texts', [1, 2], 2],
	['a vector that lies too deep', [[[[[[[[1, 2]]]]]]]], 1],
])('%s are no vectors', (_what, data, count) => {
	expect(read(data, count).failure?.kind).toBe('malformed');
});

test.each<[string, JsonObject, object | null]>([
	['beside the vectors', { usage }, usage],
	['in output', { output: { usage } }, usage],
	['Gemini', { usageMetadata: { promptTokenCount: 5 } }, { promptTokenCount: 5 }],
	['Cohere', { meta: { billed_units: { input_tokens: 5 } } }, { input_tokens: 5 }],
	['MiniMax', { total_tokens: 5 }, { total_tokens: 5 }],
	['not at all', { usage: null }, null],
])('usage that is told in the form "%s" is found', (_where, more, found) => {
	const reading = readEmbeddings({ data: [[1]], ...more }, head, 1);
	expect(reading.usage).toEqual(found);
	if (found !== null) expect(tokensOf(found)).toEqual({ input: 5, output: 0 });
});

const callFor = (...texts: string[]) => embeddingsCall('/v1/embeddings', { model: 'e' }, texts);
function answered(body: string, type = 'application/json', texts = ['a', 'b']) {
	const reader = callFor(...texts).reader();
	reader.head({ status: 200, headers: { 'content-type': type } });
	for (const byte of Buffer.from(body)) reader.push(Buffer.from([byte]));
	return reader.end();
}
const whole = { object: 'list', data: [row(0, [1]), row(1, [2])] };

test.each([
	['a bare list of vectors', '[[1],[2]]', ['a', 'b'], [[1], [2]]],
	['a bare list of rows', JSON.stringify([row(1, [2]), row(0, [1])]), ['a', 'b'], [[1], [2]]],
	['a bare list of one row', JSON.stringify([row(0, [[1, 2]])]), ['a'], [[1, 2]]],
	['a bare vector', '[1,2]', ['a'], [[1, 2]]],
	['a list with the answer in it', JSON.stringify([whole]), ['a', 'b'], [[1], [2]]],
	['an event', `data: ${JSON.stringify(whole)}\n\n`, ['a', 'b'], [[1], [2]]],
	[
		'events to the end',
		`: ping\n\nevent: message\ndata: ${JSON.stringify(whole)}\n\ndata: [DONE]\n\n`,
		['a', 'b'],
		[[1], [2]],
	],
	[
		'events of which the first is nothing of the answer',
		`data: {"status":"started"}\n\ndata: ${JSON.stringify(whole)}\n\n`,
		['a', 'b'],
		[[1], [2]],
	],
])('%s is read', (_form, body, texts, expected) => {
	for (const type of ['application/json', 'text/event-stream', 'text/plain']) {
		expect(answered(body, type, texts).value?.rows.map(({ vector }) => vector)).toEqual(expected);
	}
});

test('usage that comes in an event of its own belongs to the answer', () => {
	const events = [whole, { usage }].map((data) => `data: ${JSON.stringify(data)}\n\n`).join('');
	expect(answered(events)).toMatchObject({ value: { usage }, usage });
});

test.each<[string, string, object]>([
	['JSON with too few vectors', '{"data":[[1]]}', { kind: 'malformed', retryable: false }],
	[
		'an event with too few vectors',
		'data: {"data":[[1]]}\n\n',
		{ kind: 'malformed', retryable: false },
	],
	[
		'an event without vectors',
		'data: {"ok":true}\n\ndata: [DONE]\n\n',
		{ kind: 'malformed', retryable: false },
	],
	[
		'an event with a failure',
		'data: {"error":{"message":"No such model","code":"model_not_found"}}\n\n',
		{ kind: 'notFound', message: 'No such model' },
	],
	[
		'words',
		'data: {"message":"the model is not loaded"}\n\n',
		{ message: 'the model is not loaded', retryable: false },
	],
	['an event that is cut off', 'data: {"data":[[1],', { kind: 'malformed', retryable: true }],
	['JSON that is cut off', '{"data":[[1],', { kind: 'malformed', retryable: true }],
])('%s is a failure, and asked for again only if it was cut off', (_what, body, expected) => {
	expect(answered(body).failure).toMatchObject(expected);
});

test('base64 is decoded to the same numbers, on machines of either byte order', () => {
	const bytes = Buffer.alloc(12);
	[0.5, -1.25, 3].forEach((number, position) => bytes.writeFloatLE(number, position * 4));
	expect(vectorOf(bytes.toString('base64'))).toEqual([0.5, -1.25, 3]);
});

test.each([
	['empty', ''],
	['no base64', 'AAAA AAAA'],
	['not whole floats', 'AAAA'],
	['not a number', Buffer.from([0, 0, 0xc0, 0x7f]).toString('base64')],
])('text that is %s is no vector', (_wrong, text) => {
	expect(vectorOf(text)).toBeUndefined();
});
