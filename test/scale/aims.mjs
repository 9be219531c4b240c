/** What is refused beyond what is refused at random, of all requests. */
const mostRefused = { usual: 0.015, killed: 0.02 };
const leastGoodput = { killed: 0.93 };
const leastFairness = 0.9;

const percent = (share) => `${(share * 100).toFixed(1)} %`;

/**
 * What a run has to show, with what it does show.
 *
 * @param {Awaited<ReturnType<typeof import('./run.mjs').run>>} result
 * @param {boolean} isShort too few requests to judge how well the limit was followed
 * @returns {{ aim: string, found: string, met: boolean | undefined }[]}
 */
export function judge(result, isShort) {
	const { key, limit, kills, executions, complete, items, correct, failed } = result;
	const { goodput, refused, fairness, stretch } = result;
	const name = kills ? `${key}, a worker killed` : key;
	const row = (aim, found, met) => ({ aim: `${name}: ${aim}`, found, met });
	const isMeasured = stretch.until > stretch.from;
	const figure = (aim, found, met) =>
		row(aim, isMeasured ? found : 'too short a run', isShort || !isMeasured ? undefined : met);
	const least = kills ? Math.min(leastGoodput.killed, limit.least) : limit.least;
	const most = kills ? mostRefused.killed : mostRefused.usual;
	const rows = [
		row(
			`all ${executions} executions complete${kills ? ', some of them sent again' : ''}`,
			String(complete),
			complete === executions,
		),
		row(`all ${items} items with their own answer`, String(correct), correct === items),
		row('failures: none', String(failed), failed === 0),
		figure(
			`after the first minute goodput ≥ ${percent(least)} of the limit`,
			percent(goodput),
			goodput >= least,
		),
		figure(
			`refused for the limit ≤ ${percent(most)} of the requests`,
			percent(refused),
			refused <= most,
		),
	];
	if (!kills)
		rows.push(
			figure(
				`Jain's index over workers ≥ ${leastFairness}`,
				fairness.toFixed(3),
				fairness >= leastFairness,
			),
		);
	return rows;
}
