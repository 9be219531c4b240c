import type { IDataObject } from 'n8n-workflow';
import { key, openGateway } from '../../support/chat';
import { contractViolations } from '../../support/contract';
import { bytesOf, png } from '../../support/files';
import { always, sendJson, type Responder } from '../../support/gateway';
import { runOperation, runOperationAt } from '../../support/operation';

const model = { __rl: true, mode: 'id', value: 'gpt-image-1' };
const usage = { input_tokens: 10, output_tokens: 200, total_tokens: 210 };
const red = png();
const blue = png(3, 1, [0, 0, 255]);
const request = {
	sent: 1,
	attempts: 1,
	refused: 0,
	duration_ms: expect.any(Number),
	host: expect.stringMatching(/^127\.0\.0\.1:/),
};

const run = (respond: Responder, parameters: IDataObject = {}, items?: IDataObject[]) =>
	runOperation(
		respond,
		'image.generate',
		{ model, prompt: 'A lighthouse', ...parameters },
		{ items, onError: 'continueRegularOutput' },
	);

const answerOf = (...data: object[]) => ({ created: 1_700_000_000, data, usage });
const asBase64 = (bytes: Buffer, more = {}) => ({ b64_json: bytes.toString('base64'), ...more });

test('a picture that comes as base64 becomes a file of the item', async () => {
	const { items, requests } = await run(
		always(answerOf(asBase64(red, { revised_prompt: 'A red lighthouse' }))),
	);
	expect(requests).toHaveLength(1);
	expect(requests[0]).toMatchObject({
		method: 'POST',
		path: '/v1/images/generations',
		headers: {
			authorization: `Bearer ${key}`,
			'content-type': expect.stringMatching(/^application\/json/),
		},
		body: { model: 'gpt-image-1', prompt: 'A lighthouse', n: 1 },
	});
	expect(Object.keys(requests[0]?.body)).toEqual(['model', 'prompt', 'n']);
	expect(items[0]?.json).toEqual({
		images: [{ file: 'image', mime_type: 'image/png', revised_prompt: 'A red lighthouse' }],
		model: 'gpt-image-1',
		created: 1_700_000_000,
		usage,
		request,
	});
	expect(items[0]?.pairedItem).toEqual({ item: 0 });
	expect(Object.keys(items[0]?.binary ?? {})).toEqual(['image']);
	expect(items[0]?.binary?.image).toMatchObject({ mimeType: 'image/png', fileName: 'image-0.png' });
	expect(bytesOf(items[0], 'image')).toEqual(red);
});

test('a picture that comes as an address is fetched at once, and the key stays with the gateway', async () => {
	const store = await openGateway((_request, response) => {
		response.writeHead(200, { 'content-type': 'image/png' }).end(blue);
	});
	const url = `${store.url}/pictures/1?sig=x`;
	const { items } = await run(always(answerOf({ url })));
	expect(items[0]?.json).toEqual({
		images: [{ file: 'image', mime_type: 'image/png', url }],
		model: 'gpt-image-1',
		created: 1_700_000_000,
		usage,
		request: { ...request, sent: 2, attempts: 2 },
	});
	expect(bytesOf(items[0], 'image')).toEqual(blue);
	expect(store.requests).toHaveLength(1);
	expect(JSON.stringify(store.requests[0]?.headers)).not.toContain(key);
});

test('several pictures become several files, in their order', async () => {
	const data = `data:image/png;base64,${blue.toString('base64')}`;
	const { items, requests } = await run(always(answerOf(asBase64(red), { url: data })), {
		options: { n: 2 },
	});
	expect(requests[0]?.body.n).toBe(2);
	expect(items[0]?.json.images).toEqual([
		{ file: 'image', mime_type: 'image/png' },
		{ file: 'image_1', mime_type: 'image/png' },
	]);
	expect([bytesOf(items[0], 'image'), bytesOf(items[0], 'image_1')]).toEqual([red, blue]);
});

test('base64 that stands behind the head of a data URL is read as well', async () => {
	const b64_json = `data:image/png;base64,${red.toString('base64')}`;
	const { items } = await run(always(answerOf({ b64_json })));
	expect(bytesOf(items[0], 'image')).toEqual(red);
});

