import { askedIn } from '../ask';
import { fails, groups, type FaultCase, type OpensServer } from '../case';
import { inOrder, openGateway } from '../server';
import type { Answer } from '../../support/wire/case';
import { alwaysEach, good, image, page, refusal, repeatable } from './answers';
import { faultIn } from './build';

const fault = faultIn(groups.H);

/** Many items, as a dead key or an empty account meets them. */
const many = 40;
const wrongKey = refusal(401, 'Incorrect API key provided: {key}', { code: 'invalid_api_key' });
const masked = 'Incorrect API key provided: [redacted]';
const empty = (status: number) => refusal(status, 'Insufficient balance', { type: 'quota' });

/** Good answers to the first requests, and then none any more. */
const thenAlways = (first: number, answer: Answer): Answer[] => [
	...Array.from({ length: first }, () => ({ ...good })),
	answer,
];

/** Refuses one item, always; the others are answered. */
const refusesOne =
	(item: number, answer: Answer): OpensServer =>
	async () => {
		const admit = inOrder(good);
		const refuse = inOrder(answer);
		return await openGateway(async (...asked) => {
			const isOne = askedIn(asked[0].bytes) === `Item ${item}`;
			await (isOne ? refuse : admit)(...asked);
		});
	};

/** Refusals that would come again: one request, and a sentence. */
export const refusals: readonly FaultCase[] = [
	...fault(
		'401 from the start',
		{
			form: 'one item',
			ask: { items: 1 },
			server: wrongKey,
			outcome: fails('auth', masked, 1),
		},
		{
			form: `${many} items`,
			ask: { items: many },
			server: wrongKey,
			outcome: fails('auth', masked, [1, 10]),
		},
		...alwaysEach(wrongKey, 'auth', masked, [...repeatable.slice(1), image]).map((form) => ({
			...form,
			outcome: fails('auth', masked, [1, 3]),
		})),
	),
	...fault('401 in the middle of a run', {
		ask: { items: many },
		server: thenAlways(10, wrongKey),
		outcome: fails('auth', masked, [11, many + 10], { failed: many - 10 }),
		pace: 'slow',
	}),
	...fault('401 for one item', {
		form: 'others are answered',
		ask: { items: 12 },
		server: refusesOne(5, wrongKey),
		outcome: fails('auth', masked, [12, 20], { failed: 1 }),
		pace: 'slow',
	}),
	...fault(
		'an empty account in the middle of a run',
		...[402, 403, 429].map((status) => ({
			form: String(status),
			ask: { items: many },
			server: thenAlways(10, empty(status)),
			outcome: fails('quota', 'Insufficient balance', [11, many + 30], { failed: many - 10 }),
			pace: 'slow' as const,
		})),
	),
	...fault(
		'an empty account from the start',
		...alwaysEach(empty(402), 'quota', 'Insufficient balance').map((form) => ({
			...form,
			outcome: fails('quota', 'Insufficient balance', [1, 12]),
		})),
	),
	...fault('one item too dear for what is left', {
		ask: { items: 12 },
		server: refusesOne(5, empty(402)),
		outcome: fails('quota', 'Insufficient balance', [12, 24], { failed: 1 }),
		pace: 'slow',
	}),
	...fault('403 for the model', {
		server: refusal(403, 'You have no access to model test-model', { code: 'permission_denied' }),
		outcome: fails('auth', 'You have no access to model test-model', 3),
	}),
	...fault(
		'404 for the model',
		...alwaysEach(
			refusal(404, 'The model test-model does not exist', { code: 'model_not_found' }),
			'notFound',
			'The model test-model does not exist',
		).map((form) => ({
			...form,
			outcome: fails('notFound', 'The model test-model does not exist', [1, 3]),
		})),
	),
	...fault('404 with a page', {
		server: page(404, '404 Not Found'),
		outcome: fails('notFound', 'The gateway answered with a web page: 404 Not Found', [1, 3]),
	}),
	...fault('413', {
		server: page(413, '413 Request Entity Too Large'),
		outcome: fails(
			'badRequest',
			'The gateway answered with a web page: 413 Request Entity Too Large',
			3,
			{ item: { advice: 'too large' } },
		),
	}),
	...fault(
		'another status that would come again',
		...(
			[
				[400, 'badRequest'],
				[405, 'notFound'],
				[410, 'badRequest'],
				[411, 'badRequest'],
				[414, 'badRequest'],
				[415, 'badRequest'],
				[418, 'badRequest'],
				[422, 'badRequest'],
				[431, 'badRequest'],
				[451, 'badRequest'],
				[501, 'notFound'],
			] as const
		).map(([status, kind]) => ({
			form: String(status),
			server: refusal(status, 'Not like this'),
			outcome: fails(kind, 'Not like this', [1, 3]),
		})),
	),
	...fault(
		'a refusal without any words',
		...(
			[
				[400, 'badRequest', 'The gateway did not accept the request'],
				[401, 'auth', 'The gateway did not accept the API key'],
				[402, 'quota', 'The balance of the key is used up'],
				[404, 'notFound', 'The gateway does not know this address or model'],
			] as const
		).map(([status, kind, sentence]) => ({
			form: String(status),
			ask: { items: 1 },
			server: { status, body: '' },
			outcome: fails(kind, sentence, [1, 4]),
		})),
	),
	...fault('a refusal that quotes the key and the whole request', {
		server: refusal(400, 'Bad request: Authorization: Bearer {key}, body {asked}'),
		outcome: fails('badRequest', 'Bad request: Authorization: Bearer [redacted], body …', 3),
	}),
	...fault('a refusal of 100 kB', {
		server: refusal(400, `${'8'.repeat(50_000)}${'limit '.repeat(10_000)}`),
		outcome: fails('badRequest', '888888888888888888…', 3, { item: { letters: 3_000 } }),
	}),
];
