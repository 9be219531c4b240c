import { sleep, type IDataObject } from 'n8n-workflow';
import { openGateway } from '../../support/chat';
import { binary, bytesOf, png, wav } from '../../support/files';
import { always, sendJson, type Responder } from '../../support/gateway';
import { runOperation, runOperationAt } from '../../support/operation';

const model = { __rl: true, mode: 'id', value: 'a-model' };
const picture = png();
const good = { data: [{ b64_json: picture.toString('base64') }] };
const items = [
	{
		json: {},
		binary: {
			data: binary(picture, 'image/png', 'a.png'),
			sound: binary(wav(), 'audio/wav', 'a.wav'),
		},
	},
] as never;

const operations: Array<[`${string}.${string}`, IDataObject]> = [
	['image.generate', { prompt: 'A lighthouse' }],
	['image.edit', { prompt: 'A lighthouse', binaryProperties: 'data' }],
	['audio.speech', { text: 'Hello', voice: 'alloy' }],
	['audio.transcribe', { binaryProperty: 'sound' }],
	['audio.translate', { binaryProperty: 'sound' }],
];

const run = (
	respond: Responder,
	[operation, parameters]: [`${string}.${string}`, IDataObject] = operations[0]!,
	throughput: IDataObject = {},
) =>
	runOperation(
		respond,
		operation,
		{ model, ...parameters, throughput },
		{ items, onError: 'continueRegularOutput' },
	);

const paid = ({ requests }: Awaited<ReturnType<typeof run>>) =>
	requests.filter(({ method }) => method === 'POST').length;

const status =
	(code: number): Responder =>
	(_request, response) =>
		sendJson(response, { error: { message: 'Trouble' } }, code);

describe.each(operations)('%s is charged when it arrives', (...operation) => {
	test.concurrent.each<[string, Responder]>([
		['408', status(408)],
		['504', status(504)],
		['520', status(520)],
		['524', status(524)],
		['a connection that is cut', (_request, response) => response.destroy()],
		[
			'an answer that is cut',
			(_request, response) => {
				response.writeHead(200, { 'content-type': 'application/json', 'content-length': '99' });
				response.write('{"data":[{"b64_json":"iVBO');
				void sleep(20).then(() => response.destroy());
			},
		],
		['JSON that is cut', (_request, response) => response.end('{"data":[{"b64_json":"iVBO')],
		['an answer without what was asked for', always({ ok: true })],
		['trouble under 200', always({ error: { message: 'Internal error', code: 'server_error' } })],
	])('so it is not sent again after %s', async (_what, respond) => {
		const failed = await run(respond, operation);
		expect(paid(failed)).toBe(1);
		expect(failed.items[0]?.json.error).toMatchObject({
			retryable: false,
			description: expect.stringMatching(/may have charged/),
		});
	});

	test.concurrent('so a filter under 500 is asked once', async () => {
		const failed = await run(
			always({ error: { message: 'blocked [IMAGE_SAFETY] by safety policy' } }, 500),
			operation,
		);
		expect(paid(failed)).toBe(1);
		expect(failed.items[0]?.json.error).toMatchObject({ kind: 'contentFilter' });
	});
});

test.concurrent.each([500, 502, 503, 521, 522, 523, 529])(
	'after %i nothing was made, and it is sent again',
	async (code) => {
		const done = await run((request, response, position) =>
			position === 0 ? status(code)(request, response, position) : sendJson(response, good),
		);
		expect(paid(done)).toBe(2);
		expect(bytesOf(done.items[0], 'image')).toEqual(picture);
	},
);

test.concurrent('after a limit it is sent again', async () => {
	const done = await run((_request, response, position) =>
		position === 0
			? sendJson(response, { error: { message: 'Slow down' } }, 429)
			: sendJson(response, good),
	);
	expect(paid(done)).toBe(2);
	expect(done.items[0]?.binary?.image).toBeDefined();
});

test.concurrent('Retry Timeouts sends it again after a 504', async () => {
	const done = await run(
		(request, response, position) =>
			position === 0 ? status(504)(request, response, position) : sendJson(response, good),
		operations[0],
		{ retryTimeouts: true },
	);
	expect(paid(done)).toBe(2);
	expect(done.items[0]?.binary?.image).toBeDefined();
});

test.concurrent('what n8n tries again buys no picture twice, and tells what came', async () => {
	const gateway = await openGateway(always({ ok: true }));
	const tried = await runOperationAt(
		gateway,
		'image.generate',
		{ model, prompt: 'A lighthouse', throughput: {} },
		{ executionId: 'charged once', retryOnFail: true, onError: 'continueRegularOutput' },
	);
	expect(gateway.requests).toHaveLength(1);
	expect(tried.items[0]?.json).toMatchObject({
		message: expect.stringMatching(/^Not sent again: .* may have been charged/),
		error: { retryable: false, text: '{"ok":true}' },
	});
});

