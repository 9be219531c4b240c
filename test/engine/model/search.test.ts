import { everythingIn, key, openGateway } from '../../support/chat';
import { always, sendJson, type Responder } from '../../support/gateway';
import { offeredIds, searchModels, type Asker } from '../../support/modelSearch';

jest.mock('../../../nodes/host/clock', () => {
	const real = jest.requireActual('../../../nodes/host/clock');
	// A hundred times as fast, for the test of an answer that never comes.
	const after = (milliseconds: number, action: () => void) =>
		real.clock.after(milliseconds / 100, action);
	const now = () => 100 * real.clock.now();
	return { ...real, clock: { now, after } };
});

const list = (...ids: string[]) => ({ data: ids.map((id) => ({ id })) });

async function opened(respond: Responder) {
	const { url, requests } = await openGateway(respond);
	return { baseUrl: url, requests };
}

test.each([
	['OpenAI', { object: 'list', data: [{ id: 'b' }, { id: 'A' }] }],
	['a list without "object"', { data: [{ id: 'b' }, { id: 'A' }] }],
	['models', { models: [{ name: 'models/b' }, { name: 'models/A' }] }],
	['a bare list', [{ id: 'b' }, { id: 'A' }]],
	['texts', ['b', 'A']],
	['texts in an envelope', { success: true, message: '', data: ['b', 'A'] }],
	['an envelope', { code: 0, data: { list: [{ model: 'b' }, { model: 'A' }] } }],
	[
		'slugs',
		{
			data: [
				{ slug: 'b', name: 'Bee' },
				{ slug: 'A', name: 'Ay' },
			],
		},
	],
	['a model twice', { data: [{ id: 'b' }, { id: 'A' }, { id: 'b' }] }],
])('the picker shows what the gateway lists as %s', async (_how, body) => {
	const { baseUrl } = await opened(always(body));
	expect(await searchModels({ baseUrl })).toEqual([
		{ name: 'A', value: 'A' },
		{ name: 'b', value: 'b' },
	]);
});

test('a list is asked for once, filtered while one types, and what was typed can be chosen', async () => {
	const { baseUrl, requests } = await opened(always(list('gpt-4o', 'gpt-4o-mini', 'claude-2')));
	expect(await offeredIds({ baseUrl })).toEqual(['claude-2', 'gpt-4o', 'gpt-4o-mini']);
	expect(await offeredIds({ baseUrl, filter: 'GPT-4o' })).toEqual([
		'gpt-4o',
		'gpt-4o-mini',
		'GPT-4o',
	]);
	expect(await offeredIds({ baseUrl, filter: 'gpt-4o' })).toEqual(['gpt-4o', 'gpt-4o-mini']);
	expect(await searchModels({ baseUrl, filter: ' mine ' })).toEqual([
		{ name: 'Use "mine"', value: 'mine' },
	]);
	expect(requests.map(({ method, path }) => `${method} ${path}`)).toEqual(['GET /v1/models']);
});

const page: Responder = (_request, response) => {
	response.writeHead(200, { 'content-type': 'text/html' });
	response.end('<!doctype html><title>Console</title>');
};
const failing = (status: number) => always({ error: { message: 'No' } }, status);

test.each<[string, Responder]>([
	...[400, 404, 405, 410, 501].map((status): [string, Responder] => [
		`status ${status}`,
		failing(status),
	]),
	['a web page', page],
	['an empty body', (_request, response) => response.end()],
	['broken JSON', (_request, response) => response.end('{"data":[')],
	['an object without a list', always({ hello: 'world' })],
	['a list in which nothing is a model', always({ data: [{ message: 'no' }] })],
	['an empty list', always({ data: [] })],
	['a failure under 200', always({ success: false, message: 'panel is closed' })],
])('a gateway that answers with %s gets the names that are known', async (_what, respond) => {
	const { baseUrl, requests } = await opened(respond);
	const offered = await searchModels({ baseUrl });
	expect(offered).toEqual(
		expect.arrayContaining([
			{ name: 'gpt-4 (documented by AIGC2D)', value: 'gpt-4' },
			{ name: 'ernie-bot-4 (documented by AIGC2D)', value: 'ernie-bot-4' },
			{ name: 'spark-v3.0 (documented by AIGC2D)', value: 'spark-v3.0' },
			{ name: 'gpt-4o-mini (usual today)', value: 'gpt-4o-mini' },
			{ name: 'gpt-image-2 (usual today)', value: 'gpt-image-2' },
		]),
	);
	expect(new Set(offered.map(({ value }) => value)).size).toBe(offered.length);
	expect(await searchModels({ baseUrl, filter: 'ernie-bot-' })).toEqual([
		{ name: 'ernie-bot-4 (documented by AIGC2D)', value: 'ernie-bot-4' },
		{ name: 'ernie-bot-turbo (documented by AIGC2D)', value: 'ernie-bot-turbo' },
		{ name: 'Use "ernie-bot-"', value: 'ernie-bot-' },
	]);
	expect(requests).toHaveLength(1);
});

