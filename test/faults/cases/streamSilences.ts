import { completion, pause, startGateway } from '../../support/gateway';
import { beginStream, chunksOf, event } from '../../support/stream';
import { askedIn } from '../ask';
import { fails, groups, recovered, type FaultCase, type OpensServer } from '../case';
import { speed } from '../../support/conversation/clock';
import { faultIn } from './build';

const fault = faultIn(groups.S);
const minute = 60_000;

/** Between two pings, in milliseconds of the node's clock. */
const betweenPings = 10_000;

/** Sends nothing but pings for so long by the node's clock, first or after so many chunks, and then the rest. */
function pinging(minutes: number, after = 0, ping = ': ping\n\n'): OpensServer {
	return async () => {
		const { url, requests, close } = await startGateway(async ({ bytes }, response) => {
			const events = [...chunksOf(completion(askedIn(bytes) ?? '')), '[DONE]'].map(event);
			beginStream(response);
			response.write(ping);
			response.write(events.slice(0, after).join(''));
			// By the clock, and not by the number of pauses: a busy machine makes each of them longer.
			const until = performance.now() + (minutes * minute) / speed;
			while (performance.now() < until) {
				await pause(betweenPings / speed);
				if (response.destroyed) return;
				response.write(ping);
			}
			response.end(events.slice(after).join(''));
		});
		return { url, close, count: () => requests.length };
	};
}

const silent =
	'The gateway kept the connection open, but sent nothing of its answer for 300 seconds';

/** Streams that say for minutes no more than that they are there. */
export const streamSilences: readonly FaultCase[] = [
	...fault(
		'nothing but pings, and then the answer',
		{
			form: 'for 4 minutes',
			server: pinging(4),
			outcome: recovered(3),
			pace: 'hurried',
		},
		{
			form: 'for 4 minutes, after the first words',
			server: pinging(4, 2),
			outcome: recovered(3),
			pace: 'hurried',
		},
		{
			form: 'for 10 minutes, as Idle Timeout is',
			ask: { throughput: { idleTimeout: 660 } },
			server: pinging(10),
			outcome: recovered(3),
			pace: 'hurried',
		},
		{
			form: 'for 10 minutes, as First Byte Timeout is',
			ask: { throughput: { firstByteTimeout: 660 } },
			server: pinging(10),
			outcome: recovered(3),
			pace: 'hurried',
		},
		{
			form: 'for 10 minutes, which is longer than the node waits unless told',
			ask: { items: 1 },
			server: pinging(10),
			outcome: fails('timeout', silent, 1, { item: { advice: 'raise Idle Timeout' } }),
			pace: 'hurried',
		},
		{
			form: 'for 10 minutes, empty chunks in place of comments',
			ask: { items: 1 },
			server: pinging(10, 0, event({ choices: [{ index: 0, delta: { content: '' } }] })),
			outcome: fails('timeout', silent, 1, { item: { advice: 'raise Idle Timeout' } }),
			pace: 'hurried',
		},
	),
];