test.concurrent.each<[string, object, string]>([
	['data as a list', { code: 200, data: [{ status: 'submitted', task_id: 'task-17' }] }, 'task-17'],
	['data as an object', { data: { status: 'submitted', task_id: 'task-17' } }, 'task-17'],
	['an ID with the status of a queue', { id: 'p7', status: 'starting', output: null }, 'p7'],
	['fal', { status: 'IN_QUEUE', request_id: 'r-1', queue_position: 3 }, 'r-1'],
	['DashScope', { output: { task_status: 'PENDING', task_id: 'd-1' }, request_id: 'x' }, 'd-1'],
	['jobId', { jobId: 'j-1', message: 'success' }, 'j-1'],
	[
		'midjourney-proxy',
		{ code: 1, description: '提交成功', result: '17000000000000107' },
		'17000000000000107',
	],
])('a task in the form "%s" is named once, and not bought again', async (_form, body, id) => {
	const failed = await run(always(body));
	expect(paid(failed)).toBe(1);
	expect(failed.items[0]?.json).toMatchObject({
		message: expect.stringContaining(id),
		error: {
			task_id: id,
			retryable: false,
			description: expect.stringMatching(/Get Task.*Task Path.*may have charged/),
			text: JSON.stringify(body),
		},
	});
});

test.concurrent('a failed answer that has an ID is no task', async () => {
	const failed = await run(always({ id: 'a7', status: 'completed', data: [] }));
	expect(failed.items[0]?.json.error).not.toHaveProperty('task_id');
});

test.concurrent.each<[string, (host: string) => object]>([
	[
		'base64 of words',
		() => ({ data: [{ b64_json: Buffer.from('{"error":1}'.repeat(99)).toString('base64') }] }),
	],
	[
		'base64 of other bytes',
		() => ({ data: [{ b64_json: Buffer.alloc(600, 200).toString('base64') }] }),
	],
	['an address of words', (host) => ({ data: [{ url: `http://${host}/words` }] })],
	['an address of a page', (host) => ({ data: [{ url: `http://${host}/page` }] })],
])('%s is no picture', async (_what, body) => {
	const failed = await run((request, response) => {
		if (request.path === '/words')
			response
				.writeHead(200, { 'content-type': 'image/png' })
				.end('This content is no longer available.');
		else if (request.path === '/page')
			response.writeHead(200).end('<html><title>Log in</title></html>');
		else sendJson(response, body(String(request.headers.host)));
	});
	expect(paid(failed)).toBe(1);
	expect(failed.items[0]?.binary).toBeUndefined();
	expect(failed.items[0]?.json.error).toMatchObject({
		retryable: false,
		kind: 'malformed',
		text: expect.stringMatching(/^(http|\{"data)/),
	});
});

test.concurrent.each<[string, (host: string) => object]>([
	['localhost', () => ({ data: [{ url: 'http://localhost:1/files/a.png' }] })],
	['127.0.0.1', () => ({ data: [{ url: 'http://127.0.0.1:1/files/a.png' }] })],
	[
		'Markdown in a chat answer',
		(host) => ({
			choices: [{ message: { content: `Here: ![a (b)](http://${host}/files/a.png "x")` } }],
		}),
	],
	[
		'Markdown without a host',
		() => ({ choices: [{ message: { content: [{ type: 'text', text: '![a](/files/a.png)' }] } }] }),
	],
	[
		'Markdown with the bytes',
		() => ({
			choices: [
				{ message: { content: `![a](data:image/png;base64,${picture.toString('base64')})` } },
			],
		}),
	],
	[
		'an address in words',
		(host) => ({ choices: [{ message: { content: `Done: http://${host}/files/a.png.` } }] }),
	],
])('a picture at %s is found', async (_where, body) => {
	const done = await run((request, response) => {
		if (request.path === '/files/a.png') response.writeHead(200).end(picture);
		else sendJson(response, body(String(request.headers.host)));
	});
	expect(paid(done)).toBe(1);
	expect(bytesOf(done.items[0], 'image')).toEqual(picture);
});

test.concurrent('a redirect to the picture or the sound is fetched without the key', async () => {
	for (const [operation, file, path] of [
		[operations[0], picture, '/files/a.png'],
		[operations[2], wav(), '/files/a.mp3'],
	] as const) {
		const done = await run((request, response) => {
			if (request.path !== path) response.writeHead(302, { location: path }).end();
			else response.writeHead(200).end(file);
		}, operation);
		expect(done.requests.map(({ method }) => method)).toEqual(['POST', 'GET']);
		expect(done.requests[1]?.headers).not.toHaveProperty('authorization');
		expect(bytesOf(done.items[0], operation === operations[0] ? 'image' : 'audio')).toEqual(file);
	}
});

test.concurrent('a gateway that has moved is no file', async () => {
	const failed = await run((_request, response) =>
		response.writeHead(301, { location: 'https://other.test/v1/images/generations' }).end(),
	);
	expect(failed.items[0]?.json).toMatchObject({
		message: expect.stringMatching(/^The gateway has moved/),
		error: { kind: 'notFound' },
	});
});
