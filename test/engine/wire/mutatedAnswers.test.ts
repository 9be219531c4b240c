import type { IDataObject } from 'n8n-workflow';
import { noFinishReason } from '../../../nodes/api/readers/eventStream';
import type { Ask, Outcome } from '../../support/wire/case';
import { differs, unless } from '../../support/wire/compare';
import { failOnUnheardRejections } from '../../support/unheard';
import { pooled } from '../../support/wire/pool';
import { isChosen } from '../../support/wire/report';
import { runCase } from '../../support/wire/run';
import { testEach } from '../../support/wire/suite';
import { goodChat } from '../../support/mutation/chat';
import { goodClaude } from '../../support/mutation/claude';
import { goodClaudeText, goodCompletion } from '../../support/mutation/completions';
import type { Good } from '../../support/mutation/good';
import { inWords, judged, readWhole } from '../../support/mutation/judge';
import { goodAnything, goodModels } from '../../support/mutation/anything';
import { goodEmbeddings } from '../../support/mutation/vectors';
import { Random } from '../../support/mutation/random';
import { engineRounds, seed } from '../../support/mutation/rounds';
import { sent, type Sent } from '../../support/mutation/sent';

/** Runs at the same time. */
const atOnce = 12;
/** Longest list of faults that is shown of a route. */
const mostShown = 5;
/** How much of their length the pauses between attempts keep. */
const ofPauses = 0.02;

/** A route as the engine asks for it. */
interface Route {
	good(random: Random): Good;
	ask: Ask;
	/** What the items show of a value that the reader made. */
	said(value: never): unknown;
	shown(items: IDataObject[]): unknown;
	/** Whether the node may refuse what the reader takes, or ask again for less. */
	isStricter?: boolean;
}

const text = {
	said: ({ text: said }: { text: string }) => said,
	shown: ([item]: IDataObject[]) => item?.text,
};
const firstText = {
	...text,
	said: ({ choices: [choice] }: { choices: Array<{ text: string }> }) => choice?.text,
};
const route = (path: string, stream?: boolean): Ask => ({ route: path, stream, simplify: true });

const routes: Route[] = [
	{
		good: (random) => goodChat(random, false),
		ask: route('/v1/chat/completions', false),
		...firstText,
	},
	{
		good: (random) => goodChat(random, true),
		ask: route('/v1/chat/completions', true),
		...firstText,
	},
	{ good: (random) => goodClaude(random, false), ask: route('/v1/messages', false), ...text },
	{ good: (random) => goodClaude(random, true), ask: route('/v1/messages', true), ...text },
	{ good: (random) => goodCompletion(random, false), ask: route('/v1/completions'), ...firstText },
	{ good: (random) => goodCompletion(random, true), ask: route('/v1/completions'), ...firstText },
	{ good: goodClaudeText, ask: route('/v1/complete'), ...text },
	{
		good: (random) => goodEmbeddings(random, 3),
		ask: { route: '/v1/embeddings', items: ['a', 'b', 'c'].map((one) => ({ text: one })) },
		said: ({ rows }: { rows: Array<{ vector: number[] }> }) => rows.map(({ vector }) => vector),
		shown: (items) => items.map(({ embedding }) => embedding),
		isStricter: true,
	},
	{
		good: goodModels,
		ask: { route: '/v1/models' },
		said: (models: Array<{ id: string }>) => models.map(({ id }) => id).sort(),
		shown: (items) => items.map(({ id }) => id).sort(),
	},
	{
		good: goodAnything,
		ask: { route: '/v1/any', operation: 'request.send', parameters: { path: '/v1/any' } },
		said: ({ body }: { body: unknown }) => body,
		shown: ([item]) => item?.body,
	},
];

interface Round {
	at: number;
	route: Route;
	good: Good;
	answer: Sent;
}

function drawn(at: number): Round {
	const random = new Random(at);
	const one = random.pick(routes);
	const good = one.good(random);
	return { at, route: one, good, answer: sent(good.tree, good.form, random) };
}

async function run({ at, route: { ask }, good, answer }: Round): Promise<Outcome> {
	return await runCase({
		nr: `mutated ${at}`,
		title: good.route,
		ask,
		answer: {
			content_type: /events/.test(good.form) ? 'text/event-stream' : 'application/json',
			body: [answer.bytes],
			between: 0,
		},
		want: {},
	});
}

function isFailed({ error }: IDataObject): boolean {
	return typeof (error as IDataObject | null | undefined)?.kind === 'string';
}

/**
 * What is wrong with a run: it has to give what the reader makes of the answer, and to ask once for what came
 * whole.
 */
function faults(
	{ route: one, good, answer }: Round,
	{ items, requests, status }: Outcome,
): string[] {
	const reading = readWhole(good, answer.bytes);
	const jsons = items.map(({ json }) => json);
	const isAgain =
		requests.length > 1 && (reading.failure?.retryable === true || one.isStricter === true);
	const always = [
		...unless(status === 'success', `the run is ${status}`),
		...unless(requests.length === 1 || isAgain, `${requests.length} requests`),
		...judged(good, answer, reading),
	];
	if (reading.failure) {
		const { code, message } = reading.failure;
		// Streams that end without a reason may turn out to be this gateway's way.
		const isRight = code === noFinishReason || (jsons.length > 0 && jsons.every(isFailed));
		return [...always, ...unless(isRight, `${JSON.stringify(jsons)} of ${message}`)];
	}
	if (one.isStricter === true && jsons.some(isFailed)) return always;
	return [...always, ...differs('items', one.shown(jsons), one.said(reading.value as never))];
}

const names = [...new Set(routes.map(({ good }) => good(new Random(0)).route))];
const rows = names.map((name, position) => ({
	nr: `X.${position + 1}`,
	title: `changed at random: ${name}`,
}));
const isAsked = rows.some(({ nr }) => isChosen(nr));
const rounds = Array.from({ length: isAsked ? engineRounds : 0 }, (_, position) =>
	drawn(seed + position),
);
const outcomes = new Map<Round, Promise<Outcome>>();

failOnUnheardRejections();

beforeAll(() => {
	const random = Math.random;
	jest.spyOn(Math, 'random').mockImplementation(() => random() * ofPauses);
	pooled(rounds, atOnce, run).forEach((outcome, position) => {
		outcomes.set(rounds[position] as Round, outcome);
	});
});
afterAll(() => jest.restoreAllMocks());

testEach(rows, async ({ title }) => {
	const own = rounds.filter(({ good }) => title.endsWith(`: ${good.route}`));
	let requests = 0;
	let successes = 0;
	const mismatches: string[] = [];
	for (const one of own) {
		const outcome = await (outcomes.get(one) as Promise<Outcome>);
		requests += outcome.requests.length;
		if (outcome.items.every(({ json }) => !isFailed(json))) successes++;
		const wrong = faults(one, outcome);
		if (wrong.length > 0) mismatches.push(inWords(one.at, { faults: wrong, sent: one.answer }));
	}
	return {
		requests,
		outcome: `${own.length} answers, ${successes} good`,
		mismatches: mismatches.slice(0, mostShown),
	};
});
