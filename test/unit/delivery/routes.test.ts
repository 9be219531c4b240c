import { chatCall } from '../../../nodes/api/chat/call';
import { defaultRetryAndTimeouts } from '../../../nodes/api/limits';
import type { JsonObject } from '../../../nodes/api/json';
import { completion } from '../../support/gateway';
import { chunksOf, event } from '../../support/stream';
import { bytesOf, virtualDelivery, virtualTransport } from '../../support/virtual';

/* Many requests of one lane at once, and when each goes to which of the two routes. */

const chat = '/v1/chat/completions';
const responses = '/v1/responses';
const only = 'This model is only supported in v1/responses and not in v1/chat/completions';
const answered: JsonObject = {
	object: 'response',
	status: 'completed',
	output: [{ type: 'message', role: 'assistant', content: [{ type: 'output_text', text: 'Hi' }] }],
	usage: { input_tokens: 9, output_tokens: 3, total_tokens: 12 },
};

const json = (body: JsonObject, status = 200) => ({ status, body: bytesOf(JSON.stringify(body)) });
const stream = (events: readonly JsonObject[]) => ({
	headers: { 'content-type': 'text/event-stream' },
	body: bytesOf(events.map(event).join('')),
});

/**
 * Sends so many requests at once to a gateway whose answers take so many milliseconds; refusals come at once.
 *
 * @param has the route on which the model is
 */
function setUp(has: string, count: number, takes: number, isStream: boolean) {
	const sent: Array<{ path: string; at: number }> = [];
	const { clock, delivery } = virtualDelivery(
		virtualTransport(async ({ path = '', body = {} }) => {
			sent.push({ path, at: clock.now() });
			if (path !== has) return json({ error: { message: only, code: null } }, 404);
			await new Promise<void>((resolve) => clock.after(takes, resolve));
			const isThere = path === responses;
			if (body.stream !== true) return json(isThere ? answered : completion('Hi'));
			return stream(
				isThere
					? [{ type: 'response.completed', response: answered }]
					: chunksOf(completion('Hi') as JsonObject),
			);
		}),
	);
	const { send } = delivery.contextFor(delivery.tallyUnit(), defaultRetryAndTimeouts);
	const texts: string[] = [];
	for (let item = 0; item < count; item++) {
		const body = { model: 'm', messages: [{ role: 'user', content: `Ticket ${item}` }] };
		void send(chatCall(body, { stream: isStream })).then(({ choices: [{ text }] }) =>
			texts.push(text),
		);
	}
	const to = (path: string) => sent.filter((one) => one.path === path);
	return { clock, sent, texts, to };
}

describe.each([
	['streams', true, 10_000],
	['whole answers', false, 2_000],
])('%s', (_how, isStream, longest) => {
	test('of a model that is only on the other route cost one request more', async () => {
		const { clock, texts, to } = setUp(responses, 100, 2_000, isStream);
		await clock.pass(60_000);
		expect(texts).toEqual(Array(100).fill('Hi'));
		expect(to(chat)).toHaveLength(1);
		expect(to(responses)).toHaveLength(100);
	});

	test('do not wait for the first one, once its refusal has shown where to go', async () => {
		const { clock, to } = setUp(responses, 5, 60_000, isStream);
		await clock.pass(1_000);
		expect(to(responses)).toHaveLength(5);
		await clock.pass(120_000);
	});

	test(`wait ${longest / 1000} seconds at most for the first one, where nothing is refused`, async () => {
		const { clock, sent } = setUp(chat, 5, 30_000, isStream);
		await clock.pass(longest - 1);
		expect(sent).toHaveLength(1);
		await clock.pass(1);
		expect(sent.length).toBeGreaterThan(1);
		await clock.pass(120_000);
	});
});