test('what a picture is, its bytes tell and not its claim', async () => {
	const jpeg = Buffer.from('ffd8ffe000104a464946', 'hex');
	const { items } = await run(always(answerOf(asBase64(jpeg))));
	expect(items[0]?.binary?.image).toMatchObject({
		mimeType: 'image/jpeg',
		fileName: 'image-0.jpg',
	});
	expect(items[0]?.json.images).toEqual([{ file: 'image', mime_type: 'image/jpeg' }]);
});

test.each<[string, unknown, string, unknown]>([
	['n', 3, 'n', 3],
	['size', '1536X1024', 'size', '1536x1024'],
	['size', 'auto', 'size', 'auto'],
	['size', '={{ $json.size }}', 'size', '512x512'],
	['quality', 'high', 'quality', 'high'],
	['style', 'vivid', 'style', 'vivid'],
	['background', 'transparent', 'background', 'transparent'],
	['outputFormat', 'webp', 'output_format', 'webp'],
	['outputCompression', 80, 'output_compression', 80],
	['responseFormat', 'b64_json', 'response_format', 'b64_json'],
	['moderation', 'low', 'moderation', 'low'],
	['seed', 7, 'seed', 7],
	['user', 'u-1', 'user', 'u-1'],
	['extraBody', '{"format": "webp"}', 'format', 'webp'],
])('the option %s (%p) is sent as %s', async (name, value, wire, sent) => {
	const { requests } = await run(
		always(answerOf(asBase64(red))),
		{ prompt: '={{ $json.prompt }}', options: { [name]: value } as IDataObject },
		[{ prompt: 'A boat', size: '512x512' }],
	);
	expect(requests[0]?.body).toEqual({ model: 'gpt-image-1', prompt: 'A boat', n: 1, [wire]: sent });
	// OpenAI's document does not know the seed and the names of other gateways.
	expect(contractViolations('/v1/images/generations', requests[0]?.body)).toEqual([]);
});

test('the path can be changed', async () => {
	const { requests } = await run(always(answerOf(asBase64(red))), {
		options: { path: '/sd/v1/images' },
	});
	expect(requests[0]).toMatchObject({ path: '/sd/v1/images', body: { prompt: 'A lighthouse' } });
});

test('each item has its own picture, in order', async () => {
	const { items } = await run(
		(received, response) =>
			sendJson(response, answerOf(asBase64(png(Number(received.body.prompt), 1)))),
		{ prompt: '={{ $json.width }}' },
		[{ width: '3' }, { width: '' }, { width: '5' }],
	);
	expect(items.map(({ pairedItem }) => pairedItem)).toEqual([0, 1, 2].map((item) => ({ item })));
	expect([0, 2].map((item) => bytesOf(items[item], 'image').readUInt32BE(16))).toEqual([3, 5]);
	expect(items[1]?.json.message).toBe(
		'Prompt is empty: its expression gives nothing for this item [Item 1]',
	);
});

test('a picture that cannot be fetched fails the item, which keeps its address and usage', async () => {
	const store = await openGateway(always({ error: { message: 'gone' } }, 410));
	const url = `${store.url}/lost.png`;
	const { items } = await run(always(answerOf({ url })));
	expect(items[0]?.json).toMatchObject({
		message: 'The image was made, but could not be fetched: gone [Item 0]',
		error: { kind: 'server', status: 410, text: url, usage, retryable: false },
	});
});

test('a server of pictures that is down is named, and the gateway is not blamed', async () => {
	const store = await openGateway(always({}));
	const url = `${store.url}/x.png`;
	await store.close();
	const { items } = await run(always(answerOf({ url })));
	expect(items[0]?.json).toMatchObject({
		message: expect.stringMatching(
			/^The image was made, but could not be fetched: The server of the file at 127\.0\.0\.1:\d+ refused the connection \[Item 0\]$/,
		),
		error: { kind: 'network', text: url, usage },
	});
});

test('a server of pictures that is down is no reason to leave the gateway for its backup', async () => {
	const store = await openGateway(always({}));
	const url = `${store.url}/x.png`;
	await store.close();
	const backup = await openGateway(always(answerOf(asBase64(red))));
	const gateway = await openGateway(always(answerOf({ url })));
	const credential = { backupUrl: backup.url };
	const parameters = { model, prompt: 'A lighthouse' };
	for (let count = 0; count < 2; count++) {
		await runOperationAt(gateway, 'image.generate', parameters, {
			credential,
			onError: 'continueRegularOutput',
		});
	}
	const bought = gateway.requests.filter(({ method }) => method === 'POST');
	expect([bought.length, backup.requests.length]).toEqual([2, 0]);
});

