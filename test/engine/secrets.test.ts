import { everythingIn, key, runChat, type ChatSetup } from '../support/chat';
import { always, completion, sendJson, type Responder } from '../support/gateway';

const page = `<html><head><title>Denied ${key}</title></head></html>`;
const text =
	(body: string, status: number): Responder =>
	(_request, response) => {
		response.writeHead(status);
		response.end(body);
	};
const call = {
	id: key,
	type: 'function',
	function: { name: 'f', arguments: `{"${key}":"${key}"}` },
};

const echoes: Array<{ where: string; respond: Responder }> = [
	{ where: 'the text of an answer', respond: always(completion(`Your key is ${key}.`)) },
	{
		where: 'unknown members, also as their name',
		respond: always(completion('Hi', { headers: { [key]: [`Bearer ${key}`] }, id: key })),
	},
	{
		where: 'usage and model',
		respond: always(completion('Hi', { usage: { [key]: key }, model: key })),
	},
	{
		where: 'the arguments of a call',
		respond: always(
			completion('', {
				choices: [{ message: { content: null, tool_calls: [call] }, finish_reason: 'stop' }],
			}),
		),
	},
	{
		where: 'a message of failure',
		respond: always({ error: { message: `Wrong key ${key}!`, type: key, code: key } }, 401),
	},
	{
		where: 'a failure under status 200',
		respond: always({ error: `Wrong key Bearer ${key}` }),
	},
	{
		where: 'the request ID',
		respond: always({ error: { message: 'Wrong key' } }, 401, { 'x-request-id': key }),
	},
	{
		where: 'the start of the key in a message',
		respond: always({ error: { message: `Wrong key ${key.slice(0, 30)}…` } }, 401),
	},
	{ where: 'the title of a web page', respond: text(page, 502) },
	{ where: 'plain text', respond: text(`Denied: ${key}`, 403) },
	{ where: 'broken JSON', respond: text(`{"key": "${key}"`, 200) },
	{
		where: 'a refusal of the model',
		respond: always(
			completion('', {
				choices: [{ message: { content: null, refusal: `No, ${key}` }, finish_reason: 'stop' }],
			}),
		),
	},
	{
		where: 'the target of a redirect',
		respond: (_request, response) => {
			response.writeHead(307, { location: `http://127.0.0.2:9/${key}?key=${key}` });
			response.end();
		},
	},
	{
		where: 'a connection that breaks',
		respond: (_request, response) => {
			response.writeHead(200, { 'content-length': '1000', 'x-key': key });
			response.write(key, () => response.destroy());
		},
	},
];

const ways: Array<[string, ChatSetup]> = [
	['under Stop', {}],
	['under Continue', { onError: 'continueRegularOutput' }],
	[
		'under Continue without Simplify',
		{
			onError: 'continueErrorOutput',
			parameters: { simplify: false },
		},
	],
];

const shown = key.slice(0, 20);

describe.each(ways)('%s', (_way, setup) => {
	test.each(echoes)(
		'the key appears nowhere when the gateway echoes it in $where',
		async (echo) => {
			const { requests, ...run } = await runChat(echo.respond, { ...setup, items: [{}, {}] });
			expect(requests[0]?.headers.authorization).toBe(`Bearer ${key}`);
			expect(everythingIn(run).includes(shown)).toBe(false);
		},
	);
});

test('values of additional headers are secrets as well', async () => {
	const value = 'team-secret-0123456789';
	const { requests, ...run } = await runChat(
		(request, response) => sendJson(response, completion(`You sent ${request.headers['x-team']}`)),
		{ credential: { headers: { values: [{ name: 'x-team', value }] } } },
	);
	expect(requests[0]?.headers['x-team']).toBe(value);
	expect(run.items[0]?.json.text).toBe('You sent [redacted]');
	expect(everythingIn(run)).not.toContain(value);
});

test('the search for secrets finds what is hidden in an exception', () => {
	const hidden = new Error('outer', { cause: new Error(key) });
	expect(everythingIn({ hidden })).toContain(key);
});

test.each([
	['where the Base URL belongs', { baseUrl: key }],
	['into the Base URL', { baseUrl: `${key}@127.0.0.1:9` }],
	['with a line break', { apiKey: `${key}\n${key}` }],
])('a key that was pasted %s is not repeated in the message', async (_where, credential) => {
	const { requests, ...run } = await runChat(always(completion('Hi')), { credential });
	expect(run.status).toBe('error');
	expect(requests).toEqual([]);
	expect(everythingIn(run).includes(shown)).toBe(false);
});
