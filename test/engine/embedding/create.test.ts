import type { IDataObject } from 'n8n-workflow';
import { key, oneAttempt } from '../../support/chat';
import { embedder, embeddingsFor, vectorFor } from '../../support/embeddings';
import { always, sendJson, type Received, type Responder } from '../../support/gateway';
import { without } from '../../../nodes/api/json';
import { contractViolations } from '../../support/contract';
import { runOperation } from '../../support/operation';

const byId = { __rl: true, mode: 'id', value: 'test-embedding' };
const parameters = (more: IDataObject = {}): IDataObject => ({
	model: byId,
	text: '={{ $json.text }}',
	...more,
});
const run = (
	respond: Responder,
	texts: unknown[],
	more: IDataObject = {},
	setup: object = { onError: 'continueRegularOutput' },
) =>
	runOperation(respond, 'embedding.create', parameters(more), {
		items: texts.map((text) => ({ text }) as IDataObject),
		...setup,
	});
const batches = (requests: Received[]): string[][] => requests.map(({ body }) => body.input);
const numbered = (count: number): string[] =>
	Array.from({ length: count }, (_, item) => `t${item}`);
const spent = (more: object = {}) => ({
	sent: 1,
	attempts: 1,
	refused: 0,
	duration_ms: expect.any(Number),
	host: expect.stringMatching(/^127\.0\.0\.1:\d+$/),
	...more,
});
const refusal = (message: string, more: object = {}) => ({
	error: { message, type: 'invalid_request_error', code: null, param: 'input', ...more },
});
const tooLong = (text: string) =>
	text.includes('bad') ? { status: 400, body: refusal('This input is too long') } : undefined;

describe('the request', () => {
	test('has the model and the texts of all items, and nothing that was not added', async () => {
		const { requests } = await run(embedder(), ['one', 'three']);
		expect(requests).toHaveLength(1);
		const [{ method, path, headers, body }] = requests as [Received];
		expect({ method, path, body }).toEqual({
			method: 'POST',
			path: '/v1/embeddings',
			body: { model: 'test-embedding', input: ['one', 'three'] },
		});
		expect(headers).toMatchObject({
			authorization: `Bearer ${key}`,
			'content-type': 'application/json',
			accept: 'application/json',
		});
	});

	const all = {
		dimensions: 256,
		user: 'customer-42',
		encodingFormat: 'float',
		batchSize: 7,
		path: '/v1/vectors',
		extraBody: '{"input_type":"query"}',
	};
	const sent = {
		model: 'test-embedding',
		input: ['one'],
		dimensions: 256,
		user: 'customer-42',
		encoding_format: 'float',
		input_type: 'query',
	};

	test('has every option that was added', async () => {
		const { requests } = await run(embedder(), ['one'], { options: all });
		expect(requests.map(({ body }) => body)).toEqual([sent]);
		expect(requests[0]?.path).toBe('/v1/vectors');
		// OpenAI's document knows all but the member that Extra Body added.
		const known = without(requests[0]?.body, 'input_type');
		expect(contractViolations('/v1/embeddings', known)).toEqual([]);
	});

	test('has every field that is filled by an expression', async () => {
		const names = Object.keys(all);
		const options = Object.fromEntries(names.map((name) => [name, `={{ $json.all.${name} }}`]));
		const { requests } = await runOperation(
			embedder(),
			'embedding.create',
			{ model: { ...byId, value: '={{ $json.m }}' }, text: '={{ $json.t }}', options },
			{
				items: [
					{ m: 'test-embedding', t: 'one', all: { ...all, extraBody: { input_type: 'query' } } },
				],
			},
		);
		expect(requests.map(({ body }) => body)).toEqual([sent]);
	});

	test('takes numbers of an expression as text', async () => {
		const { requests } = await run(embedder(), [7, true]);
		expect(batches(requests)).toEqual([['7', 'true']]);
	});

	test('is one for all items that differ only in their text', async () => {
		const { requests, items } = await runOperation(
			embedder(),
			'embedding.create',
			parameters({ options: { dimensions: '={{ $json.size }}' } }),
			{ items: [1, 2, 1, 2, 1].map((size, item) => ({ text: `t${item}`, size })) },
		);
		expect(requests.map(({ body }) => [body.dimensions, body.input]).sort()).toEqual([
			[1, ['t0', 't2', 't4']],
			[2, ['t1', 't3']],
		]);
		expect(items.map(({ json }) => json.embedding)).toEqual(numbered(5).map(vectorFor));
	});

	test('is split where its texts are too long together', async () => {
		const texts = [400_000, 400_000, 400_000, 4].map((length) => 'x'.repeat(length));
		const { requests, items } = await run(embedder(), texts);
		const lengths = batches(requests).map((batch) => batch.map(({ length }) => length));
		expect(lengths.sort((one, other) => other.length - one.length)).toEqual([
			[400_000, 400_000, 400_000],
			[4],
		]);
		expect(items.map(({ json }) => (json.embedding as number[])[0])).toEqual([
			400_000, 400_000, 400_000, 4,
		]);
	});
});

