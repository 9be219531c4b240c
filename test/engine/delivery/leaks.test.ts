import type { IDataObject } from 'n8n-workflow';
import type { Context } from '../../../nodes/host/parameters';
import { openGateway, runChatAt } from '../../support/chat';
import { supplyChatModelAt } from '../../support/chatModel';
import { png } from '../../support/files';
import { completion, pause, sendJson, type Responder } from '../../support/gateway';
import { refuse } from '../../support/limits';
import { listenersOf, sockets } from '../../support/resources';
import { beginStream, chunksOf, event } from '../../support/stream';
import { startSwallowing } from '../../support/swallowing';
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
		Run: class extends real.Run {
			constructor(context: Context, ...rest: unknown[]) {
				super(context, ...rest);
				signals.push(context.getExecutionCancelSignal());
			}
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

const painting: IDataObject = { resource: 'image', operation: 'generate', prompt: 'A lighthouse' };
const halfAPicture: Responder = ({ path, headers }, response) => {
	const isFile = path.endsWith('.png');
	if (!isFile) return sendJson(response, { data: [{ url: `http://${headers.host}/a.png` }] });
	return response.writeHead(200, { 'content-type': 'image/png' }).write(png().subarray(0, 20));
};
const down: Responder = (_request, response) =>
	response.writeHead(502, { 'content-type': 'text/html' }).end('<html>Bad Gateway</html>');

/** When Stop is pressed: so many milliseconds after so many requests. */
interface Moment {
	requests: number;
	after: number;
}
const atOnce = 4;
const usual: Moment = { requests: 1, after: 300 };

/** What a run may be doing when it is stopped. */
test.each<[string, Responder, IDataObject, Moment?]>([
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
	// The breaker is open by then, and the next probe some time away.
	['the end of an outage', down, {}, { requests: 6, after: 700 }],
	['the rest of a picture', halfAPicture, painting, { requests: 2, after: 300 }],
])(
	'a run that is stopped while it waits for %s sends nothing more, and leaves no timer, socket or listener behind',
	async (_what, respond, parameters, { requests, after } = usual) => {
		const before = sockets();
		let open = 0;
		let press = () => {};
		let sent = -1;
		const gateway = await openGateway((request, response, position) => {
			open++;
			response.on('close', () => open--);
			if (position === requests - 1) void pause(after).then(() => press());
			return respond(request, response, position);
		});
		signals = [];
		const { status } = await runChatAt(gateway, {
			parameters: { ...perTicket, throughput: { maxConcurrency: atOnce }, ...parameters },
			items: tickets(20),
			onError: 'continueRegularOutput',
			onStart: (cancel) => {
				press = () => {
					cancel();
					sent = gateway.requests.length;
				};
			},
		});
		expect(status).toBe('canceled');
		await pause(100);
		// As many may have been on their way as go at once; a busy machine needs its time for them.
		const arrived = gateway.requests.length;
		expect(arrived - sent).toBeLessThanOrEqual(atOnce);
		await pause(150);
		expect(gateway.requests).toHaveLength(arrived);
		expect(open).toBe(0);
		expectNothingLeft(1);
		await gateway.close();
		await pause(50);
		expect(sockets()).toEqual(before);
	},
);

test('a run that is stopped while it connects leaves no timer, socket or listener behind', async () => {
	const swallowing = await startSwallowing();
	const before = sockets();
	const gateway = await openGateway(() => {});
	signals = [];
	let connecting = {};
	const { status } = await runChatAt(gateway, {
		credential: { baseUrl: `http://${swallowing.host}` },
		parameters: { ...perTicket, throughput: {} },
		items: tickets(20),
		onError: 'continueRegularOutput',
		onStart: (cancel) =>
			void pause(500).then(() => {
				connecting = sockets();
				cancel();
			}),
	});
	expect(status).toBe('canceled');
	expect(connecting).not.toEqual(before);
	expectNothingLeft(1);
	await gateway.close();
	await pause(50);
	expect(sockets()).toEqual(before);
	swallowing.close();
	await pause(50);
});

test('a chat model whose run is stopped sends nothing more, and leaves no timer, socket or listener behind', async () => {
	const before = sockets();
	let open = 0;
	let begun = () => {};
	const whenBegun = new Promise<void>((resolve) => (begun = resolve));
	const gateway = await openGateway((request, response, position) => {
		open++;
		response.on('close', () => open--);
		begun();
		return half(request, response, position);
	});
	signals = [];
	const { model, stop, close } = await supplyChatModelAt(gateway);
	const asking = model.invoke('Hi').catch((thrown: unknown) => thrown);
	await whenBegun;
	await pause(100);
	stop();
	expect(await asking).toBeInstanceOf(Error);
	await pause(100);
	expect(gateway.requests).toHaveLength(1);
	expect(open).toBe(0);
	await close();
	expectNothingLeft(1);
	await gateway.close();
	await pause(50);
	expect(sockets()).toEqual(before);
});

/** No alarm is set, and nobody listens for the abort of any of so many runs. */
function expectNothingLeft(runs: number): void {
	expect([...alarms]).toEqual([]);
	expect(signals).toHaveLength(runs);
	expect(signals.map(listenersOf)).toEqual(Array(runs).fill(0));
}
