import { rerankCall } from '../../../../nodes/api/rerank/call';
import { readRanking } from '../../../../nodes/api/rerank/ranking';
import { readAtOnce } from '../../../../nodes/api/readers/buffered';
import { tokensOf } from '../../../../nodes/api/usage/usage';
import type { JsonObject } from '../../../../nodes/api/json';

const head = { status: 200, headers: { 'x-request-id': 'req_1' } };
const documents = ['Oslo', 'Rome', 'Oslo is cold'];
const call = (topN?: number, more: Partial<Parameters<typeof rerankCall>[0]> = {}) =>
	rerankCall({
		path: '/v1/rerank',
		members: { model: 'ranker' },
		query: 'Which city is cold?',
		documents,
		...(topN === undefined ? {} : { topN }),
		...more,
	});
/** What is made of an answer as it comes. */
const read = (body: unknown, topN?: number) =>
	readAtOnce(call(topN).reader(), Buffer.from(JSON.stringify(body)), head);
const row = (index: unknown, relevance_score: unknown, more: object = {}) => ({
	index,
	relevance_score,
	...more,
});
const good = [row(2, 0.9), row(0, 0.5), row(1, -0.1)];
const ranked = [
	{ index: 2, score: 0.9 },
	{ index: 0, score: 0.5 },
	{ index: 1, score: -0.1 },
];

test('the request has the query, the documents, and how many are wanted', () => {
	expect(call().request).toEqual({
		method: 'POST',
		path: '/v1/rerank',
		body: { model: 'ranker', query: 'Which city is cold?', documents, top_n: 3 },
	});
	expect(call(2).request.body).toMatchObject({ top_n: 2 });
	expect(call(99).request.body).toMatchObject({ top_n: 3 });
});

test('a budget counts the query with each document', () => {
	const most = (texts: string[]) => {
		const one = call(undefined, { documents: texts });
		return one.mostTokens?.(one.request);
	};
	const [one, two] = [most(['Oslo']), most(['Oslo', 'Oslo'])];
	expect(one).toMatchObject({ answer: 0 });
	const query = Buffer.byteLength('Which city is cold?');
	expect((two?.prompt ?? 0) - (one?.prompt ?? 0)).toBeGreaterThanOrEqual(query + 4);
});

test.each<[string, unknown]>([
	['Jina and New API', { model: 'ranker', results: good, usage: { total_tokens: 9 } }],
	[
		'with documents as objects',
		{ results: good.map((one) => ({ ...one, document: { text: 'x' } })) },
	],
	['with documents as texts', { results: good.map((one) => ({ ...one, document: 'x' })) }],
	['with documents as null', { results: good.map((one) => ({ ...one, document: null })) }],
	['Voyage: data', { object: 'list', data: good }],
	['TEI: a bare list', good.map(({ index, relevance_score: score }) => ({ index, score }))],
	['DashScope: output', { output: { results: good }, usage: { total_tokens: 9 } }],
	['an envelope', { code: 0, data: { results: good } }],
	[
		'document_index',
		{ results: good.map(({ index, ...one }) => ({ document_index: index, ...one })) },
	],
	[
		'an index and scores as text',
		{ results: [row('2', '0.9'), row('0', '0.5'), row('1', '-0.1')] },
	],
	['out of order', { results: [good[1], good[2], good[0]] }],
	['the index 0 left out', { results: [good[0], { relevance_score: 0.5 }, good[2]] }],
	['one twice', { results: [...good, good[0]] }],
	[
		'without an index, by text',
		{
			results: good.map((one) => ({
				score: one.relevance_score,
				document: { text: documents[Number(one.index)] },
			})),
		},
	],
])('a ranking is read: %s', (_form, body) => {
	expect(read(body).value?.results).toEqual(ranked);
});

test('a bare list of one result is a ranking', () => {
	expect(read([row(2, 0.9)], 1).value?.results).toEqual([ranked[0]]);
});

test('a single result without a number is one only where there is a single document', () => {
	const { failure } = read({ results: [{ score: 0.9 }] }, 1);
	expect(failure?.message).toMatch(/does not say which document/);
	const one = call(undefined, { documents: ['Oslo'] });
	const bytes = Buffer.from(JSON.stringify({ results: [{ score: 0.9 }] }));
	expect(readAtOnce(one.reader(), bytes, head).value?.results).toEqual([{ index: 0, score: 0.9 }]);
});

test('a gateway that gives more than was wanted is cut to the best', () => {
	expect(read({ results: [good[2], good[1], good[0]] }, 2).value?.results).toEqual(
		ranked.slice(0, 2),
	);
});