test.each([
	['a path', (path: string) => path],
	['an address without a scheme', (path: string, host: string) => `//${host}${path}`],
])('%s is meant on the gateway, and fetched without the key', async (_what, addressed) => {
	const { items, requests } = await run((received, response) => {
		if (received.path === '/files/a.png?sig=x') {
			response.writeHead(200, { 'content-type': 'image/png' }).end(blue);
		} else {
			const url = addressed('/files/a.png?sig=x', String(received.headers.host));
			sendJson(response, answerOf({ url }));
		}
	});
	expect(requests.map(({ path }) => path)).toEqual([
		'/v1/images/generations',
		'/files/a.png?sig=x',
	]);
	expect(JSON.stringify(requests[1]?.headers)).not.toContain(key);
	expect(bytesOf(items[0], 'image')).toEqual(blue);
	const host = (items[0]?.json.request as IDataObject).host as string;
	expect(items[0]?.json.images).toEqual([
		{ file: 'image', mime_type: 'image/png', url: `http://${host}/files/a.png?sig=x` },
	]);
});

test('a path is meant on the address that answered, also when that is the backup', async () => {
	const dead = await openGateway(always({}));
	await dead.close();
	const backup = await openGateway((received, response) => {
		if (received.path.startsWith('/files/'))
			response.writeHead(200, { 'content-type': 'image/png' }).end(blue);
		else sendJson(response, answerOf({ url: '/files/a.png' }));
	});
	const { items } = await runOperationAt(
		dead,
		'image.generate',
		{ model, prompt: 'A lighthouse' },
		{ credential: { backupUrl: backup.url }, onError: 'continueRegularOutput' },
	);
	expect(bytesOf(items[0], 'image')).toEqual(blue);
	expect(backup.requests.map(({ path }) => path)).toEqual([
		'/v1/images/generations',
		'/files/a.png',
	]);
});

const asEvents =
	(...events: object[]): Responder =>
	(_request, response) => {
		response.writeHead(200, { 'content-type': 'text/event-stream' });
		response.end(events.map((event) => `data: ${JSON.stringify(event)}\n\n`).join(''));
	};
const base64 = red.toString('base64');

test.each<[string, Responder]>([
	['images', always({ images: [base64], seed: 7 })],
	['Stability', always({ artifacts: [{ base64, seed: 7, finishReason: 'SUCCESS' }] })],
	['data as an object', always({ data: { b64_json: base64 } })],
	['a bare list', always([`data:image/png;base64,${base64}`])],
	[
		'events with a picture on the way',
		asEvents(
			{
				type: 'image_generation.partial_image',
				partial_image_index: 0,
				b64_json: blue.toString('base64'),
			},
			{ type: 'image_generation.completed', b64_json: base64, usage },
		),
	],
	[
		'the picture itself',
		(_request, response) => response.writeHead(200, { 'content-type': 'image/png' }).end(red),
	],
])('an answer in the form "%s" is read, and bought once', async (_form, respond) => {
	const { items, requests } = await run(respond, { throughput: {} });
	expect(requests).toHaveLength(1);
	expect(Object.keys(items[0]?.binary ?? {})).toEqual(['image']);
	expect(bytesOf(items[0], 'image')).toEqual(red);
	expect(JSON.stringify(items[0]?.json)).not.toContain(base64);
});

test('one failed picture of three costs only itself, and the item says why', async () => {
	const blocked = { error: { message: 'Blocked by moderation', code: 'moderation_blocked' } };
	const { items, requests, hints } = await run(
		always(answerOf(asBase64(red), blocked, asBase64(blue))),
		{ options: { n: 3 }, throughput: {} },
	);
	expect(requests).toHaveLength(1);
	expect([bytesOf(items[0], 'image'), bytesOf(items[0], 'image_1')]).toEqual([red, blue]);
	expect(items[0]?.json).toMatchObject({
		images: [{ file: 'image' }, { file: 'image_1' }],
		warnings: ['1 of 3 images was not made: Blocked by moderation'],
		usage,
	});
	expect(hints.join('\n')).toContain('"warnings" of the item says why');
});

