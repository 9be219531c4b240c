import { json } from '../../cases/own/build';
import type { Answer } from '../../support/wire/case';
import { differs, unless } from '../../support/wire/compare';
import { fails, groups, recovered, type FaultCase, type FaultOutcome, type Served } from '../case';
import { throughChatModel } from '../chatModel';
import { inOrder, withStranger } from '../server';
import { chatStreamed, chatWhole, page, refusal } from './answers';
import { faultIn, type Form } from './build';

const fault = faultIn(groups.H);

const half = ({ body }: Answer): string => String(body).slice(0, String(body).length / 2);

/** The chat model, in both ways in which it asks. */
const asked = (
	server: (good: typeof chatWhole.good) => Served,
	outcome: FaultOutcome,
	more: Partial<Form> = {},
): Form[] =>
	[chatStreamed, chatWhole].map(({ form, ask, good }) => ({
		form,
		ask,
		server: server(good),
		outcome,
		drive: throughChatModel,
		...more,
	}));

/** The same faults where an Agent asks: what fails is thrown. */
export const chatModels: readonly FaultCase[] = [
	...fault(
		'chat model: 500 once',
		...asked((good) => [refusal(500, 'Out of order'), good], recovered(4)),
	),
	...fault(
		'chat model: 429 once',
		...asked((good) => [refusal(429, 'Too many requests'), good], recovered(4)),
	),
	...fault(
		'chat model: 401',
		...asked(
			() => refusal(401, 'Incorrect API key: {key}'),
			fails('thrown', 'Incorrect API key: [redacted]', [1, 3]),
		),
	),
	...fault(
		'chat model: 404',
		...asked(
			() => refusal(404, 'The model does not exist'),
			fails('thrown', 'The model does not exist', [1, 3]),
		),
	),
	...fault(
		'chat model: a web page',
		...asked(
			() => page(200, 'Welcome'),
			fails('thrown', 'The gateway answered with a web page instead of a completion', 3),
		),
	),
	...fault(
		'chat model: an answer that is cut, once',
		...asked((good) => [{ ...good, body: half(good) }, good], recovered(4), {
			isCut: true,
		}),
	),
	...fault(
		'chat model: a connection that is cut, once',
		...asked((good) => [{ ...good, body: half(good), ends: 'reset' }, good], recovered(4)),
	),
	...fault(
		'chat model: 402',
		...asked(
			() => refusal(402, 'Insufficient balance'),
			fails('thrown', 'Insufficient balance', [1, 12]),
		),
	),
	...fault(
		'chat model: 413',
		...asked(
			() => page(413, 'Too Large'),
			fails('thrown', 'The gateway answered with a web page: Too Large', 3),
		),
	),
	...fault(
		'chat model: an empty body, once',
		...asked((good) => [{ body: '' }, good], recovered(4)),
	),
	...fault(
		'chat model: 204, once',
		...asked((good) => [{ status: 204, body: '' }, good], recovered(4)),
	),
	...fault(
		'chat model: choices: []',
		...asked(
			() => json({ id: 'chatcmpl-7', choices: [] }),
			fails('thrown', 'The gateway answered without a message', 3),
		),
	),
	...fault(
		'chat model: 200 with an error in JSON',
		...asked(
			() => refusal(200, 'Invalid parameter: messages, key {key}'),
			fails('thrown', 'Invalid parameter: messages, key [redacted]', 3),
		),
	),
	...fault(
		'chat model: an answer that quotes the key',
		...[chatStreamed, chatWhole].map(
			({ form, ask, good }): Form => ({
				form,
				ask,
				server: { ...good, body: String(good.body).replace('{asked}', 'Your key is {key}.') },
				outcome: recovered(3, {
					item: { text: 'Your key is [redacted].' },
					says: 'the answer, with [redacted] in the place of the key',
				}),
				drive: throughChatModel,
			}),
		),
	),
	...fault(
		'chat model: __proto__ in an answer',
		...asked(
			(good) => ({
				...good,
				body: String(good.body).replace('"index":0', '"index":0,"__proto__":{"polluted":true}'),
			}),
			recovered(3),
			{
				also: () =>
					unless(
						({} as { polluted?: unknown }).polluted === undefined,
						'the prototype was changed',
					),
			},
		),
	),
	...fault(
		'chat model: 500 for ever',
		...asked(() => refusal(500, 'Out of order'), fails('thrown', 'Out of order', [3, 90]), {
			pace: 'hurried',
		}),
	),
	...fault(
		'chat model: 429 for ever',
		...asked(
			() => refusal(429, 'Too many requests'),
			fails('thrown', 'Too many requests', [3, 60]),
			{ pace: 'hurried' },
		),
	),
	...fault(
		'chat model: a redirect to another host',
		...[chatStreamed, chatWhole].map(
			({ form, ask, good }): Form => ({
				form,
				ask,
				server: async () =>
					await withStranger(inOrder(good), (url) =>
						inOrder({ status: 307, headers: { location: url }, body: '' }),
					),
				outcome: fails('thrown', 'The gateway has moved: it points to http://127.0.0.1:…', 3),
				also: (_came, { elsewhere }) => differs('requests elsewhere', elsewhere?.(), []),
				drive: throughChatModel,
			}),
		),
	),
];
