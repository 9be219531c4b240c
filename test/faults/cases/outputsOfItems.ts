import { streamed, piece } from '../../cases/own/chatBodies';
import { sendJson, type Responder } from '../../support/gateway';
import { respondAs } from '../../support/wire/server';
import { askedIn } from '../ask';
import { fails, groups, recovered, type FaultCase } from '../case';
import { fill, openGateway } from '../server';
import { good } from './answers';
import { faultIn } from './build';

const fault = faultIn(groups.N);

const items = 30;
const placeOf = (bytes: Buffer): number => Number(askedIn(bytes)?.slice(5));

/** Every third item is refused, or gets an answer that cannot be read. */
const everyThird =
	(bad: Responder): Responder =>
	async (request, response, position) =>
		placeOf(request.bytes) % 3 === 0
			? await bad(request, response, position)
			: await respondAs({ answer: good }, fill)(request, response, position);

const refused: Responder = (_request, response) =>
	sendJson(response, { error: { message: 'Not acceptable' } }, 400);
const unreadable: Responder = (_request, response) => {
	response.writeHead(200, { 'content-type': 'application/json' });
	response.end('{"choices": nothing}');
};

const modes = [
	['Continue', 'continueRegularOutput'],
	['Continue (using error output)', 'continueErrorOutput'],
] as const;

/** Every input item has its one output, whatever becomes of the others. */
export const outputsOfItems: readonly FaultCase[] = [
	...fault(
		'every third item fails',
		...modes.flatMap(([form, onError]) => [
			{
				form: `${form}: a refusal`,
				ask: { items, onError },
				server: async () => await openGateway(everyThird(refused)),
				outcome: fails('badRequest', 'Not acceptable', items, { failed: items / 3 }),
			},
			{
				form: `${form}: broken JSON`,
				ask: { items, onError },
				server: async () => await openGateway(everyThird(unreadable)),
				outcome: fails('malformed', 'The gateway answered with broken JSON', items, {
					failed: items / 3,
				}),
			},
		]),
		{
			form: 'Stop: the node stops',
			ask: { items, onError: 'stopWorkflow' as const },
			server: async () => await openGateway(everyThird(refused)),
			outcome: fails('badRequest', 'Not acceptable…', [1, items], { isStopped: true }),
		},
	),
	...fault(
		'every item fails',
		...modes.map(([form, onError]) => ({
			form,
			ask: { items, onError },
			server: async () => await openGateway(refused),
			outcome: fails('badRequest', 'Not acceptable', items),
		})),
	),
	...fault('answers come in the reverse order of their requests', {
		ask: { items, stream: false },
		server: async () => {
			const waiting: Array<() => void> = [];
			return await openGateway(async (request, response, position) => {
				const answered = respondAs({ answer: streamed([piece('{asked}')]) }, fill);
				// The last of ten lets the one before it go, and so on.
				if (position % 10 < 9 && position < items - 1)
					await new Promise<void>((resolve) => waiting.push(resolve));
				await answered(request, response, position);
				waiting.pop()?.();
			});
		},
		outcome: recovered(items),
	}),
];
