import { groups, recovered, type FaultCase } from '../case';
import { page, refusal, repeatable } from './answers';

const group = groups.H;

/** Trouble of the gateway that passes. */
export const statuses: readonly FaultCase[] = [
	...repeatable.map(
		({ form, ask, good, item, requests }): FaultCase => ({
			group,
			fault: '500 once',
			form,
			ask,
			server: [refusal(500, 'Out of order'), good],
			outcome: recovered(requests + 1, { item }),
		}),
	),
	...repeatable.map(
		({ form, ask, good, item, requests }): FaultCase => ({
			group,
			fault: '502 with a page, once',
			form,
			ask,
			server: [page(502, '502 Bad Gateway'), good],
			outcome: recovered(requests + 1, { item }),
		}),
	),
];