test('the connection of a list that never comes is closed', async () => {
	let closed: Promise<void> | undefined;
	const { baseUrl } = await opened((_request, response) => {
		closed = new Promise((resolve) => response.once('close', () => resolve()));
	});
	await expect(searchModels({ baseUrl })).rejects.toThrow();
	expect(closed).toBeDefined();
	await closed;
});

const notListed = /^The models cannot be listed: No$/;

test.each<[string, Responder, RegExp, RegExp]>([
	['a wrong key', failing(401), /^No$/, /Check the API key/],
	['a key that is not let in', failing(403), /^No$/, /Check the API key/],
	[
		'a wrong key under 200',
		always({ error: { message: 'Bad key', code: 401 } }),
		/^Bad key$/,
		/Check the API key/,
	],
	[
		'a used up balance',
		failing(402),
		notListed,
		/^Top up the account at the gateway\. Status 402\.$/,
	],
	[
		'a limit',
		failing(429),
		notListed,
		/more requests than it may\. Open the list again in a minute\. Status 429\.$/,
	],
	...[500, 502, 503].map((status): [string, Responder, RegExp, RegExp] => [
		`status ${status}`,
		failing(status),
		notListed,
		/side of the gateway\. Open the list again in a minute\. If it stays so, set .* By ID/,
	]),
	...[408, 504, 524].map((status): [string, Responder, RegExp, RegExp] => [
		`status ${status}`,
		failing(status),
		notListed,
		/slow, or has no list\. Open the list again .* By ID/,
	]),
	[
		'nothing at all',
		() => {},
		/^The models cannot be listed: .*20 seconds/,
		/slow, or has no list\. Open the list again .* By ID/,
	],
	[
		'a connection that is cut',
		(_request, response) => response.destroy(),
		/closed the connection before the answer was complete$/,
		/^Check the Base URL in the credential and the connection/,
	],
	[
		'a list that is cut',
		(_request, response) => {
			response.writeHead(200, { 'content-length': 99 });
			response.write('{"data":[', () => response.destroy());
		},
		/closed the connection before the answer was complete$/,
		/^Check the Base URL in the credential and the connection/,
	],
	[
		'a redirect',
		(_request, response) => {
			response.writeHead(301, { location: 'https://elsewhere.test/v1/models' });
			response.end();
		},
		/points to https:\/\/elsewhere\.test/,
		/enter it as the Base URL\. Status 301\.$/,
	],
])(
	'a gateway that answers with %s gets no names, and says so',
	async (_what, respond, message, advice) => {
		const { baseUrl, requests } = await opened(respond);
		await expect(searchModels({ baseUrl })).rejects.toMatchObject({
			message: expect.stringMatching(message),
			description: expect.stringMatching(advice),
		});
		expect(await searchModels({ baseUrl, filter: 'gpt' })).toEqual([
			{ name: 'Use "gpt"', value: 'gpt' },
		]);
		expect(requests).toHaveLength(2);
	},
);

test('a wrong key is not told to enter an ID', async () => {
	const { baseUrl } = await opened(failing(401));
	const why = await searchModels({ baseUrl }).catch((thrown: Error) => thrown);
	expect(why).toMatchObject({ description: expect.not.stringContaining('By ID') });
});

test('a key that the gateway quotes is not shown', async () => {
	const quoting = { error: { message: `Incorrect API key provided: ${key}` } };
	const { baseUrl } = await opened(always(quoting, 401));
	const why = await searchModels({ baseUrl }).catch((thrown: Error) => thrown);
	expect(why).toMatchObject({ message: 'Incorrect API key provided: [redacted]' });
	expect(everythingIn(why)).not.toContain(key);
});

test('a gateway that refuses the connection gets no names, and says so', async () => {
	const gateway = await openGateway(always({}));
	await gateway.close();
	await expect(searchModels({ baseUrl: gateway.url })).rejects.toMatchObject({
		message: expect.stringMatching(/^The gateway at 127\.0\.0\.1:\d+ refused the connection$/),
		description: expect.stringMatching(/^Check host and port of the Base URL/),
	});
});

test('a host that has no address gets no names, and says so', async () => {
	await expect(searchModels({ baseUrl: 'http://no-such-host.invalid' })).rejects.toMatchObject({
		message: 'The gateway at no-such-host.invalid has no known address',
		description: expect.stringMatching(/^Check the host name in the Base URL/),
	});
});

const typed = (id: string, ...types: string[]) => ({ id, supported_endpoint_types: types });
/** As New API lists its models, and one of which it says nothing. */
const sorted = {
	object: 'list',
	data: [
		typed('a-image', 'image-generation'),
		typed('b-embedding', 'embeddings'),
		typed('c-claude', 'anthropic', 'openai'),
		typed('d-rerank', 'jina-rerank'),
		typed('e-chat', 'openai'),
		typed('f-codex', 'openai-response'),
		{ id: 'g-unknown' },
		typed('h-native', 'anthropic'),
	],
};
const all = sorted.data.map(({ id }) => id);

