import type { JsonObject } from '../../../nodes/api/json';
import { chatCall } from '../../../nodes/api/chat/call';
import type { Completion } from '../../../nodes/api/chat/completion';
import { defaultRetryAndTimeouts } from '../../../nodes/api/limits';
import type { Failed } from '../../../nodes/api/failure';
import type { Answer } from '../../../nodes/delivery/transport';
import { completion } from '../../support/gateway';
import { chunksOf, event } from '../../support/stream';
import { bytesOf, virtualDelivery, virtualTransport } from '../../support/virtual';

type Given = Partial<Answer>;

const refuse = (message: string, status = 400): Given => ({
	status,
	body: bytesOf(JSON.stringify({ error: { message } })),
});
const stream = (events: ReadonlyArray<JsonObject | string>): Given => ({
	headers: { 'content-type': 'text/event-stream' },
	body: bytesOf(events.map(event).join('')),
});

/** A good answer, streamed or whole as the request asks. */
function answer(body: JsonObject, more: JsonObject = {}): Given {
	const whole = completion('Hi', more);
	if (body.stream === true) return stream([...chunksOf(whole), '[DONE]']);
	return { body: bytesOf(JSON.stringify(whole)) };
}

/** A stream whose answer never says why it ended. */
const cutWithDone = (): Given => {
	const [role, text, , usage] = chunksOf(completion('Hi'));
	return stream([role, text, usage, '[DONE]'] as JsonObject[]);
};

/** Sends to a gateway that answers from a function; `bodies` are what it was sent. */
function setUp(respond: (body: JsonObject, position: number) => Given, maxAttempts = 5) {
	const bodies: JsonObject[] = [];
	const { clock, delivery } = virtualDelivery(
		virtualTransport(({ body = {} }) => respond(body, bodies.push(body) - 1)),
	);
	const patience = { ...defaultRetryAndTimeouts, maxAttempts };
	const tally = delivery.tallyUnit();
	const { send } = delivery.contextFor(tally, patience);
	/** Sends one request to its end. */
	async function ask(more: JsonObject = {}, isStream = true): Promise<Completion | Failed> {
		const body = { model: 'm', messages: [], ...more };
		let end: Completion | Failed | undefined;
		void send(chatCall(body, { stream: isStream })).then(
			(value) => (end = value),
			(failed: Failed) => (end = failed),
		);
		await clock.pass(1);
		for (let second = 0; end === undefined && second < 600; second++) await clock.pass(1_000);
		return end!;
	}
	/** Sends so many, one after the other; returns how many failed. */
	async function askMany(count: number, more: JsonObject = {}): Promise<number> {
		let failed = 0;
		for (let item = 0; item < count; item++) if ('failure' in (await ask(more))) failed++;
		return failed;
	}
	return { clock, delivery, send, patience, bodies, ask, askMany };
}

const noTemperature = "Unsupported value: 'temperature' does not support 0 with this model.";
const noMaxTokens =
	"Unsupported parameter: 'max_tokens' is not supported with this model. Use 'max_completion_tokens' instead.";
const noMaxCompletionTokens = 'Unrecognized request argument supplied: max_completion_tokens';
const isStreamed = ({ stream }: JsonObject) => stream === true;

test('what is always refused is left out from then on, and tried again ever more rarely', async () => {
	const { askMany, bodies } = setUp((body) =>
		'temperature' in body ? refuse(noTemperature) : answer(body),
	);
	expect(await askMany(1_000, { temperature: 0 })).toBe(0);
	const refused = bodies.flatMap((body, position) => ('temperature' in body ? [position] : []));
	expect(refused).toHaveLength(6);
	expect(refused.slice(0, 3)).toEqual([0, 22, 63]);
});

test('one refusal is no proof: when the next try passes, it is sent again', async () => {
	const { askMany, bodies } = setUp((body, position) =>
		position === 0 ? refuse(noTemperature) : answer(body),
	);
	expect(await askMany(100, { temperature: 0 })).toBe(0);
	expect(bodies).toHaveLength(101);
	expect(bodies.filter((body) => !('temperature' in body))).toHaveLength(1 + 20);
});

test('a channel of ten that refuses costs a request each time, and no other request its temperature', async () => {
	const { askMany, bodies } = setUp((body, position) =>
		position % 10 === 5 && 'temperature' in body ? refuse(noTemperature) : answer(body),
	);
	expect(await askMany(200, { temperature: 0 })).toBe(0);
	const without = bodies.filter((body) => !('temperature' in body)).length;
	expect(without).toBe(bodies.length - 200);
	expect(without).toBeLessThanOrEqual(22);
});

test('a model that is changed and refuses what it took costs three refusals', async () => {
	const { askMany, bodies } = setUp((body, position) =>
		position >= 50 && 'temperature' in body ? refuse(noTemperature) : answer(body),
	);
	expect(await askMany(65, { temperature: 0 })).toBe(0);
	expect(bodies).toHaveLength(65 + 3);
});

