import { readEmbeddings } from '../../nodes/api/embeddings';
import { vectorOf } from '../../nodes/api/vector';

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
		[row(0, [1]), row(0, [2])],
		'The gateway numbered the vectors of its answer wrongly',
	],
	[
		'an index beyond',
		[row(0, [1]), row(2, [2])],
		'The gateway numbered the vectors of its answer wrongly',
	],
	[
		'an index missing',
		[row(0, [1]), row(undefined, [2])],
		'The gateway numbered the vectors of its answer wrongly',
	],
	[
		'an index as text',
		[row(0, [1]), { index: '1', embedding: [2] }],
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
