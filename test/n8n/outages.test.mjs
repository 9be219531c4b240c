import assert from 'node:assert/strict';
import { test } from 'node:test';
import { runTickets } from './support/tickets.mjs';
import { startTroubled } from './support/troubled.mjs';

/*
 * A gateway is in trouble for some seconds, from the start of a run or in its middle: no item is lost. How long that
 * took is printed, and judged where time is virtual: `npm run sim`. `OUTAGE_SECONDS=60` is the long form.
 */

const seconds = Number(process.env.OUTAGE_SECONDS ?? 8);
const count = 600;

const outages = ['page', 'reset', 'refused'].flatMap((trouble) =>
	[0, 200].map((afterAnswers) => ({
		name: `${trouble} ${afterAnswers === 0 ? 'from the start' : 'in the middle'}`,
		trouble,
		afterAnswers,
	})),
);

const gateways = await Promise.all(
	outages.map(({ trouble, afterAnswers }) => startTroubled({ trouble, seconds, afterAnswers })),
);
const { runs, echoes } = await runTickets({
	count,
	model: 'outage',
	gateways: outages.map(({ name }, at) => ({ name, url: gateways[at].url })),
});

for (const [at, { name }] of outages.entries()) {
	test(`${seconds} s of trouble, ${name}: every item is complete and in order, and bought once.`, () => {
		const { outputs, executionTime } = runs[at];
		const failed = outputs.filter(({ error }) => error);
		assert.equal(failed.length, 0, JSON.stringify(failed[0]));
		assert.deepEqual(
			outputs.map(({ text }) => text),
			echoes,
		);
		assert.equal(gateways[at].answered, count);
		console.log(`${name}: ${executionTime} ms, ${gateways[at].failed} requests in vain`);
	});
}