test.each<[Asker, string[]]>([
	['chat.complete', ['c-claude', 'e-chat', 'f-codex', 'g-unknown']],
	['text.summarize', ['c-claude', 'e-chat', 'f-codex', 'g-unknown']],
	['text.translate', ['c-claude', 'e-chat', 'f-codex', 'g-unknown']],
	['text.extract', ['c-claude', 'e-chat', 'f-codex', 'g-unknown']],
	['text.complete', []],
	['claude.message', ['c-claude', 'h-native']],
	['claude.complete', ['c-claude', 'h-native']],
	['image.generate', ['a-image']],
	['image.edit', ['a-image']],
	['embedding.create', ['b-embedding']],
	['audio.speech', []],
	['audio.transcribe', []],
	['audio.translate', []],
	['rerank.rank', ['d-rerank']],
	['embeddings', ['b-embedding']],
	['reranker', ['d-rerank']],
	[undefined, ['c-claude', 'e-chat', 'f-codex', 'g-unknown']],
])('for %s, models that the gateway says are for it come first', async (operation, first) => {
	const { baseUrl } = await opened(always(sorted));
	const others = all.filter((id) => !first.includes(id));
	expect(await offeredIds({ baseUrl, operation })).toEqual([...first, ...others]);
	expect(await offeredIds({ baseUrl, operation, filter: '-' })).toEqual([...first, ...others, '-']);
});

/** As most gateways list their models: by name alone, or with the word for chat for all that has none. */
const named = [
	'babbage-002',
	'bge-reranker-v2-m3',
	'claude-sonnet-4-5',
	'dall-e-3',
	'deepseek-chat',
	'gpt-4o',
	'gpt-4o-transcribe',
	'gpt-image-2',
	'omni-moderation-latest',
	'text-embedding-3-small',
	'tts-1',
	'whisper-1',
];
const chatModels = ['claude-sonnet-4-5', 'deepseek-chat', 'gpt-4o'];
const byName: Array<[Asker, string[]]> = [
	['chat.complete', chatModels],
	['text.extract', chatModels],
	[undefined, chatModels],
	['text.complete', ['babbage-002']],
	['claude.message', ['claude-sonnet-4-5']],
	['image.edit', ['dall-e-3', 'gpt-image-2']],
	['embedding.create', ['text-embedding-3-small']],
	['embeddings', ['text-embedding-3-small']],
	['rerank.rank', ['bge-reranker-v2-m3']],
	['reranker', ['bge-reranker-v2-m3']],
	['audio.speech', ['tts-1']],
	['audio.transcribe', ['gpt-4o-transcribe', 'whisper-1']],
	['audio.translate', ['whisper-1']],
];

test.each(byName)(
	'for %s, models whose names tell that they are for it come first',
	async (operation, first) => {
		const { baseUrl } = await opened(always(list(...named)));
		const others = named.filter((id) => !first.includes(id));
		expect(await offeredIds({ baseUrl, operation })).toEqual([...first, ...others]);
	},
);

test.each(byName.filter(([operation]) => !/claude|image|embedding|rerank/.test(String(operation))))(
	'for %s, names count where the gateway has its word for chat for everything',
	async (operation, first) => {
		const data = named.map((id) => typed(id, 'openai'));
		const { baseUrl } = await opened(always({ data }));
		const others = named.filter((id) => !first.includes(id));
		expect(await offeredIds({ baseUrl, operation })).toEqual([...first, ...others]);
	},
);

test.each<[Asker, string]>([
	['image.generate', 'dall-e-3'],
	['embedding.create', 'text-embedding-3-large'],
	['embeddings', 'text-embedding-3-large'],
	['rerank.rank', 'bge-reranker-v2-m3'],
	['reranker', 'bge-reranker-v2-m3'],
	['audio.speech', 'gpt-4o-mini-tts'],
	['audio.transcribe', 'gpt-4o-mini-transcribe'],
	['audio.translate', 'whisper-1'],
	['claude.message', 'claude-2'],
	['text.complete', 'gpt-3.5-turbo-instruct'],
	['chat.complete', 'claude-2'],
])('of the names that are known, those for %s come first', async (operation, first) => {
	const { baseUrl } = await opened(failing(404));
	expect((await offeredIds({ baseUrl, operation }))[0]).toBe(first);
});

test('every list that there is can be mended: a gateway that had none is asked again after a while', async () => {
	const { baseUrl, requests } = await opened((_request, response, position) =>
		position === 0 ? sendJson(response, {}, 404) : sendJson(response, list('mine')),
	);
	const now = jest.spyOn(performance, 'now');
	const began = performance.now();
	expect(await offeredIds({ baseUrl })).toContain('gpt-4');
	now.mockImplementation(() => began + 60_000);
	try {
		expect(await offeredIds({ baseUrl })).toEqual(['mine']);
	} finally {
		now.mockRestore();
	}
	expect(requests).toHaveLength(2);
});