test('the two names of the limit of tokens end with the right one', async () => {
	const { askMany, bodies } = setUp((body, position) => {
		if (position < 6) return 'max_tokens' in body ? refuse(noMaxTokens) : answer(body);
		return 'max_completion_tokens' in body ? refuse(noMaxCompletionTokens) : answer(body);
	});
	expect(await askMany(50, { max_tokens: 9 })).toBe(0);
	expect(bodies).toHaveLength(50 + 2);
	expect(bodies.at(-1)).toMatchObject({ max_tokens: 9 });
	expect(bodies.every((body) => !('max_tokens' in body && 'max_completion_tokens' in body))).toBe(
		true,
	);
});

test('where each channel takes another name, a request takes three tries at most', async () => {
	const { askMany, bodies } = setUp((body, position) => {
		const name = position % 3 === 0 ? 'max_tokens' : 'max_completion_tokens';
		return name in body
			? refuse(name === 'max_tokens' ? noMaxTokens : noMaxCompletionTokens)
			: answer(body);
	});
	expect(await askMany(60, { max_tokens: 9 })).toBe(0);
	expect(bodies.length).toBeLessThanOrEqual(180);
});

test('a request that is refused in every form fails at once, and nothing is remembered', async () => {
	const { ask, bodies } = setUp((body) =>
		'max_tokens' in body ? refuse(noMaxTokens) : refuse(noMaxCompletionTokens),
	);
	for (let item = 0; item < 3; item++) {
		expect(await ask({ max_tokens: 9 })).toMatchObject({
			failure: { kind: 'badRequest', message: noMaxTokens },
		});
	}
	expect(bodies).toHaveLength(9);
	expect(bodies.map((body) => 'max_tokens' in body)).toEqual(
		Array(3).fill([true, false, true]).flat(),
	);
});

test('a changed request that fails for something else fails for that, and is not remembered', async () => {
	const { ask, bodies } = setUp((body) =>
		'temperature' in body ? refuse(noTemperature) : refuse('messages must not be empty'),
	);
	for (let item = 0; item < 2; item++) {
		expect(await ask({ temperature: 0 })).toMatchObject({
			failure: { message: 'messages must not be empty' },
		});
	}
	expect(bodies.map((body) => 'temperature' in body)).toEqual([true, false, true, false]);
});

test('a changed request that meets trouble goes again in its changed form', async () => {
	const { ask, bodies } = setUp((body, position) => {
		if ('temperature' in body) return refuse(noTemperature);
		return position === 1 ? refuse('Overloaded', 502) : answer(body);
	});
	expect(await ask({ temperature: 0 })).toMatchObject({ choices: [{ text: 'Hi' }] });
	expect(bodies.map((body) => 'temperature' in body)).toEqual([true, false, false]);
});

test('a try that is refused costs no attempt, in whatever words', async () => {
	let refusal = noTemperature;
	const { askMany, bodies } = setUp(
		(body) => ('temperature' in body ? refuse(refusal) : answer(body)),
		1,
	);
	expect(await askMany(20, { temperature: 0 })).toBe(0);
	refusal = 'Bad request';
	expect(await askMany(30, { temperature: 0 })).toBe(0);
	expect(bodies.filter((body) => 'temperature' in body).length).toBeGreaterThan(1);
});

test('after ten minutes one request tries the original, however few there were', async () => {
	const { ask, clock, bodies } = setUp((body, position) =>
		position === 0 ? refuse(noTemperature) : answer(body),
	);
	await ask({ temperature: 0 });
	for (let minute = 0; minute < 10; minute++) {
		await clock.pass(60_000);
		await ask({ temperature: 0 });
	}
	expect(bodies.slice(1).findIndex((body) => 'temperature' in body)).toBe(10);
});

test('several requests at a time do not all try the original', async () => {
	const { send, clock, bodies } = setUp((body) =>
		'temperature' in body ? refuse(noTemperature) : answer(body),
	);
	const body = { model: 'm', messages: [], temperature: 0 };
	for (let item = 0; item < 200; item++) void send(chatCall(body, { stream: true }));
	await clock.pass(10_000);
	// Those that went out before anything was known, and a few tries.
	expect(bodies.length - 200).toBeLessThanOrEqual(16 + 4);
});