test.each([
	['float', [2, 2, 1]],
	['base64', [5]],
])('vectors too long for one answer as %s are asked for in %j', async (encodingFormat, lengths) => {
	const options = { dimensions: 1_000_000, encodingFormat };
	const { requests } = await run(embedder(), numbered(5), { options });
	expect(batches(requests).map(({ length }) => length)).toEqual(lengths);
});

describe('the output', () => {
	test('of every item has its vector, the model, its share of the usage, and what was spent', async () => {
		const { items } = await run(embedder(), ['one', 'three']);
		expect(items).toEqual([
			{
				json: {
					embedding: vectorFor('one'),
					model: 'test-embedding-001',
					// Eight tokens for texts of an estimated one and two.
					usage: { prompt_tokens: 3, total_tokens: 3 },
					request: spent(),
				},
				pairedItem: { item: 0 },
			},
			{
				json: {
					embedding: vectorFor('three'),
					model: 'test-embedding-001',
					usage: { prompt_tokens: 5, total_tokens: 5 },
					request: spent(),
				},
				pairedItem: { item: 1 },
			},
		]);
	});

	test('has null for usage and model that were not sent', async () => {
		const answer = embeddingsFor(['one'], { usage: undefined, model: undefined });
		const { items } = await run(always(answer), ['one']);
		expect(items[0]?.json).toEqual({
			embedding: vectorFor('one'),
			model: null,
			usage: null,
			request: spent(),
		});
	});

	test('is the same when vectors travel as base64', async () => {
		const respond: Responder = ({ body }, response) => {
			expect(body.encoding_format).toBe('base64');
			const embedding = Buffer.from(new Float32Array([0.5, -2]).buffer).toString('base64');
			sendJson(response, embeddingsFor([], { data: [{ index: 0, embedding }] }));
		};
		const { items } = await run(respond, ['one'], { options: { encodingFormat: 'base64' } });
		expect(items[0]?.json.embedding).toEqual([0.5, -2]);
	});

	test('keeps order and pairing of 250 items in batches of 100', async () => {
		const texts = numbered(250);
		const { items, requests, metadata, hints } = await run(embedder(), texts);
		expect(
			batches(requests)
				.map(({ length }) => length)
				.sort(),
		).toEqual([100, 100, 50]);
		expect(items.map(({ json }) => json.embedding)).toEqual(texts.map(vectorFor));
		expect(items.map(({ pairedItem }) => pairedItem)).toEqual(texts.map((_, item) => ({ item })));
		const letters = texts.join('').length;
		const shares = items.map(({ json }) => (json.usage as IDataObject).total_tokens as number);
		expect(shares.every(Number.isInteger)).toBe(true);
		expect(shares.reduce((sum, share) => sum + share, 0)).toBe(letters);
		expect(metadata?.tokenUsage).toEqual({ inputTokens: letters, outputTokens: 0 });
		expect(hints[0]).toMatch(/^250 answers in [\d.]+ s · 3 requests · [\d,]+ tokens$/);
	});
});

