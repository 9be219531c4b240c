import { change, finite, oneBesideMany, twoRuns } from '../sim/events';
import { measure, reaches, steadyRows } from '../sim/steady';

/** The short form of `npm run sim`: fewer seeds, the rows that say most. */
const essential: Array<[name: string, processes: number]> = [
	['token bucket, burst 10', 1],
	['sliding, refusals count', 4],
	['fixed window, Retry-After', 1],
	['concurrency 50', 1],
	['sliding, limit in the text', 1],
	['bucket 600, true headers', 1],
];

test.each(essential)('%s × %d: near the limit, with almost no refusals', (name, processes) => {
	const row = steadyRows.find((candidate) => candidate.name === name)!;
	for (const streamed of [true, false]) {
		const measured = measure(row, processes, streamed, { seeds: 1 });
		expect({
			streamed,
			measured,
			reached: reaches(measured.later, row.aims[processes]),
		}).toMatchObject({
			reached: true,
		});
	}
});

test('follows a limit that changes, ends finite runs in time and is fair', () => {
	const figures = [
		change(10, 3, [1, 10], true, { seeds: 2 }),
		finite(600, 1.03, true, { seeds: 3 }),
		finite(10, 1.07, true, { seeds: 3 }),
		twoRuns({ seeds: 2 }),
		oneBesideMany({ seeds: 2 }),
	];
	expect(figures.filter(({ passed }) => !passed)).toEqual([]);
});
