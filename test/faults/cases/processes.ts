import { pause, sendJson } from '../../support/gateway';
import { respondAs } from '../../support/wire/server';
import { fails, groups, recovered, type Drive, type FaultCase, type OpensServer } from '../case';
import { throughNode } from '../run';
import { fill, openGateway } from '../server';
import { good, refusal } from './answers';
import { faultIn } from './build';
import { asWanted, cancelled } from './stops';

const fault = faultIn(groups.N);
/** They look at the whole process, or change its time. */
const pace = 'heavy';

const answer = respondAs({ answer: good }, fill);

/** What keeps a process from ending, by kind. */
function handles(): { [kind: string]: number } {
	const counts: { [kind: string]: number } = {};
	// eslint-disable-next-line @n8n/community-nodes/no-restricted-globals -- Node.js alone knows
	for (const kind of process.getActiveResourcesInfo()) {
		if (/Socket|TLS|Timeout|Immediate|GETADDRINFO/i.test(kind))
			counts[kind] = (counts[kind] ?? 0) + 1;
	}
	return counts;
}

/** How long what is over may take to be gone, in milliseconds. */
const settled = 300;

/** A run after which the process has as much open as before. */
function leavingNothing(press: boolean): Pick<FaultCase, 'drive' | 'also'> {
	let before = '';
	let after = '';
	const drive: Drive = async (ask, circumstances) => {
		const first = `${circumstances.executionId}, first`;
		// What is loaded and kept at the first run belongs to n8n.
		if (!press) await throughNode(ask, { ...circumstances, executionId: first });
		await pause(settled);
		before = JSON.stringify(handles());
		const came = await throughNode(ask, {
			...circumstances,
			onStart: (cancel) => {
				circumstances.onStart(cancel);
				if (press) void pause(settled).then(cancel);
			},
		});
		await pause(settled);
		after = JSON.stringify(handles());
		return press ? asWanted(came) : came;
	};
	return {
		drive,
		also: () => (before === after ? [] : [`open before: ${before}, and after: ${after}`]),
	};
}

/** All is refused for a second, and the clock of the machine jumps when that begins. */
function jumping(milliseconds: number): Pick<FaultCase, 'server' | 'also'> {
	const arrivals: number[] = [];
	const server: OpensServer = async () => {
		const { now } = Date;
		const opened = await openGateway(async (request, response, position) => {
			arrivals.push(performance.now());
			const left = Number(arrivals[0]) + limit - performance.now();
			if (left <= 0) return await answer(request, response, position);
			Object.assign(Date, { now: () => now() + milliseconds });
			const headers = { 'retry-after-ms': String(Math.ceil(left)) };
			return sendJson(response, { error: { message: 'Too many requests' } }, 429, headers);
		});
		return {
			...opened,
			close: async () => {
				Object.assign(Date, { now });
				await opened.close();
			},
		};
	};
	const also = (): string[] => {
		const took = Number(arrivals.at(-1)) - Number(arrivals[0]);
		return took >= limit && took < 5 * limit
			? []
			: [`a limit of a second took ${Math.round(took)} ms`];
	};
	return { server, also };
}

/** How long the limit holds, in milliseconds. */
const limit = 1_000;
const hour = 3_600_000;

/** What a run leaves behind, and the clock of its machine. */
export const processes: readonly FaultCase[] = [
	...fault(
		'nothing is left open by a run',
		{
			form: 'that is good',
			...leavingNothing(false),
			server: async () => await openGateway(answer),
			outcome: recovered(6),
			pace,
		},
		{
			form: 'that fails',
			ask: { throughput: { maxAttempts: 1 } },
			...leavingNothing(false),
			server: refusal(400, 'Not acceptable'),
			outcome: fails('badRequest', 'Not acceptable', 6),
			pace,
		},
		{
			form: 'that is stopped',
			...leavingNothing(true),
			server: async () => await openGateway(() => {}),
			outcome: fails('cancelled', cancelled, [1, 3]),
			pace,
		},
	),
	...fault(
		'the clock of the machine jumps while a limit is waited for',
		...[hour, -hour, 24 * hour].map(
			(jump) =>
				({
					form: `${jump > 0 ? 'forward' : 'back'} by ${Math.abs(jump / hour)} hours`,
					...jumping(jump),
					outcome: recovered([4, 12]),
					pace,
				}) as const,
		),
	),
];
