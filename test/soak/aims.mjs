const integer = (value) => Math.round(value).toLocaleString('en');

/** Requests beyond one an item: what goes wrong, what is refused, and some to find the limit. */
const mostBeyond = 0.05;
/** Of the least time in which anybody could do it. */
const mostTime = 1.3;
/** What the node may keep beyond its outputs when all items are done, in kB an item. */
const mostKept = 1;

/**
 * What the soak has to show, with what it does show.
 *
 * @returns {{ aim: string, found: string, met: boolean }[]}
 */
export function judge({ count, bound, report, accounts, curve }) {
	const { items, requests, boughtTwice, wrong, unexplained } = accounts;
	const time = report.wall / 1000 / bound;
	const kept = (Math.max(...curve.map(({ beyond }) => beyond)) * 1024) / count;
	const row = (aim, found, met) => ({ aim, found, met });
	return [
		row('every item once, in its place, with its own answer', integer(items), wrong.length === 0),
		row('answers bought twice: none', integer(boughtTwice), boughtTwice === 0),
		row('requests without a reason: none', integer(unexplained), unexplained === 0),
		row(
			`requests ≤ items × ${1 + mostBeyond}`,
			`× ${(requests / count).toFixed(4)}`,
			requests <= count * (1 + mostBeyond),
		),
		row(`time ≤ ${mostTime} × the bound of the limit`, `× ${time.toFixed(2)}`, time <= mostTime),
		row(
			`memory beyond the outputs ≤ ${mostKept} kB an item, at any time`,
			`${kept.toFixed(2)} kB`,
			kept <= mostKept,
		),
	];
}
