import { testEach } from '../wire/suite';
import type { Good } from './good';
import { inWords, round, type Round } from './judge';
import { Random } from './random';
import { readerRounds, seed } from './rounds';

/** Longest list of faults that is shown of a route. */
const mostShown = 5;

interface Played {
	at: number;
	route: string;
	round: Round;
}

/** All rounds: what went wrong, and what came of each. */
function play(routes: ReadonlyArray<(random: Random) => Good>): Played[] {
	return Array.from({ length: readerRounds }, (_, position) => {
		const random = new Random(seed + position);
		const good = random.pick(routes)(random);
		const played = round(good, random);
		// What was sent is shown where something is wrong.
		if (played.faults.length === 0) played.sent = { ...played.sent, text: '', parts: [] };
		return { at: seed + position, route: good.route, round: played };
	});
}

/**
 * A test for each route: its answers, changed at random, are read in random packets.
 *
 * @param kind of the rows that `npm run test:wire` prints
 */
export function testReaders(
	kind: string,
	routes: ReadonlyArray<(random: Random) => Good>,
	names: readonly string[],
): void {
	let played: Played[] | undefined;
	const rows = names.map((name, position) => ({
		nr: `${kind}.${position + 1}`,
		title: `read at random: ${name}`,
	}));
	testEach(rows, async ({ title }) => {
		played ??= play(routes);
		const own = played.filter(({ route }) => title.endsWith(`: ${route}`));
		const wrong = own.filter(({ round: { faults } }) => faults.length > 0);
		const read = own.filter(({ round: { outcome } }) => outcome === 'success');
		const [slowest] = own.sort((one, two) => two.round.milliseconds - one.round.milliseconds);
		const time = slowest ? `${slowest.at} took ${Math.ceil(slowest.round.milliseconds)} ms` : '';
		return {
			requests: 0,
			outcome: `${own.length} answers, ${read.length} good; ${time}`,
			mismatches: wrong.slice(0, mostShown).map(({ at, round: one }) => inWords(at, one)),
		};
	});
}