test('fewer images than were asked for are told', async () => {
	const { items } = await run(always(answerOf(asBase64(red))), { options: { n: 3 } });
	expect(items[0]?.json.warnings).toEqual([
		'2 of 3 images were not made: the gateway does not say why',
	]);
});

test('one picture of three that cannot be fetched costs only itself, and its address is told', async () => {
	const store = await openGateway((request, response) => {
		const isLost = request.path === '/lost.png';
		response.writeHead(isLost ? 410 : 200, { 'content-type': isLost ? 'text/plain' : 'image/png' });
		response.end(isLost ? 'gone' : blue);
	});
	const [lost, kept] = [`${store.url}/lost.png`, `${store.url}/kept.png`];
	const { items, requests } = await run(
		(request, response) =>
			request.method === 'POST'
				? sendJson(response, answerOf({ url: lost }, { url: kept }, asBase64(red)))
				: response.writeHead(404).end(),
		{ options: { n: 3 }, throughput: {} },
	);
	expect(requests.filter(({ method }) => method === 'POST')).toHaveLength(1);
	expect([bytesOf(items[0], 'image'), bytesOf(items[0], 'image_1')]).toEqual([blue, red]);
	expect(items[0]?.json).toMatchObject({
		images: [{ file: 'image', url: kept }, { file: 'image_1' }],
		warnings: [`An image was made, but could not be fetched from ${lost}: gone`],
	});
});

test.each<[string, Responder, string]>([
	['no picture', always({ created: 1, data: [] }), 'malformed'],
	[
		'only failed pictures',
		always(answerOf({ error: { message: 'Blocked by moderation' } })),
		'contentFilter',
	],
	['a task', always({ data: [{ status: 'submitted', task_id: 'task-1' }] }), 'malformed'],
	['a picture that is none', always(answerOf({ b64_json: '!!!' })), 'malformed'],
	['a web page', (_request, response) => response.writeHead(200).end('<html></html>'), 'malformed'],
	[
		'only a picture on the way',
		asEvents({ type: 'image_generation.partial_image', b64_json: base64 }),
		'malformed',
	],
])('%s is a failure, and bought once', async (_what, respond, kind) => {
	const { items, requests } = await run(respond, { throughput: {} });
	expect(requests).toHaveLength(1);
	expect(items[0]?.json.error).toMatchObject({ kind, retryable: false });
});

test.each<[string, unknown, number, object]>([
	[
		'a refused prompt',
		{ error: { message: 'Rejected by the safety system', code: 'content_policy_violation' } },
		400,
		{ kind: 'contentFilter', status: 400 },
	],
	[
		'a failure under status 200',
		{ error: { message: 'No such model', code: 'model_not_found' } },
		200,
		{ kind: 'notFound' },
	],
	['no pictures', { created: 1, data: [] }, 200, { kind: 'malformed' }],
	[
		'a picture without bytes or address',
		{ data: [{ revised_prompt: 'x' }] },
		200,
		{ kind: 'malformed' },
	],
	['a picture that is none', { data: [{ b64_json: '!!!' }] }, 200, { kind: 'malformed' }],
])('%s fails the item', async (_what, body, status, error) => {
	const { items } = await run(always(body, status));
	expect(items[0]?.json.error).toMatchObject(error);
	expect(items[0]?.binary).toBeUndefined();
});

test.each<[IDataObject, string]>([
	[{ prompt: ' ' }, 'Prompt is empty'],
	[{ prompt: '={{ {} }}' }, 'Prompt must be text, but is {}'],
	[{ options: { size: '1024' } }, 'Size must be WIDTHxHEIGHT in pixels, or auto, but is "1024"'],
	[{ options: { size: '0x512' } }, 'Size must be WIDTHxHEIGHT in pixels, or auto, but is "0x512"'],
	[{ options: { n: 0 } }, 'Number of Images must be a whole number from 1 to 10, but is 0'],
	[
		{ options: { outputCompression: 101 } },
		'Output Compression (%) must be a whole number from 0 to 100, but is 101',
	],
	[{ options: { extraBody: '[]' } }, 'Extra Body (JSON) must be a JSON object, but is []'],
])('%j is refused with a sentence, and nothing is sent', async (parameters, message) => {
	const { items, requests } = await run(always({}), parameters);
	expect(requests).toEqual([]);
	expect(items[0]?.json).toMatchObject({
		message: `${message} [Item 0]`,
		error: { kind: 'input' },
	});
});
