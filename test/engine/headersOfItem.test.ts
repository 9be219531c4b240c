import type { IDataObject } from 'n8n-workflow';
import { everythingIn, key, openGateway, runChat, runChatAt } from '../support/chat';
import { supplyChatModel } from '../support/chatModel';
import { answerClaude, claudeAnswer } from '../support/claude';
import { always, completion, type Responder } from '../support/gateway';
import { runOperation } from '../support/operation';
import { beginStream, event } from '../support/stream';

/* Headers that each item sends with its own request. */

const headers = (name: string, value: string) => ({ headers: { values: [{ name, value }] } });
const perItem = { options: headers('X-Trace', '={{ $json.trace }}') };
const hello = always(completion('Hello'));

test('each item sends its own, and the key stays where it was', async () => {
	const { requests } = await runChat(hello, {
		parameters: { ...perItem, throughput: { maxConcurrency: 1 } },
		items: [{ trace: 'one' }, { trace: 'two' }],
	});
	expect(requests.map((one) => [one.headers['x-trace'], one.headers.authorization])).toEqual([
		['one', `Bearer ${key}`],
		['two', `Bearer ${key}`],
	]);
});

test("in Claude's own form they stand beside Claude's", async () => {
	const { requests } = await runOperation(
		(request, response) => answerClaude(request, response, claudeAnswer('Hello')),
		'claude.message',
		{
			model: { __rl: true, mode: 'id', value: 'claude-test' },
			messages: { values: [{ role: 'user', content: 'Hi' }] },
			options: headers('anthropic-beta', 'context-1m'),
		},
	);
	expect(requests[0]?.headers).toMatchObject({
		'anthropic-beta': 'context-1m',
		'anthropic-version': '2023-06-01',
		'x-api-key': key,
	});
});

test('one that the credential has as well is sent as it stands there', async () => {
	const { requests } = await runChat(hello, {
		parameters: { options: headers('X-Team', 'south') },
		credential: { headers: { values: [{ name: 'x-team', value: 'north' }] } },
	});
	expect(requests[0]?.headers['x-team']).toBe('north');
});

test('they go along with every request of an item: when it is cut off, and when it goes elsewhere', async () => {
	const cut = { choices: [{ index: 0, message: { content: 'Hel' }, finish_reason: 'length' }] };
	const { requests } = await runChat(
		(request, response, position) =>
			always(completion('lo', position === 0 ? cut : {}))(request, response, position),
		{
			parameters: { options: { ...perItem.options, onTruncation: 'continue', stream: false } },
			items: [{ trace: 'one' }],
		},
	);
	expect(requests.map((one) => one.headers['x-trace'])).toEqual(['one', 'one']);
});

test('items that differ in nothing else do not share an answer, neither within a run nor over its tries', async () => {
	const parameters = { ...perItem, throughput: { deduplicate: true } };
	const items = [{ trace: 'one' }, { trace: 'two' }, { trace: 'one' }];
	const { requests } = await runChat(hello, { parameters, items });
	expect(requests).toHaveLength(2);
	// The second item fails the run, so that what was paid for the first is remembered.
	const gateway = await openGateway((request, response, position) =>
		JSON.stringify(request.body).includes('"bad"')
			? always({ error: { message: 'No' } }, 400)(request, response, position)
			: hello(request, response, position),
	);
	const paid = async (trace: string) => {
		await runChatAt(gateway, {
			retryOnFail: true,
			executionId: 'headers-of-item',
			parameters: {
				options: headers('x-trace', trace),
				messages: { values: [{ role: 'user', content: '={{ $json.text }}' }] },
				throughput: { maxConcurrency: 1 },
			},
			items: [{ text: 'good' }, { text: 'bad' }],
		});
		const asked = gateway.requests.map(({ body }) => JSON.stringify(body));
		return asked.filter((body) => body.includes('"good"')).length;
	};
	expect([await paid('one'), await paid('one'), await paid('two')]).toEqual([1, 1, 2]);
});

/** Values that are put together, so that no scanner takes them for those of somebody. */
const secrets = ['tkn_9f31', 'tkn_77aa'].map((start) => `${start}d04bc8e2`);
const echoing: Responder = ({ headers: sent }, response) => {
	const token = String(sent['x-customer-token']);
	beginStream(response);
	for (const content of ['It is ', token.slice(0, 7), token.slice(7), '.'])
		response.write(event({ choices: [{ index: 0, delta: { content } }] }));
	response.write(event({ choices: [{ index: 0, delta: {}, finish_reason: token }] }));
	response.end(event('[DONE]'));
};
const withToken = (more: IDataObject = {}) => ({
	parameters: { options: { ...headers('X-Customer-Token', '={{ $json.token }}'), ...more } },
	items: secrets.map((token) => ({ token })),
	onError: 'continueRegularOutput' as const,
});

test('a value that can be a secret is in nothing that comes back, as it is with those of the credential', async () => {
	const heard: string[] = [];
	const good = await runChat(echoing, {
		...withToken(),
		onChunk: ({ content }) => void heard.push(content ?? ''),
	});
	expect(good.requests.map((one) => one.headers['x-customer-token']).sort()).toEqual(
		[...secrets].sort(),
	);
	expect(good.items.map(({ json }) => json.text)).toEqual(Array(2).fill('It is [redacted].'));
	const bad = await runChat((request, response, position) => {
		const message = `Unknown customer ${String(request.headers['x-customer-token'])}`;
		return always({ error: { message } }, 400)(request, response, position);
	}, withToken());
	expect(bad.items.map(({ json }) => json.message)).toEqual(
		[0, 1].map((item) => `Unknown customer [redacted] [Item ${item}]`),
	);
	const left = everythingIn([good.items, good.hints, heard, bad.items, bad.hints]);
	for (const secret of secrets) expect(left).not.toContain(secret);
});

test('an ordinary value stays in answers', async () => {
	const { items } = await runChat(always(completion('From the north')), {
		parameters: { options: headers('x-team', 'north') },
	});
	expect(items[0]?.json.text).toBe('From the north');
});

test('the chat model hides those of its own, too', async () => {
	const [token = ''] = secrets;
	const { model, requests } = await supplyChatModel(always(completion(`It is ${token}.`)), {
		options: { ...headers('X-Customer-Token', token), stream: false },
	});
	expect((await model.invoke('Hi')).content).toBe('It is [redacted].');
	expect(requests[0]?.headers['x-customer-token']).toBe(token);
	const refused = await supplyChatModel(always({ error: { message: `No ${token} here` } }, 400), {
		options: headers('X-Customer-Token', token),
		throughput: { maxAttempts: 1 },
	});
	const failed = await refused.model.invoke('Hi').catch((thrown: unknown) => thrown);
	expect(failed).toMatchObject({ message: expect.stringContaining('No [redacted] here') });
	const told = failed as { message: string; description: string };
	expect([told.message, told.description].join(' ')).not.toContain(token);
});
