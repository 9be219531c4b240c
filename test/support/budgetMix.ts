import type { Adaptation } from '../../nodes/api/adaptation';
import type { Call, Send } from '../../nodes/api/call';
import { type JsonObject, without } from '../../nodes/api/json';
import { chatCall } from '../../nodes/api/chat/call';
import { Failed, type Failure } from '../../nodes/api/failure';
import { defaultRetryAndTimeouts, defaultRunLimits } from '../../nodes/api/limits';
import type { Prices } from '../../nodes/api/prices/prices';
import { Delivery } from '../../nodes/delivery/delivery';
import { LaneState } from '../../nodes/delivery/lane/laneState';
import { Lanes } from '../../nodes/delivery/lane/lanes';
import { Stop } from '../../nodes/delivery/stop';
import { completeWithContinuation } from '../../nodes/Aigc2d/resources/conversation/continuation';
import { BudgetServer } from './budgetServer';
import { randomNumbers } from './randomNumbers';
import { VirtualClock, virtualTransport } from './virtual';

/** An hour, in milliseconds. */
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
export function mostOf(body: JsonObject): { prompt: number; answer: number } {
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

/** What a run is made with. */
interface Mix {
	/** Share of requests that do not limit their answer. */
	unlimited?: number;
	/** What tokens cost, and how much the run may cost at most, drawn like all the rest. Absent: the budget is one of tokens. */
	prices?: Prices;
	/** The most that a run may cost, in the unit of the prices. */
	mostCost?: number;
}

/** One run on a warm lane; everything follows from the seed. */
export async function budgetMix(seed: number, { unlimited = 0, prices, mostCost = 1 }: Mix = {}) {
	const numbers = randomNumbers(seed);
	const random = () => numbers() / 2 ** 24;
	const upTo = (most: number) => Math.ceil(random() * most);
	for (let turn = 0; turn < 3; turn++) random();
	const clock = new VirtualClock();
	const lanes = new Lanes(clock, () => 0.5);
	const server = new BudgetServer(() => clock, random, mostOf, 0.5 * random());
	const budget = 500 + upTo(20_000);
	const costBudget = (mostCost * budget) / 20_500;
	const budgets = prices ? { costBudget } : { tokenBudget: budget };
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
			...budgets,
			deduplicate: random() < 0.3,
		},
		stop: new Stop(),
		prices,
		random,
	});
	const { send } = delivery.contextFor(delivery.tallyUnit(), defaultRetryAndTimeouts);
	const adapting: Send = async (call) =>
		await send({ ...call, adaptations: [...(call.adaptations ?? []), schemaInWords] });

	const ended: Ended[] = [];
	const items = 3 + upTo(12);
	for (let item = 0; item < items; item++) {
		const isUnlimited = random() < unlimited;
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
	return { budget, costBudget, items, server, ended, delivery };
}
