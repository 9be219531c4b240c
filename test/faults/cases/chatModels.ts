import type { Answer } from '../../support/wire/case';
import { fails, groups, recovered, type FaultCase, type FaultOutcome, type Served } from '../case';
import { throughChatModel } from '../chatModel';
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
];
