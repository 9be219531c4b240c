import { good as goodAnswer } from './answers';
import { pause, sendJson } from '../../support/gateway';
import { respondAs } from '../../support/wire/server';
import { groups, recovered, type Came, type Drive, type FaultAsk, type FaultCase } from '../case';
import { throughNode } from '../run';
import { fill, openGateway } from '../server';
import { faultIn } from './build';

const fault = faultIn(groups.N);

const each = 12;
const parameters = {
	messages: { values: [{ role: 'user', content: '=Item {{ $json.number }}' }] },
};
const numbered = (count: number) => Array.from({ length: count }, (_, number) => ({ number }));
const answer = respondAs({ answer: goodAnswer }, fill);

/** The items of the case from one number on, so many. */
const part = (ask: FaultAsk, from: number): FaultAsk => ({
	...ask,
	items: (ask.items as Array<{ number: number }>).slice(from, from + each),
});

/** Two runs at the same time, with the same key for the same model: half of the items each. */
const sideBySide: Drive = async (ask, circumstances) => {
	const runs = await Promise.all(
		[0, each].map(async (from): Promise<Came> => {
			const executionId = `${circumstances.executionId}, from ${from}`;
			const came = await throughNode(part(ask, from), { ...circumstances, executionId });
			const outputs = came.outputs.map((output) => ({
				...output,
				inputs: output.inputs.map((input) => input + from),
			}));
			return { ...came, outputs };
		}),
	);
	return {
		status: runs.find(({ status }) => status !== 'success')?.status ?? 'success',
		outputs: runs.flatMap(({ outputs }) => outputs),
		hints: [],
		whole: runs,
	};
};

/** The other run of a pair is stopped while it waits for answers that never come. */
const besideStopped: Drive = async (ask, circumstances) => {
	let press = () => {};
	const other = throughNode(
		{
			...part(ask, 0),
			parameters: { messages: { values: [{ role: 'user', content: 'Item 999' }] } },
		},
		{
			...circumstances,
			executionId: `${circumstances.executionId}, stopped`,
			onStart: (cancel) => (press = cancel),
		},
	);
	await pause(200);
	const running = throughNode(ask, circumstances);
	await pause(100);
	press();
	await other;
	return await running;
};

/** Two runs that share what is known of their gateway, key and model. */
export const sharing: readonly FaultCase[] = [
	...fault(
		'two runs at once',
		{
			form: 'on one lane',
			ask: { items: numbered(2 * each), parameters },
			drive: sideBySide,
			server: async () => await openGateway(answer),
			outcome: recovered(2 * each),
		},
		{
			form: 'at a gateway that takes two requests at a time',
			ask: { items: numbered(2 * each), parameters },
			drive: sideBySide,
			server: async () => {
				let atWork = 0;
				return await openGateway(async (request, response, position) => {
					if (atWork >= 2)
						return sendJson(response, { error: { message: 'Too many concurrent requests' } }, 429);
					atWork++;
					await pause(20);
					atWork--;
					return await answer(request, response, position);
				});
			},
			outcome: recovered([2 * each, 5 * each]),
			pace: 'slow',
		},
		{
			form: 'of which one is stopped',
			ask: { items: numbered(each), parameters },
			drive: besideStopped,
			server: async () =>
				await openGateway(async (request, response, position) =>
					request.bytes.includes('Item 999')
						? undefined
						: await answer(request, response, position),
				),
			outcome: recovered([each + 1, 2 * each]),
			pace: 'slow',
		},
	),
];
