import type { Adaptation } from '../../../../nodes/api/adaptation';
import type { Call, Send } from '../../../../nodes/api/call';
import { type JsonObject, without } from '../../../../nodes/api/json';
import { chatCall } from '../../../../nodes/api/chat/call';
import { Failed, type Failure } from '../../../../nodes/api/failure';
import { defaultRetryAndTimeouts, defaultRunLimits } from '../../../../nodes/api/limits';
import { Delivery } from '../../../../nodes/delivery/delivery';
import { LaneState } from '../../../../nodes/delivery/lane/laneState';
import { Lanes } from '../../../../nodes/delivery/lane/lanes';
import { Stop } from '../../../../nodes/delivery/stop';
import { completeWithContinuation } from '../../../../nodes/Aigc2d/resources/conversation/continuation';
import { BudgetServer } from '../../../support/budgetServer';
import { howMany } from '../../../support/howMany';
import { randomNumbers } from '../../../support/randomNumbers';
import { VirtualClock, virtualTransport } from '../../../support/virtual';

/*
 * The token budget in random runs (a thousand under `npm run fuzz`): warm lanes that would mislead an average, refusals, outages, lost and
 * cut answers, odd usage, Continue, requests that go out in another form.
 */

const mixes = howMany(150, 1_000);
const hour = 3_600_000;

/** Asks in words for what the gateway does not take as a member: what goes out is longer than what was made. */
const schemaInWords: Adaptation = {
	name: 'schemaInWords',
	hint: 'The schema goes in words.',
	applies: (body) => body.response_format !== undefined,
	fits: ({ message }) => message.includes('response_format'),
	change: (body) => ({
		...without(body, 'response_format'),
		messages: [...(body.messages as unknown[]), { role: 'user', content: 'As JSON. '.repeat(60) }],
	}),
};

/** The most tokens of a body by the words of the promise, apart from the code that is tried. */
function mostOf(body: JsonObject): { prompt: number; answer: number } {
	const messages = body.messages as Array<{ content: string }>;
	const texts = messages.map(({ content }) => Buffer.byteLength(content) + 16);
	const schema = body.response_format ? JSON.stringify(body.response_format).length : 0;
	const prompt = texts.reduce((sum, bytes) => sum + bytes, schema);
	const limit = Number(body.max_tokens ?? body.max_completion_tokens ?? 16_384);
	return { prompt, answer: limit * Number(body.n ?? 1) };
}

interface Ended {
	failure?: Failure;
	/** What had been used when it ended, as far as it could be known. */
	known: number;
	body: JsonObject;
}

/** One run on a warm lane; everything follows from the seed. */
async function runOf(seed: number, share: { unlimited: number } = { unlimited: 0 }) {
	const numbers = randomNumbers(seed);
	const random = () => numbers() / 2 ** 24;
	const upTo = (most: number) => Math.ceil(random() * most);
	for (let turn = 0; turn < 3; turn++) random();
	const clock = new VirtualClock();
	const lanes = new Lanes(clock, () => 0.5);
	const server = new BudgetServer(() => clock, random, mostOf, 0.5 * random());
	const budget = 500 + upTo(20_000);
	const models = ['plain', 'renames', 'grows'].slice(0, upTo(3));

	const calls = (body: JsonObject, isStream: boolean): Call<unknown> => ({
		...chatCall(body, { stream: isStream }),
		adaptations: [...(chatCall(body, { stream: isStream }).adaptations ?? []), schemaInWords],
	});
	// Short answers of earlier runs.
	for (const model of models) {
		const state = LaneState.of(lanes.lane('test', model), lanes.keyRecord('test'));
		const early = chatCall({ model, messages: [], max_tokens: 2_000 }, { stream: false });
		for (let answered = 0; answered < 60; answered++) state.learn(early, 1 + upTo(20));
	}

	const delivery = new Delivery({
		transport: virtualTransport(server.respond),
		clock,
		lanes,
		owner: 'test',
		limits: {
			...defaultRunLimits,
			maxConcurrency: upTo(8),
			tokenBudget: budget,
			deduplicate: random() < 0.3,
		},
		stop: new Stop(),
		random,
	});
	const { send } = delivery.contextFor(delivery.tallyUnit(), defaultRetryAndTimeouts);
	const adapting: Send = async (call) =>
		await send({ ...call, adaptations: [...(call.adaptations ?? []), schemaInWords] });

	const ended: Ended[] = [];
	const items = 3 + upTo(12);
	for (let item = 0; item < items; item++) {
		const isUnlimited = random() < share.unlimited;
		const body: JsonObject = {
			model: models[upTo(models.length) - 1],
			messages: [{ role: 'user', content: (random() < 0.3 ? '漢字' : 'word ').repeat(upTo(100)) }],
			...(isUnlimited ? {} : { max_tokens: upTo(random() < 0.1 ? budget : budget / 4) }),
			...(random() < 0.2 ? { n: upTo(3) } : {}),
			...(random() < 0.3 ? { response_format: { type: 'json_object' } } : {}),
		};
		const isStream = random() < 0.5;
		const work =
			random() < 0.4
				? completeWithContinuation(body, {
						stream: isStream,
						onTruncation: 'continue',
						send: adapting,
					})
				: send(calls(body, isStream));
		void work.then(
			() => ended.push({ known: server.known, body }),
			(thrown: unknown) => {
				if (!(thrown instanceof Failed)) throw thrown;
				ended.push({ failure: thrown.failure, known: server.known, body });
			},
		);
	}
	for (let passed = 0; passed < 24 && ended.length < items; passed++) await clock.pass(hour);
	delivery.close(false);
	return { budget, items, server, ended, delivery };
}

const times = (count: number) => Array.from({ length: count }, (_, seed) => seed);

test(`in ${mixes} random runs on warm lanes, a gateway that keeps Max Tokens never counts more than the budget`, async () => {
	let sent = 0;
	let refused = 0;
	for (const seed of times(mixes)) {
		const { budget, items, server, ended, delivery } = await runOf(seed);
		const about = `seed ${seed}`;
		// No deadlock.
		expect([about, ended.length]).toEqual([about, items]);
		expect([about, Math.max(0, server.real - budget)]).toEqual([about, 0]);
		expect([about, (delivery.tokenBudget?.used ?? 0) <= budget]).toEqual([about, true]);
		sent += server.requests;
		// No needless refusal: what was turned away did not fit beside what had been used by then.
		for (const { failure, known, body } of ended) {
			if (failure?.kind !== 'budget') continue;
			refused++;
			const needed = /needs? (?:up to )?([\d,]+) tokens/.exec(failure.message)?.[1] ?? '';
			const need = Number(needed.replaceAll(',', ''));
			expect([about, known + need > budget]).toEqual([about, true]);
			// Of what is asked for, or of a part that goes on from it or is put in other words.
			expect([about, need >= mostOf(body).answer]).toEqual([about, true]);
		}
	}
	expect(sent).toBeGreaterThan(5 * mixes);
	expect(refused).toBeGreaterThan(mixes);
});

test('without Max Tokens, one answer of the usual length is all that can overrun it', async () => {
	for (const seed of times(howMany(50, 300))) {
		const { budget, items, server, ended } = await runOf(seed, { unlimited: 0.5 });
		const about = `seed ${seed}`;
		expect([about, ended.length]).toEqual([about, items]);
		const mostOfOne = 3 * 16_384;
		expect([about, server.real <= budget + mostOfOne]).toEqual([about, true]);
	}
});
