import { differences } from '../../torture/differences';
import { torture } from '../../torture/torture';

/** `npm run test:torture` reads a hundred thousand. */
const streams = 200;
/** In milliseconds: a busy machine takes long. */
const limit = 120_000;
const seed = 1;

test(
	'streams at random are read as two other readers read them, except for what is listed',
	async () => {
		const { faults, truncated, cut, complete } = await torture(streams, seed);
		expect(faults).toEqual([]);
		expect(truncated.unlisted).toBe(0);
		expect(cut).toBeGreaterThan(streams / 4);
		expect(complete).toBeGreaterThan(streams / 4);
	},
	limit,
);

test('every listed difference has a name of its own, and a reason', () => {
	expect(new Set(differences.map(({ name }) => name)).size).toBe(differences.length);
	expect(differences.filter(({ reason }) => reason.length < 20)).toEqual([]);
});