describe('a batch that is refused for what is in it', () => {
	test.each([
		['400', 400, 'badRequest', {}],
		['413', 413, 'badRequest', {}],
		['422', 422, 'badRequest', {}],
		['a content filter', 400, 'contentFilter', { code: 'content_filter' }],
	])('with %s is halved until the item stands alone', async (_why, status, kind, more) => {
		const texts = [...numbered(5), 'bad', ...numbered(6)];
		const { items, requests } = await run(
			embedder((text) =>
				text === 'bad' ? { status, body: refusal('Not this', more) } : undefined,
			),
			texts,
		);
		expect(items).toHaveLength(texts.length);
		expect(items.map(({ pairedItem }) => pairedItem)).toEqual(texts.map((_, item) => ({ item })));
		items.forEach(({ json }, item) => {
			if (item !== 5) expect(json.embedding).toEqual(vectorFor(texts[item] as string));
		});
		expect(items[5]?.json).toEqual({
			message: 'Not this [Item 5]',
			error: expect.objectContaining({ kind, status, retryable: false }),
		});
		// Every text was taken once, and the bad one was alone in the end.
		expect(
			batches(requests)
				.filter((batch) => !batch.includes('bad'))
				.flat()
				.sort(),
		).toEqual(texts.filter((text) => text !== 'bad').sort());
		expect(
			batches(requests)
				.filter((batch) => batch.includes('bad'))
				.map(({ length }) => length),
		).toEqual([12, 6, 3, 1]);
	});

	test('loses several bad items, each by itself', async () => {
		const texts = ['bad 1', 'a', 'b', 'bad 2', 'c', 'bad 3'];
		const { items } = await run(embedder(tooLong), texts);
		expect(items.map(({ json }) => (json.error ? 'lost' : json.embedding))).toEqual([
			'lost',
			vectorFor('a'),
			vectorFor('b'),
			'lost',
			vectorFor('c'),
			'lost',
		]);
	});

	test('is not halved when the words name an option that all of its items share', async () => {
		const message = 'This model does not support specifying dimensions.';
		const { items, requests } = await run(always(refusal(message), 400), numbered(4), {
			options: { dimensions: 8 },
		});
		expect(requests).toHaveLength(1);
		expect(items.map(({ json }) => json.message)).toEqual(
			[0, 1, 2, 3].map((item) => `${message} [Item ${item}]`),
		);
	});

	test('only because it is large gets all its vectors, and the user is told once', async () => {
		const message = 'batch size 8 > maximum allowed batch size 2';
		const { items, requests, hints } = await run((request, response, position) => {
			if (request.body.input.length > 2) sendJson(response, refusal(message), 422);
			else void embedder()(request, response, position);
		}, numbered(8));
		expect(items.map(({ json }) => json.embedding)).toEqual(numbered(8).map(vectorFor));
		expect(requests).toHaveLength(7);
		expect(hints.slice(1)).toEqual([
			'The gateway refused whole batches of embeddings, and took them in smaller parts. A smaller Batch Size saves requests.',
		]);
	});

	test('for one bad text is no reason for a smaller batch', async () => {
		const { hints } = await run(embedder(tooLong), ['a', 'b', 'c', 'bad']);
		expect(hints).toHaveLength(1);
	});

	test('under On Error: Stop stops the node, which counts the vectors that n8n drops', async () => {
		const { error, items, requests } = await run(embedder(tooLong), ['a', 'b', 'bad', 'c'], {}, {});
		expect(items).toEqual([]);
		expect(error.message).toBe('This input is too long [Item 2]');
		expect(error.description).toMatch(/n8n drops 3 finished items of this run/);
		expect(requests.length).toBeGreaterThan(1);
	});
});

