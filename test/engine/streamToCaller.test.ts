import type { IDataObject, StructuredChunk } from 'n8n-workflow';
import { key, runChat, type ChatSetup } from '../support/chat';
import { completion, sendJson, type Responder } from '../support/gateway';
import { answer, answerTicket, beginStream, chunksOf, event, sendStream } from '../support/stream';
import { perTicket } from '../support/tickets';

const hello: Responder = (request, response) => answer(request, response);

/** Runs Chat → Message a Model for a caller who reads along. */
async function streamed(respond: Responder, setup: ChatSetup = {}) {
	const chunks: StructuredChunk[] = [];
	const run = await runChat(respond, { ...setup, onChunk: (chunk) => void chunks.push(chunk) });
	return { ...run, chunks };
}

const lines = (chunks: StructuredChunk[], item = 0) =>
	chunks
		.filter(({ metadata }) => metadata.itemIndex === item)
		.map(({ type, content }) => (content === undefined ? type : `${type} ${content}`));
const textOf = (chunks: StructuredChunk[], item = 0) =>
	chunks
		.filter(({ type, metadata }) => type === 'item' && metadata.itemIndex === item)
		.map(({ content }) => content)
		.join('');

test('the caller gets the words as they come, and the item is complete as always', async () => {
	let release = () => {};
	const heard = new Promise<void>((resolve) => (release = resolve));
	const chunks: string[] = [];
	const run = await runChat(
		async (_request, response) => {
			const events = chunksOf(completion('Good morning!')).map(event);
			beginStream(response);
			response.write(events.slice(0, 3).join(''));
			// The rest is sent only when the beginning has arrived at the caller.
			await heard;
			response.end([...events.slice(3), event('[DONE]')].join(''));
		},
		{
			onChunk: ({ type, content }) => {
				chunks.push(`${type} ${content ?? ''}`);
				if (type === 'item') release();
			},
		},
	);
	expect(chunks[0]).toBe('begin ');
	expect(chunks.at(-1)).toBe('end ');
	expect(chunks.length).toBeGreaterThan(5);
	expect(run.items[0]?.json).toMatchObject({ text: 'Good morning!', usage: { total_tokens: 21 } });
});

test('several items are kept apart', async () => {
	const { chunks, items } = await streamed(answerTicket, {
		parameters: perTicket,
		items: [{ ticket: 0 }, { ticket: 1 }, { ticket: 2 }],
	});
	for (const item of [0, 1, 2]) {
		expect(lines(chunks, item)[0]).toBe('begin');
		expect(lines(chunks, item).at(-1)).toBe('end');
		expect(textOf(chunks, item)).toBe(`Done ${item}`);
		expect(items[item]?.json.text).toBe(`Done ${item}`);
	}
});

test('an answer that does not stream comes in one piece', async () => {
	const { chunks } = await streamed((_request, response) =>
		sendJson(response, completion('Hello')),
	);
	expect(lines(chunks)).toEqual(['begin', 'item Hello', 'end']);
});

test('an answer that another item has bought comes in one piece', async () => {
	const { chunks, requests } = await streamed(hello, {
		parameters: { throughput: { deduplicate: true } },
		items: [{}, {}],
	});
	expect(requests).toHaveLength(1);
	expect([textOf(chunks, 0), textOf(chunks, 1)]).toEqual(['Hello!', 'Hello!']);
});

describe('an answer that breaks off', () => {
	const cutOnce =
		(after: number): Responder =>
		(request, response, position) => {
			if (position > 0) return answer(request, response, completion('Whole'));
			const events = chunksOf(completion('Half of it')).slice(0, after).map(event);
			beginStream(response);
			response.write(events.join(''), () => setImmediate(() => response.destroy())); // eslint-disable-line @n8n/community-nodes/no-restricted-globals -- a test server
			return undefined;
		};

	test('after its first words is not asked for again: the caller has read them', async () => {
		const { chunks, items, requests } = await streamed(cutOnce(3), {
			parameters: { throughput: { maxAttempts: 5 } },
			onError: 'continueRegularOutput',
		});
		expect(requests).toHaveLength(1);
		expect(items[0]?.json.error).toMatchObject({ kind: 'network', text: 'Half o' });
		const all = lines(chunks);
		expect(textOf(chunks)).toBe('Half o');
		expect(all.at(-2)).toMatch(/^error .*closed the connection/);
		expect(all.at(-1)).toBe('end');
	});

	test.each(['stopWorkflow', 'continueRegularOutput'] as const)(
		'is passed on to its last letter, also where that may begin the key (%s)',
		async (onError) => {
			const text = `It is ${key.slice(0, 9)}`;
			const { chunks } = await streamed(
				(_request, response) => {
					beginStream(response);
					const piece = { choices: [{ index: 0, delta: { content: text } }] };
					response.write(event(piece), () => response.destroy());
				},
				{ onError },
			);
			expect(textOf(chunks)).toBe(text);
		},
	);

	test('before its first word is asked for again', async () => {
		const { chunks, requests } = await streamed(cutOnce(1), {
			parameters: { throughput: { maxAttempts: 5 } },
		});
		expect(requests).toHaveLength(2);
		expect(textOf(chunks)).toBe('Whole');
	});

	test('is asked for again when nobody reads along', async () => {
		const run = await runChat(cutOnce(3), { parameters: { throughput: { maxAttempts: 5 } } });
		expect(run.requests).toHaveLength(2);
		expect(run.items[0]?.json.text).toBe('Whole');
	});
});

