import { outage, throughOutage, type Fault, type Weather } from '../support/outage';
import type { Figure } from './events';
import { bucket } from './limits';

/** Items of a run, and the mean length of an answer in milliseconds. */
const items = 600;
const answer = 2_000;
/** What an outage may cost beyond its length, in milliseconds. */
const extra = 20_000;

const faults: ReadonlyArray<[string, Fault]> = [
	['refused', { fails: 'ECONNREFUSED' }],
	['502', { fails: 502 }],
	['504 after 3 s', { fails: 504, after: 3_000 }],
];
const seconds = [8, 60, 120];
const begins = [0, 10];

/** A gateway that takes 20 requests a second, and says no more than 429. */
function limited(): Weather {
	const limit = bucket(60 * 20, 20);
	return (now) => (limit.judge(now, 0) ? { fails: 429 } : undefined);
}

/** What outages cost a run, in items and in time, through the whole of delivery. */
export async function outages(): Promise<Figure[]> {
	const figures: Figure[] = [];
	for (const isLimited of [false, true]) {
		const calm = () => (isLimited ? limited() : () => undefined);
		const without = await throughOutage({ items, answer, weather: calm() });
		for (const [what, fault] of faults)
			for (const from of begins)
				for (const length of seconds) {
					const limit = calm();
					const down = outage(1_000 * from, 1_000 * (from + length), fault);
					const weather: Weather = (now, item) => down(now, item) ?? limit(now, item);
					const run = await throughOutage({ items, answer, weather });
					const more = run.finished - without.finished;
					const requests = run.requests.reduce((one, other) => one + other);
					const where = isLimited ? ', 20 a second' : '';
					figures.push({
						name: `${what} for ${length} s from second ${from}${where}`,
						text: `${items - run.good} lost, ${(more / 1_000).toFixed(1)} s longer, ${requests} requests`,
						aim: `0, ≤ ${length + extra / 1_000} s`,
						passed: run.good === items && more <= 1_000 * length + extra,
					});
				}
	}
	return figures;
}