describe('a batch that fails for another reason', () => {
	const shapes: Array<[string, number, object, string]> = [
		['the key', 401, { error: { message: 'No' } }, 'auth'],
		['the balance', 403, { error: { message: 'No', code: 'insufficient_user_quota' } }, 'quota'],
		['the model', 404, { error: { message: 'No', code: 'model_not_found' } }, 'notFound'],
		['the gateway', 500, { error: { message: 'No' } }, 'server'],
		['time', 504, { error: { message: 'No' } }, 'timeout'],
	];
	test.each(shapes)(
		'(%s) is not halved; every item says why',
		async (_what, status, body, kind) => {
			const { items, requests } = await run(always(body, status), numbered(3));
			expect(requests).toHaveLength(1);
			expect(items.map(({ json, pairedItem }) => [json.message, pairedItem])).toEqual(
				[0, 1, 2].map((item) => [`No [Item ${item}]`, { item }]),
			);
			for (const { json } of items) {
				expect(Object.keys(json).sort()).toEqual(['error', 'message']);
				expect(json.error).toMatchObject({ kind, status, attempts: 1 });
			}
		},
	);

	test('because its connection is cut is not halved', async () => {
		const { items, requests } = await run((_request, response) => response.destroy(), numbered(3));
		expect(requests).toHaveLength(1);
		expect(items.map(({ json }) => (json.error as IDataObject).kind)).toEqual(
			Array(3).fill('network'),
		);
	});

	test('shares out the usage of an answer that cannot be used', async () => {
		const answer = embeddingsFor(['one', 'three'], { data: [] });
		const { items, requests } = await run(always(answer), ['one', 'three']);
		expect(requests).toHaveLength(1);
		expect(items.map(({ json }) => json)).toEqual(
			[3, 5].map((tokens, item) => ({
				message: `The answer has the wrong number of vectors: 0 for 2 texts [Item ${item}]`,
				error: expect.objectContaining({
					kind: 'malformed',
					usage: { prompt_tokens: tokens, total_tokens: tokens },
				}),
			})),
		);
	});

	test('is sent again as a whole after a fault of the gateway', async () => {
		const { items, requests } = await run(
			(request, response, position) =>
				position === 0
					? sendJson(response, { error: { message: 'Overloaded' } }, 500)
					: embedder()(request, response, position),
			['one', 'three'],
			{ throughput: { ...oneAttempt, maxAttempts: 2 } },
		);
		expect(batches(requests)).toEqual([
			['one', 'three'],
			['one', 'three'],
		]);
		expect(items[1]?.json.request).toEqual(spent({ attempts: 2 }));
	});
});

