import { fails, groups, recovered, type FaultCase } from '../case';
import { good, image, onceEach, page, refusal, repeatable } from './answers';
import { faultIn } from './build';

const fault = faultIn(groups.H);

/** Of the gateway, and of what stands before it. */
const ofGateway = [500, 502, 503, 504];
const ofProxies = [520, 521, 522, 523, 524, 529];
const others = [408, 409, 425, 424, 507, 530];

const out = 'Out of order';
/** With which a paid request was certainly not done, and such with which it may have been. */
const notDone = [500, 502, 503, 521, 522, 523, 529];
const perhapsDone = [408, 504, 520, 524];

/** Trouble of the gateway: it passes. */
export const trouble: readonly FaultCase[] = [
	...ofGateway.flatMap((status) => fault(`${status} once`, ...onceEach(refusal(status, out)))),
	...fault(
		'500 to 504 thrice for every item',
		...ofGateway.map((status) => ({
			form: String(status),
			ask: { items: 1 },
			server: { each: [...Array.from({ length: 3 }, () => refusal(status, out)), good] },
			outcome: recovered(4),
			pace: 'slow' as const,
		})),
	),
	...fault(
		'500 to 504 for ever',
		...ofGateway.map((status) => ({
			form: String(status),
			pace: 'hurried' as const,
			server: refusal(status, out),
			outcome: fails(status === 504 ? 'timeout' : 'server', out, [3, 90]),
		})),
	),
	...fault(
		'520 to 524 and 529 with a page, once',
		...ofProxies.map((status) => ({
			form: String(status),
			server: [page(status, `${status}: Origin error`), good],
			outcome: recovered(4),
		})),
		...onceEach(page(524, 'A timeout occurred'), repeatable.slice(1)),
	),
	...fault('529 with a page, for ever', {
		pace: 'hurried',
		server: page(529, 'Site is overloaded'),
		outcome: fails('server', 'The gateway answered with a web page: Site is overloaded', [3, 90]),
	}),
	...fault(
		'another status of trouble that passes, once',
		...others.map((status) => ({
			form: String(status),
			server: [refusal(status, out), good],
			outcome: recovered(4),
		})),
	),
	...fault(
		'a paid request under a status that says that nothing was made',
		...notDone.map((status) => ({
			form: `image, ${status}`,
			ask: image.ask,
			server: [refusal(status, out), image.good],
			outcome: recovered(4, { item: image.item }),
		})),
	),
	...fault(
		'a paid request under a status that leaves it open whether it was made',
		...perhapsDone.map((status) => ({
			form: `image, ${status}`,
			ask: { ...image.ask, items: 1 },
			server: [refusal(status, out), image.good],
			outcome: fails(status === 520 ? 'server' : 'timeout', out, 1, {
				item: { advice: 'charged', json: { error: { retryable: false } } },
			}),
		})),
	),
	...fault(
		'503 with Retry-After',
		{
			form: 'seconds',
			pace: 'slow',
			server: [refusal(503, out, {}, { 'retry-after': '1' }), good],
			outcome: recovered(4),
		},
		{
			form: 'longer than a run waits',
			server: refusal(503, out, {}, { 'retry-after': '3599' }),
			outcome: fails('server', out, 3),
		},
	),
	...fault('x-should-retry: false with 500', {
		server: refusal(500, out, {}, { 'x-should-retry': 'false' }),
		outcome: fails('server', out, 3),
	}),
	...fault('x-should-retry: true with 400', {
		server: [refusal(400, out, {}, { 'x-should-retry': 'true' }), good],
		outcome: recovered(4),
	}),
];