test('documents of the same score keep their order', () => {
	const results = [row(2, 0.5), row(0, 0.5), row(1, 0.5)];
	expect(read({ results }).value?.results.map(({ index }) => index)).toEqual([0, 1, 2]);
});

test.each<[string, unknown, string]>([
	['nothing', {}, 'The gateway answered without a ranking'],
	['no list', { results: 'none' }, 'The gateway answered without a ranking'],
	[
		'far too many',
		{ results: Array.from({ length: 7 }, () => row(0, 0.5)) },
		'The gateway answered with 7 results for 3 documents',
	],
	['an empty list', { results: [] }, 'The gateway ranked 0 of 3 documents'],
	['too few', { results: good.slice(1) }, 'The gateway ranked 2 of 3 documents'],
	[
		'a number that was not sent',
		{ results: [...good, row(3, 0.1)] },
		'The gateway ranked a document number 3, and 3 were sent, counted from 0',
	],
	[
		'a negative number',
		{ results: [row(-1, 0.9), ...good] },
		'The gateway answered with a result that does not say which document it is of',
	],
	[
		'a number that is none',
		{ results: [row('first', 0.9), ...good] },
		'The gateway answered with a result that does not say which document it is of',
	],
	[
		'two without a number',
		{ results: [{ score: 1 }, { score: 0.5 }, good[0]] },
		'The gateway answered with a result that does not say which document it is of',
	],
	[
		'neither number nor text',
		{ results: [{ score: 1 }, ...good] },
		'The gateway answered with a result that does not say which document it is of',
	],
	[
		'no score',
		{ results: [{ index: 0 }, ...good] },
		'The gateway answered with a result without a score',
	],
	[
		'a score that is none',
		{ results: [row(0, 'high'), ...good] },
		'The gateway answered with a result without a score',
	],
	[
		'a result that is none',
		{ results: [7, ...good] },
		'The gateway answered with a result without a score',
	],
	[
		'two scores for one',
		{ results: [...good, row(2, 0.1)] },
		'The gateway ranked document number 2 twice, with different scores',
	],
])('what is no whole ranking is malformed: %s', (_what, body, message) => {
	const { failure, value } = read({ ...(body as object), usage: { total_tokens: 9 } });
	expect(value).toBeUndefined();
	expect(failure).toMatchObject({
		kind: 'malformed',
		message,
		retryable: false,
		request_id: 'req_1',
		usage: { total_tokens: 9 },
	});
});

test.each<[string, JsonObject, JsonObject | null, number | undefined]>([
	[
		'usage',
		{ usage: { prompt_tokens: 7, total_tokens: 8 } },
		{ prompt_tokens: 7, total_tokens: 8 },
		7,
	],
	[
		'meta.tokens',
		{ meta: { tokens: { input_tokens: 7, output_tokens: 0 } } },
		{ input_tokens: 7, output_tokens: 0 },
		7,
	],
	[
		'billed units with tokens',
		{ meta: { billed_units: { input_tokens: 7 } } },
		{ input_tokens: 7 },
		7,
	],
	[
		'searches and tokens',
		{ meta: { billed_units: { search_units: 1 }, tokens: { input_tokens: 7 } } },
		{ search_units: 1, input_tokens: 7 },
		7,
	],
	[
		'searches alone',
		{ meta: { billed_units: { search_units: 1 } } },
		{ search_units: 1 },
		undefined,
	],
	['nothing', { meta: { billed_units: null, tokens: null } }, null, undefined],
])('usage is found in %s', (_where, more, usage, input) => {
	const { value } = readRanking({ results: good, ...more }, head, { documents, wanted: 3 });
	expect(value?.usage).toEqual(usage);
	expect(tokensOf(value?.usage)?.input).toBe(input);
});

test('failures are read as everywhere, also under status 200', () => {
	const refused = { error: { message: 'No such reranker', code: 'model_not_found' } };
	expect(read(refused).failure).toMatchObject({
		message: 'No such reranker',
		code: 'model_not_found',
	});
	expect(read({ detail: 'Unauthorized' }).failure?.message).toBe('Unauthorized');
});

test('a ranking that comes as an event is read', () => {
	const reader = call().reader();
	const bytes = Buffer.from(`data: ${JSON.stringify({ results: good })}\n\ndata: [DONE]\n\n`);
	const headers = { 'content-type': 'text/event-stream' };
	expect(readAtOnce(reader, bytes, { status: 200, headers }).value?.results).toEqual(ranked);
});
