import { runChat, type ChatRun } from '../../support/chat';
import { completion, sendJson, type Received, type Responder } from '../../support/gateway';
import { answer } from '../../support/stream';

const parts = ['Once upon a time ', 'there was a gateway ', 'that never ran dry.'];
const usage = { prompt_tokens: 5, completion_tokens: 4, total_tokens: 9 };

const part = (content: string, finish_reason: string) =>
	completion('', {
		choices: [{ index: 0, message: { role: 'assistant', content }, finish_reason }],
		usage,
	});

/** What the model has said so far, as the conversation tells it. */
const saidIn = ({ body }: Received): string =>
	body.messages.find(({ role }: { role: string }) => role === 'assistant')?.content ?? '';

/** Goes on where the conversation ends, one part at a time. */
const tellStory: Responder = (request, response) => {
	const said = saidIn(request);
	const position = parts.findIndex((_, next) => parts.slice(0, next).join('') === said);
	const isLast = position === parts.length - 1;
	answer(request, response, part(parts[position] ?? 'lost', isLast ? 'stop' : 'length'));
};

const run = (respond: Responder, onTruncation: string, more = {}): Promise<ChatRun> =>
	runChat(respond, {
		parameters: { options: { onTruncation }, ...more },
		onError: 'continueRegularOutput',
	});

test('pass gives the text as it is, and one sentence for the run says how many and what to do', async () => {
	const { items, hints } = await runChat(tellStory, {
		parameters: { options: { onTruncation: 'pass' } },
		items: [{}, {}, {}],
	});
	expect(items.map(({ json }) => [json.text, json.truncated])).toEqual(
		Array(3).fill([parts[0], true]),
	);
	expect(hints).toHaveLength(2);
	expect(hints[1]).toBe(
		'3 answers reached Max Tokens and are cut off. Raise Max Tokens, or set the option On Truncation to Continue.',
	);
});

test('error fails the item, which keeps text and usage', async () => {
	const { items, requests } = await run(tellStory, 'error');
	expect(items[0]?.json.error).toMatchObject({ kind: 'truncated', text: parts[0], usage });
	expect(requests).toHaveLength(1);
});

describe('continue', () => {
	test.each([true, false])(
		'joins the parts and adds up their usage, with Simplify %p',
		async (simplify) => {
			const { items, requests, hints } = await run(tellStory, 'continue', { simplify });
			const json = items[0]?.json as any; // eslint-disable-line @typescript-eslint/no-explicit-any
			const text = simplify ? json.text : json.choices[0].message.content;
			expect(text).toBe(parts.join(''));
			expect(json.usage).toEqual({ prompt_tokens: 15, completion_tokens: 12, total_tokens: 27 });
			expect(json.request).toMatchObject({ sent: 3, attempts: 3 });
			expect(requests.map(saidIn)).toEqual(['', parts[0], `${parts[0]}${parts[1]}`]);
			expect(hints).toEqual([
				expect.stringMatching(/^1 answer in [\d.]+ s · 3 requests · 27 tokens$/),
			]);
		},
	);

	test('ends with a model that never does', async () => {
		const { items, requests } = await run(
			(request, response) => answer(request, response, part('on and ', 'length')),
			'continue',
		);
		expect(requests.length).toBeLessThanOrEqual(10);
		expect(items[0]?.json.error).toMatchObject({
			kind: 'truncated',
			text: 'on and '.repeat(requests.length),
			usage: { total_tokens: 9 * requests.length },
			attempts: requests.length,
		});
	});

	test.each<[string, object]>([
		['the text so far', { kind: 'badRequest', text: parts[0] }],
		['the usage so far', { usage }],
	])('keeps %s when a later part fails', async (_what, kept) => {
		const { items } = await run(
			(request, response, position) =>
				position === 0
					? tellStory(request, response, position)
					: sendJson(response, { error: { message: 'Too long' } }, 400),
			'continue',
		);
		expect(items[0]?.json.message).toBe('Too long [Item 0]');
		expect(items[0]?.json.error).toMatchObject(kept);
	});
});
