import type { IDataObject } from 'n8n-workflow';
import { key, oneAttempt, openGateway } from '../../support/chat';
import { always, sendJson, type Received, type Responder } from '../../support/gateway';
import { runOperation, runOperationAt } from '../../support/operation';

const usage = { prompt_tokens: 4, completion_tokens: 6, total_tokens: 10 };
const spent = (more: object = {}) => ({
	sent: 1,
	attempts: 1,
	refused: 0,
	duration_ms: expect.any(Number),
	host: expect.stringMatching(/^127\.0\.0\.1:\d+$/),
	...more,
});
const run = (respond: Responder, parameters: IDataObject, items: IDataObject[] = [{}], more = {}) =>
	runOperation(respond, 'request.send', parameters, {
		items,
		onError: 'continueRegularOutput',
		...more,
	});
const get = { method: 'GET', path: '/v1/things' };
const post = (body: unknown) => ({ method: 'POST', path: '/v1/things', body }) as IDataObject;

/** Answers with bytes of a type; undefined: with none. */
const bytes =
	(content: Buffer | string, type: string | undefined, status = 200): Responder =>
	(_request, response) => {
		response.writeHead(status, type === undefined ? {} : { 'content-type': type });
		response.end(content);
	};

describe('the request', () => {
	test('is a GET without a body unless it is told otherwise', async () => {
		const { requests } = await run(always({}), { path: '/v1/files?limit=10&after=a%40b' });
		expect(requests).toHaveLength(1);
		const [{ method, path, headers, body }] = requests as [Received];
		expect({ method, path, body }).toEqual({
			method: 'GET',
			path: '/v1/files?limit=10&after=a%40b',
			body: '',
		});
		expect(headers).toMatchObject({ authorization: `Bearer ${key}`, accept: '*/*' });
		expect(headers['content-type']).toBeUndefined();
	});

	test.each([
		[
			'/fetch?url=https://example.com/a/../b&mail=a@b.c&q=[1]',
			'/fetch?url=https://example.com/a/../b&mail=a@b.c&q=[1]',
		],
		[
			'/fetch?url=https%3A%2F%2Fexample.com%2F..%2F',
			'/fetch?url=https%3A%2F%2Fexample.com%2F..%2F',
		],
		['/v1/models/meta-llama%2Fllama-3', '/v1/models/meta-llama%2Fllama-3'],
		['/v1/models/文', '/v1/models/%E6%96%87'],
		[' /v1/models \n', '/v1/models'],
		['/', '/'],
	])('to %j arrives at the gateway as %s', async (path, arrived) => {
		const { requests } = await run(always({}), { ...get, path });
		expect(requests.map((one) => one.path)).toEqual([arrived]);
	});

	test('goes below the Base URL, whose own version stands for /v1', async () => {
		const gateway = await openGateway(always({}));
		for (const [baseUrl, path] of [
			['/proxy', '/v1/models'],
			['/proxy/v1', '/v1/models'],
			['/api/paas/v4', '/v1/models'],
			['/api/paas/v4', '/files'],
		]) {
			const credential = { baseUrl: gateway.url + baseUrl };
			await runOperationAt(gateway, 'request.send', { ...get, path }, { credential });
		}
		expect(gateway.requests.map((one) => one.path)).toEqual([
			'/proxy/v1/models',
			'/proxy/v1/models',
			'/api/paas/v4/models',
			'/api/paas/v4/files',
		]);
	});

	test.each(['PATCH', 'POST', 'PUT'])('%s carries its body', async (method) => {
		const body = '{ "model": "m", "input": ["a", 1, null] }';
		const { requests } = await run(always({}), { ...post(body), method });
		const [{ headers, ...received }] = requests as [Received];
		expect(received).toMatchObject({ method, path: '/v1/things', bytes: Buffer.from(body) });
		expect(headers).toMatchObject({ 'content-type': 'application/json', accept: '*/*' });
	});

	test.each(['GET', 'DELETE'])(
		'%s carries none, whatever the hidden field holds',
		async (method) => {
			const { requests } = await run(always({}), { ...post('{"a":1}'), method });
			expect(requests.map((one) => [one.method, one.bytes.length])).toEqual([[method, 0]]);
		},
	);

	test('has every field that is filled by an expression', async () => {
		const body = { model: 'm', input: 'Hello' };
		const { requests } = await run(
			always({}),
			{
				method: '={{ $json.method }}',
				path: '={{ $json.path }}',
				body: '={{ $json.body }}',
				options: { neverRepeat: '={{ $json.never }}' },
			},
			[{ method: 'PUT', path: '/v1/moderations', body, never: 'true' }],
		);
		expect(requests.map((one) => [one.method, one.path, one.body])).toEqual([
			['PUT', '/v1/moderations', body],
		]);
	});

	test.each([
		['an empty object', '{}', '{}'],
		['a list', '[1, 2]', '[1, 2]'],
		[
			'whole numbers beyond 2^53',
			'{"task_id": 442275063214085100001}',
			'{"task_id": 442275063214085100001}',
		],
		['other scripts', '{"a":"文心 👋"}', '{"a":"文心 👋"}'],
		['nothing', '', ''],
	])('has a body with %s as it stands', async (_what, body, sent) => {
		const { requests } = await run(always({}), post(body));
		expect(requests.map((one) => one.bytes.toString())).toEqual([sent]);
	});
});