describe('an answer in another form', () => {
	const asEvents =
		(body: object): Responder =>
		(_request, response) => {
			response.writeHead(200, { 'content-type': 'text/event-stream' });
			response.end(`data: ${JSON.stringify(body)}\n\ndata: [DONE]\n\n`);
		};
	const [one, two] = [vectorFor('one'), vectorFor('two!')];
	const usage = { prompt_tokens: 7, total_tokens: 7 };
	const noZero = [{ embedding: one }, { index: 1, embedding: two }];

	test.each<[string, Responder]>([
		['without the index 0', always(embeddingsFor([], { data: noZero, usage }))],
		[
			'with 0 in every row',
			always(
				embeddingsFor([], {
					data: [
						{ index: 0, embedding: one },
						{ index: 0, embedding: two },
					],
					usage,
				}),
			),
		],
		[
			'of Cohere',
			always({ embeddings: { float: [one, two] }, model: 'test-embedding-001', usage }),
		],
		['that is a bare list', always([one, two])],
		['as an event', asEvents(embeddingsFor(['one', 'two!'], { usage }))],
	])('%s is read, and bought once', async (_form, respond) => {
		const { items, requests } = await run(respond, ['one', 'two!'], { throughput: {} });
		expect(requests).toHaveLength(1);
		expect(items.map(({ json }) => json.embedding)).toEqual([one, two]);
	});

	test.each<[string, Responder]>([
		['has too few vectors', always(embeddingsFor(['one']))],
		['has too few vectors in an event', asEvents(embeddingsFor(['one']))],
		['has no vectors', always({ ok: true })],
		[
			'numbers them wrongly',
			always({
				data: [
					{ index: 7, embedding: one },
					{ index: 7, embedding: two },
				],
			}),
		],
		['is a web page', (_request, response) => response.writeHead(200).end('<html></html>')],
	])('that %s is a failure, and bought once', async (_what, respond) => {
		const { items, requests } = await run(respond, ['one', 'two!'], { throughput: {} });
		expect(requests).toHaveLength(1);
		expect(items.map(({ json }) => (json.error as IDataObject).kind)).toEqual([
			'malformed',
			'malformed',
		]);
	});

	test('that is cut off is asked for again', async () => {
		const { items, requests } = await run(
			(request, response, position) => {
				if (position > 0) return embedder()(request, response, position);
				response.writeHead(200, { 'content-type': 'application/json' });
				return response.end('{"data":[{"index":0,"embedding":[0.1');
			},
			['one', 'two!'],
			{ throughput: {} },
		);
		expect(requests).toHaveLength(2);
		expect(items.map(({ json }) => json.embedding)).toEqual([one, two]);
	});
});

