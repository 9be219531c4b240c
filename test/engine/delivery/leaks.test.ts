import type { IDataObject } from 'n8n-workflow';
import type { Context } from '../../../nodes/host/parameters';
import { openGateway, runChatAt } from '../../support/chat';
import { completion, pause, sendJson, type Responder } from '../../support/gateway';
import { refuse } from '../../support/limits';
import { listenersOf, sockets } from '../../support/resources';
import { beginStream, chunksOf, event } from '../../support/stream';
import { perTicket, tickets } from '../../support/tickets';

/** Alarms of the clock that are set. */
const alarms = new Set<object>();
jest.mock('../../../nodes/host/clock', () => {
	const real = jest.requireActual('../../../nodes/host/clock');
	const after = (milliseconds: number, action: () => void): (() => void) => {
		const alarm = { milliseconds };
		alarms.add(alarm);
		const cancel = real.clock.after(milliseconds, () => {
			alarms.delete(alarm);
			action();
		});
		return () => {
			alarms.delete(alarm);
			cancel();
		};
	};
	return { ...real, clock: { ...real.clock, after } };
});

let signals: Array<AbortSignal | undefined> = [];
jest.mock('../../../nodes/host/run', () => {
	const real = jest.requireActual('../../../nodes/host/run');
	return {
		...real,
		openRun: async (context: Context, ...rest: unknown[]) => {
			signals.push(context.getExecutionCancelSignal());
			return await real.openRun(context, ...rest);
		},
	};
});

const half: Responder = (_request, response) => {
	beginStream(response);
	response.write(chunksOf(completion('Long')).slice(0, 2).map(event).join(''));
};
const whole: IDataObject = { options: { stream: false } };
const picture: IDataObject = {
	resource: 'midjourney',
	operation: 'imagine',
	prompt: 'A lighthouse',
};

/** What a run may be doing when it is stopped. */
test.each<[string, Responder, IDataObject]>([
	['the head of a streamed answer', () => {}, {}],
	['the rest of a streamed answer', half, {}],
	['a whole answer', () => {}, whole],
	['the rest of a whole answer', (_request, response) => void response.write('{"choices":'), whole],
	[
		'a limit that is not lifted',
		(_request, response) => void refuse(response, { 'retry-after': '600' }),
		{},
	],
	[
		'the end of a pause',
		(_request, response) =>
			sendJson(response, { error: { message: 'Later' } }, 503, { 'retry-after': '600' }),
		{},
	],
	['its budget', () => {}, { maxTokens: 100, throughput: { tokenBudget: 250 } }],
	['its rate', half, { throughput: { requestsPerMinute: 1 } }],
	[
		'the next look at a task',
		({ method }, response) =>
			sendJson(
				response,
				method === 'POST' ? { code: 1, result: '1' } : { id: '1', status: 'IN_PROGRESS' },
			),
		picture,
	],
])(
	'a run that is stopped while it waits for %s leaves no timer, socket or listener behind',
	async (_what, respond, parameters) => {
		const before = sockets();
		let open = 0;
		let press = () => {};
		const gateway = await openGateway((request, response, position) => {
			open++;
			response.on('close', () => open--);
			if (position === 0) void pause(300).then(() => press());
			return respond(request, response, position);
		});
		signals = [];
		const { status } = await runChatAt(gateway, {
			parameters: { ...perTicket, throughput: { maxConcurrency: 4 }, ...parameters },
			items: tickets(20),
			onError: 'continueRegularOutput',
			onStart: (cancel) => (press = cancel),
		});
		expect(status).toBe('canceled');
		await pause(100);
		expect(open).toBe(0);
		expect([...alarms]).toEqual([]);
		expect(signals).toHaveLength(1);
		expect(signals.map(listenersOf)).toEqual([0]);
		await gateway.close();
		await pause(50);
		expect(sockets()).toEqual(before);
	},
);