describe('the output', () => {
	test.each<[string, object]>([
		['in a choice', { choices: [{ usage }] }],
		['in x_groq', { x_groq: { usage } }],
		['in output', { output: { text: 'x', usage } }],
		['before one that says nothing', { choices: [{ usage }], usage: {} }],
	])('has the usage that stands %s', async (_where, body) => {
		const { items } = await run(always(body), get);
		expect(items[0]?.json).toMatchObject({ body, usage });
	});

	test('has null for numbers that JSON does not have', async () => {
		const respond = bytes('{"score":NaN,"list":[Infinity,1],"text":"NaN"}', 'application/json');
		const { items } = await run(respond, get);
		expect(items[0]?.json.body).toEqual({ score: null, list: [null, 1], text: 'NaN' });
	});

	test('of a JSON answer is the status, the body and its usage', async () => {
		const body = { id: 'x', results: [1, 2], usage, error: null };
		const { items } = await run(always(body, 201), post('{}'));
		expect(items).toEqual([
			{ json: { status: 201, body, usage, request: spent() }, pairedItem: { item: 0 } },
		]);
	});

	test.each([
		['a list', '[1,{"a":2}]', 'application/json', [1, { a: 2 }]],
		['JSON of another type', '{"a":1}', 'text/plain', { a: 1 }],
		['JSON without a type', '{"a":1}', undefined, { a: 1 }],
		['text', 'Hello, 世界', 'text/plain; charset=utf-8', 'Hello, 世界'],
		['lines of JSON', '{"a":1}\n{"a":2}\n', 'application/x-ndjson', '{"a":1}\n{"a":2}\n'],
		['broken JSON', '{"a":', 'application/json', '{"a":'],
		['nothing', '', undefined, null],
		['null', 'null', 'application/json', null],
		[
			'a long number',
			'{"id":442275063214085100001}',
			'application/json',
			{ id: '442275063214085100001' },
		],
		['a prototype', '{"__proto__":{"a":1},"b":2}', 'application/json', { b: 2 }],
		[
			'a failure about something else',
			'{"id":"r1","error":{"message":"No"}}',
			'application/json',
			{ id: 'r1', error: { message: 'No' } },
		],
		[
			'a task that failed',
			'{"status":"failure","id":7}',
			'application/json',
			{ status: 'failure', id: 7 },
		],
	])('of an answer with %s', async (_what, content, type, body) => {
		const { items } = await run(bytes(content, type), get);
		expect(items.map(({ json, binary }) => ({ json, binary }))).toEqual([
			{ json: { status: 200, body, usage: null, request: spent() }, binary: undefined },
		]);
	});

	test('of a route without an answer has its status and no body', async () => {
		const { items } = await run(bytes('', undefined, 204), { ...get, method: 'DELETE' });
		expect(items[0]?.json).toEqual({ status: 204, body: null, usage: null, request: spent() });
	});

	test.each([
		['image/png', 'png', 'image/png'],
		['audio/mpeg', 'mp3', 'audio/mpeg'],
		['application/pdf', 'pdf', 'application/pdf'],
		['application/octet-stream', 'bin', 'application/octet-stream'],
		['image/svg+xml', 'svg', 'image/svg+xml'],
		['application/zip', 'zip', 'application/zip'],
		[undefined, 'bin', 'application/octet-stream'],
	])('of an answer of type %s is a file', async (type, ending, mimeType) => {
		const content = Buffer.from([0x89, 0x50, 0xff, 0x00, 0x0a]);
		const { items } = await run(bytes(content, type), get);
		expect(items[0]?.json).toEqual({ status: 200, body: null, usage: null, request: spent() });
		expect(Object.keys(items[0]?.binary ?? {})).toEqual(['data']);
		expect(items[0]?.binary?.data).toMatchObject({
			data: content.toString('base64'),
			mimeType,
			fileName: `data-0.${ending}`,
		});
	});

	test('is paired with its input, and one that fails takes no other with it', async () => {
		const { items } = await run(
			({ path }, response) =>
				path === '/v1/1'
					? sendJson(response, { error: { message: 'No 1' } }, 404)
					: sendJson(response, { path }),
			{ method: 'GET', path: '=/v1/{{ $json.id }}' },
			[{ id: 0 }, { id: 1 }, { id: 2 }],
		);
		expect(items.map(({ json, pairedItem }) => [json.body ?? json.message, pairedItem])).toEqual([
			[{ path: '/v1/0' }, { item: 0 }],
			['No 1 [Item 1]', { item: 1 }],
			[{ path: '/v1/2' }, { item: 2 }],
		]);
	});
});