describe('bad input', () => {
	const nothing = 'Text is empty: its expression gives nothing for this item';
	const enter = 'Enter a text, or an expression that gives one.';
	const lookBelow = `Look at the result below the field. ${enter}`;
	test.each([
		['empty', '', nothing, lookBelow],
		['blank', ' ', nothing, lookBelow],
		['null', null, nothing, lookBelow],
		['nothing', undefined, nothing, lookBelow],
		['an object', { a: 1 }, 'Text must be text, but is {"a":1}', enter],
		['a list', ['a'], 'Text must be text, but is ["a"]', enter],
	])(
		'a text that is %s fails alone; its neighbours share their request',
		async (_what, bad, message, description) => {
			const { items, requests } = await run(embedder(), ['one', bad, 'three']);
			expect(batches(requests)).toEqual([['one', 'three']]);
			expect(items.map(({ json }) => json.embedding)).toEqual([
				vectorFor('one'),
				undefined,
				vectorFor('three'),
			]);
			expect(items[1]).toEqual({
				json: {
					message: `${message} [Item 1]`,
					error: expect.objectContaining({
						kind: 'input',
						field: 'Text',
						description,
					}),
				},
				pairedItem: { item: 1 },
			});
		},
	);

	test('under On Error: Stop, one bad item ends its batch before anything is bought', async () => {
		const { error, requests } = await run(embedder(), ['one', '', 'three'], {}, {});
		expect(requests).toEqual([]);
		expect(error.message).toBe(`${nothing} [Item 1]`);
	});

	test.each([
		['dimensions', 0, 'Dimensions must be a whole number of 1 or more, but is 0'],
		['dimensions', 1.5, 'Dimensions must be a whole number of 1 or more, but is 1.5'],
		[
			'dimensions',
			null,
			'Dimensions is empty: its expression {{ $json.value }} gives null for this item',
		],
		['encodingFormat', 'int8', 'Encoding Format must be one of base64, float, but is "int8"'],
		[
			'user',
			'',
			'User is empty: its expression {{ $json.value }} gives an empty text for this item',
		],
		['extraBody', '{', /^Extra Body \(JSON\) must be JSON, but is not: /],
		['extraBody', [1], 'Extra Body (JSON) must be a JSON object, but is [1]'],
		['extraBody', { input: 'x' }, 'Extra Body (JSON) cannot set "input"'],
		['extraBody', { stream: true }, 'Extra Body (JSON) cannot set "stream"'],
	])('the option %s cannot be %p', async (name, bad, message) => {
		const good = { dimensions: 4, encodingFormat: 'float', user: 'u', extraBody: {} }[name];
		const { items, requests } = await runOperation(
			embedder(),
			'embedding.create',
			parameters({ options: { [name]: '={{ $json.value }}' } }),
			{
				items: [good, bad, good].map((value, item) => ({ text: `t${item}`, value }) as IDataObject),
				onError: 'continueRegularOutput',
			},
		);
		expect(batches(requests)).toEqual([['t0', 't2']]);
		const { kind } = items[1]?.json.error as IDataObject;
		expect(kind).toBe('input');
		expect(String(items[1]?.json.message).replace(/ \[Item 1\]$/, '')).toEqual(
			typeof message === 'string' ? message : expect.stringMatching(message),
		);
	});

	test.each([0, -1, 1.5, 2049, 'many'])(
		'the first item cannot ask for a batch of %p: nothing is sent for any item',
		async (size) => {
			const { items, requests } = await run(embedder(), numbered(2), {
				options: { batchSize: `={{ ${JSON.stringify(size)} }}` },
			});
			expect(requests).toEqual([]);
			expect(items.map(({ json }) => json.message)).toEqual(
				[0, 1].map((item) =>
					expect.stringMatching(
						new RegExp(
							`^Batch Size \\(Items per Request\\) must be a whole number from 1 to 2048, but is .* \\[Item ${item}\\]$`,
						),
					),
				),
			);
		},
	);

	test('the batch size is that of the first item, whatever the others say', async () => {
		const { requests, items } = await runOperation(
			embedder(),
			'embedding.create',
			parameters({ options: { batchSize: '={{ $json.size }}' } }),
			{
				items: [2, 'x', null, 5, 5].map(
					(size, item) => ({ text: `t${item}`, size }) as IDataObject,
				),
			},
		);
		expect(batches(requests).sort()).toEqual([['t0', 't1'], ['t2', 't3'], ['t4']]);
		expect(items).toHaveLength(5);
	});

	test('an option that cannot be read for the first item fails that item alone', async () => {
		const { requests, items } = await run(embedder(), numbered(3), {
			options: { dimensions: "={{ $itemIndex === 0 ? $('Nowhere').item.json.size : 4 }}" },
		});
		expect(batches(requests)).toEqual([['t1', 't2']]);
		expect((items[0]?.json.error as IDataObject).kind).toBe('input');
		expect(items[0]?.json.message).toMatch(/^Options cannot be read: .*\[Item 0\]$/s);
	});

	test('no model is a sentence for every item', async () => {
		const { items, requests } = await run(embedder(), ['one'], {
			model: { ...byId, value: '={{ $json.model }}' },
		});
		expect(requests).toEqual([]);
		expect(items[0]?.json.message).toBe(
			'Model is empty: its expression gives nothing for this item [Item 0]',
		);
	});
});

test("n8n's Retry On Fail buys only the batches that are missing", async () => {
	let refused = false;
	const { items, requests } = await run(
		(request, response, position) => {
			if (request.body.input.includes('t3') && !refused) {
				refused = true;
				sendJson(response, { error: { message: 'Overloaded' } }, 500);
			} else void embedder()(request, response, position);
		},
		numbered(4),
		{ options: { batchSize: 2 }, throughput: { ...oneAttempt, maxConcurrency: 1 } },
		{ retryOnFail: true },
	);
	expect(batches(requests)).toEqual([
		['t0', 't1'],
		['t2', 't3'],
		['t2', 't3'],
	]);
	expect(items.map(({ json }) => json.embedding)).toEqual(numbered(4).map(vectorFor));
});