describe('Streaming', () => {
	test.each([
		['a stream that is cut and closed with [DONE]', cutWithDone],
		['a fault that speaks of the stream', () => refuse('unexpected end of stream', 500)],
		['a reset upstream', () => refuse('stream error: stream ID 5; INTERNAL_ERROR', 502)],
	])('%s does not end it', async (_what, fault) => {
		const { askMany, bodies } = setUp((body, position) =>
			position === 0 ? fault() : answer(body),
		);
		expect(await askMany(10)).toBe(0);
		expect(bodies.map(isStreamed)).toEqual(Array(11).fill(true));
	});

	test('cuts now and then, on a lane that streams well, do not end it', async () => {
		const { askMany, bodies } = setUp((body, position) =>
			position % 3 === 1 ? cutWithDone() : answer(body),
		);
		expect(await askMany(30)).toBe(0);
		expect(bodies.every(isStreamed)).toBe(true);
	});

	test('two streams that do not say why they ended are asked for again, then that is the way of the gateway', async () => {
		const { delivery, askMany, bodies } = setUp(() => cutWithDone());
		expect(await askMany(5)).toBe(0);
		expect(bodies.map(isStreamed)).toEqual(Array(7).fill(true));
		expect([...delivery.totals.hints]).toEqual([expect.stringMatching(/without saying why/)]);
	});

	test('the two count as attempts', async () => {
		const { ask, bodies } = setUp(() => cutWithDone(), 2);
		expect(await ask()).toMatchObject({ failure: { kind: 'malformed' } });
		expect(bodies.map(isStreamed)).toEqual([true, true]);
		expect(await ask()).toMatchObject({ choices: [{ finish_reason: null }] });
	});

	test('one stream that says why it ended shows that the others were cut', async () => {
		let isCut = true;
		const { ask, bodies } = setUp((body) => (isCut ? cutWithDone() : answer(body)), 2);
		await ask();
		expect(await ask()).toMatchObject({ choices: [{ finish_reason: null }] });
		isCut = false;
		await ask();
		isCut = true;
		expect(await ask()).toMatchObject({ failure: { kind: 'malformed' } });
		expect(bodies.every(isStreamed)).toBe(true);
	});

	const onlyStreams =
		'This model only support stream mode, please enable the stream parameter to access the model.';

	test('a model that only streams is asked for a stream, also where the user set none', async () => {
		const { delivery, ask, bodies } = setUp((body) =>
			isStreamed(body) ? answer(body) : refuse(onlyStreams),
		);
		for (let item = 0; item < 4; item++) {
			expect(await ask({}, false)).toMatchObject({
				choices: [{ text: 'Hi' }],
				usage: { total_tokens: 21 },
			});
		}
		expect(bodies.map(isStreamed)).toEqual([false, true, true, true, true]);
		expect(bodies[4]).toMatchObject({ stream_options: { include_usage: true } });
		expect([...delivery.totals.hints]).toEqual([expect.stringMatching(/only as a stream/)]);
	});

	test('stream_options are left out of it where they are refused', async () => {
		const { ask, bodies } = setUp((body) => {
			if (!isStreamed(body)) return refuse(onlyStreams);
			return 'stream_options' in body
				? refuse("Unknown parameter: 'stream_options'.")
				: answer(body);
		});
		await ask({}, false);
		expect(bodies.map(Object.keys)).toEqual([
			['model', 'messages'],
			['model', 'messages', 'stream', 'stream_options'],
			['model', 'messages', 'stream'],
		]);
	});

	test('a refusal by one channel is mended by the words of another', async () => {
		const { askMany, bodies } = setUp((body, position) => {
			if (position === 0) return refuse('Streaming is not supported for this model');
			return isStreamed(body) ? answer(body) : refuse(onlyStreams);
		});
		// The first request is refused in both forms and has the last word; no other one is.
		expect(await askMany(10)).toBe(0);
		expect(bodies.map(isStreamed)).toEqual([true, false, ...Array(10).fill(true)]);
	});
});

describe('Usage of 100 items, 64 at a time', () => {
	/** Items whose usage is null, and requests that asked for a whole answer. */
	async function run(respond: (body: JsonObject, position: number) => Given) {
		const { clock, send, bodies } = setUp(respond);
		let withoutUsage = 0;
		let done = 0;
		for (let item = 0; item < 100; item++) {
			void send(chatCall({ model: 'm', messages: [] }, { stream: true })).then(({ usage }) => {
				done++;
				if (usage === null) withoutUsage++;
			});
		}
		await clock.pass(60_000);
		expect(done).toBe(100);
		return { withoutUsage, whole: bodies.filter((body) => !isStreamed(body)).length };
	}
	const noUsage = { usage: undefined };

	test('comes by whole answers where streams have none: two answers go without, one after the other', async () => {
		const { withoutUsage, whole } = await run((body) =>
			answer(body, isStreamed(body) ? noUsage : {}),
		);
		expect([withoutUsage, whole]).toEqual([2, 98]);
	});

	test('is not worth whole answers where one in five has none', async () => {
		const { withoutUsage, whole } = await run((body, position) =>
			answer(body, position % 5 === 3 ? noUsage : {}),
		);
		expect([withoutUsage, whole]).toEqual([20, 0]);
	});

	test('that is told by the first answer keeps streaming on', async () => {
		const { withoutUsage, whole } = await run((body, position) =>
			answer(body, position > 0 && position < 3 ? noUsage : {}),
		);
		expect([withoutUsage, whole]).toEqual([2, 0]);
	});

	test('that whole answers have no more than streams leaves streaming on', async () => {
		const { withoutUsage, whole } = await run((body) => answer(body, noUsage));
		expect(withoutUsage).toBe(100);
		// Those that are under way before the first of them is answered.
		expect(whole).toBeLessThanOrEqual(64);
	});
});