describe('a failure', () => {
	test.each([
		[
			400,
			{ error: { message: 'Not so', type: 'invalid_request_error', code: 'bad' } },
			'badRequest',
			'Not so',
		],
		[401, { error: { message: 'Wrong key' } }, 'auth', 'Wrong key'],
		[402, { message: 'Pay' }, 'quota', 'Pay'],
		[404, { detail: 'Not Found' }, 'notFound', 'Not Found'],
		[500, { success: false, message: 'Trouble' }, 'server', 'Trouble'],
		[200, { success: false, message: 'Trouble' }, 'server', 'Trouble'],
		[
			200,
			{ error: { message: 'The model does not exist', code: 'model_not_found' } },
			'notFound',
			'The model does not exist',
		],
	])('with status %s and %j is a failed item', async (status, body, kind, words) => {
		const { items } = await run(always(body, status), get);
		expect(items).toEqual([
			{
				json: {
					message: `${words} [Item 0]`,
					error: expect.objectContaining({ kind, status, attempts: 1 }),
				},
				pairedItem: { item: 0 },
			},
		]);
	});

	test.each([
		[
			'a web page',
			bytes('<html><title>Bad gateway</title>', 'text/html', 502),
			'server',
			'The gateway answered with a web page: Bad gateway',
		],
		[
			'a cut connection',
			((_request, response) => response.destroy()) as Responder,
			'network',
			expect.any(String),
		],
		[
			'an address elsewhere',
			((_request, response) => {
				response.writeHead(302, { location: 'https://evil.test/x?key=1' });
				response.end();
			}) as Responder,
			'notFound',
			'The gateway has moved: it points to https://evil.test/x',
		],
	])('by %s is a failed item', async (_what, respond, kind, words) => {
		const { items } = await run(respond, get);
		expect((items[0]?.json.error as IDataObject).kind).toBe(kind);
		expect(String(items[0]?.json.message).replace(' [Item 0]', '')).toEqual(words);
	});

	test('under On Error: Stop stops the node in the words of the gateway', async () => {
		const { error } = await run(always({ error: { message: 'Not so' } }, 400), get, [{}], {
			onError: undefined,
		});
		expect(error).toMatchObject({
			name: 'NodeApiError',
			message: 'Not so [Item 0]',
			httpCode: '400',
		});
	});
});

describe('a fault of the gateway', () => {
	const once: Responder = (_request, response, position) =>
		position === 0
			? sendJson(response, { error: { message: 'Trouble' } }, 503)
			: sendJson(response, {});
	const patient = { throughput: { ...oneAttempt, maxAttempts: 3 } };

	test.each([
		['GET', {}, 2],
		['POST', {}, 2],
		['DELETE', {}, 2],
		['POST', { neverRepeat: false }, 2],
		['POST', { neverRepeat: true }, 1],
		['GET', { neverRepeat: true }, 1],
	])('lets %s with %j be sent %i times', async (method, options, times) => {
		const { requests, items } = await run(once, { ...get, method, options, ...patient });
		expect(requests).toHaveLength(times);
		expect(items[0]?.json.message).toBe(times === 1 ? 'Trouble [Item 0]' : undefined);
	});
});

