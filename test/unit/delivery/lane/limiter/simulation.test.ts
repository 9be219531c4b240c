import { change, finite, oneBesideMany, twoRuns } from '../../../../sim/events';
import { measure, reaches } from '../../../../sim/measure';
import { steadyRows } from '../../../../sim/rows';

/** The short form of `npm run sim`: one seed and a quarter of an hour, the rows that say most. */
const essential: Array<[name: string, processes: number, streamed: boolean]> = [
	['token bucket, burst 10', 1, true],
	['sliding, refusals count', 4, true],
	['fixed window, Retry-After', 1, false],
	['concurrency 50', 1, false],
	['concurrency 8, 50 ms, five minutes', 1, true],
	['tokens per minute, named', 4, false],
	['1 % refused at random', 1, true],
	['20 % refused at random', 1, false],
	['1 % at random, with Retry-After 20', 1, true],
	['bucket and 5 % at random', 1, true],
	['bucket, Retry-After 60, from minute 5', 1, false],
	['episodes of 20 s of 180', 1, true],
	['sliding 60 s, refused after 1 s', 1, false],
	['concurrency 50, refused after 2.5 s', 4, true],
];

test.each(essential)(
	'%s × %d: as fast as may be, with few refusals',
	(name, processes, streamed) => {
		const row = steadyRows.find((candidate) => candidate.name === name)!;
		const measured = measure(row, processes, streamed, { seeds: 1, minutes: 15 });
		const aim = row.aims[processes];
		const reached = reaches(measured, aim) || reaches(measured.later, aim);
		expect({ measured, reached }).toMatchObject({ reached: true });
	},
);

test('follows a limit that changes, ends finite runs in time and is fair', () => {
	const figures = [
		change(10, 3, [1, 10], true, { seeds: 2 }),
		finite(600, 1.05, true, { seeds: 3 }),
		finite(10, 1.07, true, { seeds: 3 }),
		twoRuns({ seeds: 2 }),
		oneBesideMany({ seeds: 2 }),
	];
	expect(figures.filter(({ passed }) => !passed)).toEqual([]);
});