test('a rate limit told in the middle does not make the beginning come twice', async () => {
	const { chunks, requests } = await streamed(
		(_request, response, position) => {
			if (position > 0) return sendStream(response, completion('Again'));
			beginStream(response);
			const events = chunksOf(completion('Beginning')).slice(0, 3).map(event);
			return response.end(
				events.join('') +
					event({ error: { message: 'Too many requests', code: 'rate_limit_exceeded' } }),
			);
		},
		{ onError: 'continueRegularOutput' },
	);
	expect(requests).toHaveLength(1);
	expect(textOf(chunks)).toBe('Beginn');
});

test('an item that fails before its first word tells the caller why', async () => {
	const { chunks } = await streamed(
		(_request, response) => sendJson(response, { error: { message: 'No such model' } }, 404),
		{ onError: 'continueRegularOutput' },
	);
	expect(lines(chunks)).toEqual([expect.stringMatching(/^error No such model\. \w+/)]);
});

test('an item that stops the workflow tells the caller the words of the gateway, then the advice', async () => {
	const { chunks } = await streamed((_request, response) =>
		sendJson(response, { error: { message: 'No such model' } }, 404),
	);
	// n8n itself tells the caller, of the description alone.
	const told = chunks.filter(({ type }) => type === 'error').map(({ content }) => content);
	expect(told).toEqual([expect.stringMatching(/^No such model \[Item 0\]\. \w+/)]);
});

test('with Stream to Caller off nothing is passed on', async () => {
	const { chunks, items } = await streamed(hello, {
		parameters: { options: { streamToCaller: false } },
	});
	expect(chunks).toEqual([]);
	expect(items[0]?.json.text).toBe('Hello!');
});

test('an answer that is continued is passed on as one text', async () => {
	let part = 0;
	const { chunks, items } = await streamed(
		(request, response) => {
			const finish_reason = part++ === 0 ? 'length' : 'stop';
			const message = { role: 'assistant', content: part === 1 ? 'One, ' : 'two.' };
			const body = completion('', { choices: [{ index: 0, message, finish_reason }] });
			answer(request, response, body);
		},
		{ parameters: { options: { onTruncation: 'continue' } } },
	);
	expect(textOf(chunks)).toBe('One, two.');
	expect(items[0]?.json.text).toBe('One, two.');
});

test('a key that the gateway echoes does not reach the caller', async () => {
	const { chunks } = await streamed((_request, response) =>
		sendJson(response, completion(`Your key is ${key}`)),
	);
	expect(textOf(chunks)).toBe('Your key is [redacted]');
});

test('a caller who is gone fails no item', async () => {
	const run = await runChat(hello, {
		onChunk: () => {
			throw new Error('gone');
		},
	});
	expect(run.status).toBe('success');
});

describe('Return Conversation', () => {
	test('gives the messages with the answer, and a later item goes on with them', async () => {
		const first = await runChat(hello, {
			parameters: { options: { returnMessages: true } },
		});
		const { messages } = first.items[0]?.json as { messages: IDataObject[] };
		expect(messages).toEqual([
			{ role: 'user', content: 'Hello' },
			{ role: 'assistant', content: 'Hello!' },
		]);
		const next = await runChat(hello, {
			items: [{ messages }],
			parameters: {
				messageSource: 'json',
				messagesJson: '={{ [...$json.messages, { role: "user", content: "And now?" }] }}',
				options: { returnMessages: true },
			},
		});
		expect(next.requests[0]?.body.messages).toEqual([
			...messages,
			{ role: 'user', content: 'And now?' },
		]);
		expect(next.items[0]?.json.messages).toHaveLength(4);
	});

	test('keeps calls of tools in the form in which they are sent', async () => {
		const call = {
			id: 'call_1',
			type: 'function',
			function: { name: 'add', arguments: '{"a":1}' },
		};
		const message = { role: 'assistant', content: null, tool_calls: [call] };
		const { items } = await runChat(
			(request, response) =>
				answer(
					request,
					response,
					completion('', { choices: [{ index: 0, message, finish_reason: 'tool_calls' }] }),
				),
			{ parameters: { options: { returnMessages: true } } },
		);
		expect(items[0]?.json.messages).toEqual([{ role: 'user', content: 'Hello' }, message]);
	});

	test('without it the output has no conversation', async () => {
		const { items } = await runChat(hello);
		expect(Object.keys(items[0]?.json ?? {})).not.toContain('messages');
	});
});

describe('as a tool of a model', () => {
	test('the output is small: the text and its usage', async () => {
		const { items } = await runChat(hello, { asTool: true });
		expect(items.map(({ json }) => json)).toEqual([
			{ text: 'Hello!', usage: { prompt_tokens: 9, completion_tokens: 12, total_tokens: 21 } },
		]);
	});

	test('the error has its advice in it, because a model reads only that', async () => {
		const { error } = await runChat(
			(_request, response) => sendJson(response, { error: { message: 'No such model' } }, 404),
			{ asTool: true },
		);
		expect(error.message).toMatch(/^No such model\. Pick another model: the list/);
	});
});