describe('bad input', () => {
	const remedy =
		'Enter the part of the address after the host, such as /v1/messages. The host is taken from the Base URL in the credential.';
	const paths: Array<[unknown, string]> = [
		[7, 'must begin with /, but is 7'],
		['v1/models', 'must begin with /, but is "v1/models"'],
		['https://evil.test/', 'must begin with /, but is "https://evil.test/"'],
		['/https://evil.test/', 'must not contain a scheme (://), but is "/https://evil.test/"'],
		['//evil.test/', 'must not contain two slashes in a row, but is "//evil.test/"'],
		['/v1/../x', 'must not contain two dots (..), but is "/v1/../x"'],
		['/v1/%2e%2E/x', 'must not contain two dots (..), but is "/v1/%2e%2E/x"'],
		['/v1/..%2fx', 'must not contain two dots (..), but is "/v1/..%2fx"'],
		['/@evil.test', 'must not contain the character @, but is "/@evil.test"'],
		['/%40evil.test', 'must not contain the character @, but is "/%40evil.test"'],
		['/\\evil.test', 'must not contain a backslash, but is "/\\\\evil.test"'],
		['/%5cevil.test', 'must not contain a backslash, but is "/%5cevil.test"'],
		['/v1/a b', 'must not contain a space or a line break, but is "/v1/a b"'],
		['/v1/a\nb', 'must not contain a space or a line break, but is "/v1/a\\nb"'],
		['/v1/%0d%0a', 'must not contain a control character, but is "/v1/%0d%0a"'],
		['/v1#x', 'must not contain the character #, but is "/v1#x"'],
		[
			'/v1/100%',
			'must not contain a % that does not begin an encoded character, but is "/v1/100%"',
		],
	];
	test.each(paths)('the path %p is a sentence, and nothing is sent', async (path, problem) => {
		const { items, requests } = await run(
			always({}),
			{ method: 'GET', path: '={{ $json.path }}' },
			[{ path: '/v1/before' }, { path } as IDataObject, { path: '/v1/after' }],
		);
		expect(requests.map((one) => one.path).sort()).toEqual(['/v1/after', '/v1/before']);
		expect(items[1]?.json).toEqual({
			message: `Path ${problem} [Item 1]`,
			error: expect.objectContaining({ kind: 'input', field: 'Path', description: remedy }),
		});
	});

	test.each(['', null, undefined])(
		'the path %p is one that its expression does not give',
		async (path) => {
			const { items, requests } = await run(
				always({}),
				{ method: 'GET', path: '={{ $json.path }}' },
				[{ path } as IDataObject],
			);
			expect(requests).toEqual([]);
			expect(items[0]?.json).toEqual({
				message: 'Path is empty: its expression gives nothing for this item [Item 0]',
				error: expect.objectContaining({
					kind: 'input',
					field: 'Path',
					description: `Look at the result below the field. ${remedy}`,
				}),
			});
		},
	);

	const example = 'Enter JSON such as {"model": "omni-moderation-latest", "input": "Hello"}';
	const bodies: Array<[unknown, string | RegExp, string]> = [
		['{', /^Body \(JSON\) must be JSON, but is not: /, example],
		['Hello', /^Body \(JSON\) must be JSON, but is not: /, example],
		['7', 'Body (JSON) must be a JSON object or list, but is 7', example],
		['null', 'Body (JSON) must be a JSON object or list, but is empty', example],
		[true, 'Body (JSON) must be a JSON object or list, but is true', example],
		[
			null,
			'Body (JSON) is empty: its expression gives nothing for this item',
			`Look at the result below the field. ${example}`,
		],
		[
			undefined,
			'Body (JSON) is empty: its expression gives nothing for this item',
			`Look at the result below the field. ${example}`,
		],
		['{"__proto__":{}}', 'Body (JSON) contains the name "__proto__"', 'Remove that property.'],
		...['{"stream":true}', { stream: true }, { stream: 1 }].map(
			(body): [unknown, string, string] => [
				body,
				'Body (JSON) must not ask for a stream: the answer is read whole',
				'Remove the property "stream", or set it to false.',
			],
		),
	];
	test.each(bodies)(
		'the body %j is a sentence, and nothing is sent',
		async (body, message, advice) => {
			const { items, requests } = await run(always({}), post('={{ $json.body }}'), [
				{ body } as IDataObject,
			]);
			expect(requests).toEqual([]);
			const said = String(items[0]?.json.message).replace(' [Item 0]', '');
			expect(said).toEqual(typeof message === 'string' ? message : expect.stringMatching(message));
			expect(items[0]?.json.error).toMatchObject({
				kind: 'input',
				field: 'Body (JSON)',
				description: advice,
			});
		},
	);

	test.each([
		[
			'method',
			{ ...get, method: '={{ "HEAD" }}' },
			'Method must be one of DELETE, GET, PATCH, POST, PUT, but is "HEAD"',
		],
		[
			'switch',
			{ ...get, options: { neverRepeat: 'perhaps' } },
			'Never Repeat must be true or false, but is "perhaps"',
		],
	])('an unknown %s is a sentence, and nothing is sent', async (_what, parameters, message) => {
		const { items, requests } = await run(always({}), parameters);
		expect(requests).toEqual([]);
		expect(items[0]?.json.message).toBe(`${message} [Item 0]`);
	});
});
