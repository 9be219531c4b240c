import { startGatewayProcess } from '../../support/faulty/gatewayProcess';
import { fileLimit } from '../../support/faulty/openFiles';
import { pause } from '../../support/gateway';
import { fails, groups, recovered, type FaultAsk, type FaultCase } from '../case';
import { throughNode } from '../run';
import { twice } from './tcp';

const group = groups.T;
const none = 'The gateway at {host} cannot be reached: this n8n can open no further connection';

/**
 * A run in a process that may open so few files more, for so many milliseconds. Another run goes before it: it loads
 * what is loaded at the first request.
 */
function short(free: number, milliseconds: number): Pick<FaultCase, 'server' | 'drive'> {
	const limit = fileLimit();
	let requests = 0;
	let before = 0;
	let countNow = async () => 0;
	return {
		server: async () => {
			const { url, count, close } = await startGatewayProcess();
			countNow = count;
			return { url, count: () => requests, close };
		},
		drive: async (ask, circumstances) => {
			const { executionId } = circumstances;
			await throughNode(ask, { ...circumstances, executionId: `${executionId}, first` });
			before = await countNow();
			await limit.set(free);
			let isOver = false;
			const running = throughNode(ask, circumstances).finally(() => (isOver = true));
			const until = performance.now() + milliseconds;
			while (!isOver && performance.now() < until) await pause(20);
			await limit.lift();
			const came = await running;
			requests = (await countNow()) - before;
			return came;
		},
	};
}

const many: FaultAsk = { items: 200 };

/** This machine has too few descriptors (EMFILE). */
export const shortages: readonly FaultCase[] = [
	{
		group,
		fault: 'No file descriptor is left (EMFILE)',
		form: 'for 2 seconds',
		ask: {},
		...short(0, 2_000),
		outcome: recovered(3),
		pace: 'heavy',
	},
	{
		group,
		fault: 'No file descriptor is left (EMFILE)',
		form: 'every time, of two',
		ask: twice(),
		...short(0, 60_000),
		outcome: fails('network', none, 0, { item: { advice: 'ulimit -n' } }),
		pace: 'heavy',
	},
	{
		group,
		fault: 'File descriptors for a few requests at a time only (EMFILE)',
		form: '200 items, 64 at a time',
		ask: many,
		...short(12, 60_000),
		outcome: recovered(200),
		pace: 'heavy',
	},
];
