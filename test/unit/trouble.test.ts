import { outage, throughOutage, type Fault } from '../support/outage';

const faults: ReadonlyArray<[string, Fault]> = [
	['refused connections', { fails: 'ECONNREFUSED' }],
	['resets', { fails: 'ECONNRESET' }],
	['no descriptors', { fails: 'EMFILE' }],
	['502', { fails: 502 }],
	['500', { fails: 500 }],
	['504 after three seconds', { fails: 504, after: 3_000 }],
	['504 after half a minute', { fails: 504, after: 30_000 }],
	['529', { fails: 529 }],
	['no way to connect within 15 s', { fails: 'ETIMEDOUT', after: 15_000 }],
];

test.each(faults.flatMap(([what, fault]) => [0, 3_000].flatMap((from) => [8_000, 60_000, 120_000].map((length) => [what, fault, from, length] as const))))(
	'%s', async (what, fault, from, length) => {
		const run = await throughOutage({ items: 600, answer: 1_000, weather: outage(from, from + length, fault) });
		console.log(what, from, length, run.good, run.finished, Math.max(...run.requests), run.requests.reduce((a, b) => a + b), run.pending, run.failed[0]?.description);
		expect(run.good).toBe(600);
	},
);
