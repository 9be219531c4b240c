import assert from 'node:assert/strict';
import { after, test } from 'node:test';
import { packedN8n } from './support/packedN8n.mjs';
import { phases } from './support/stopPhases.mjs';
import { listenForStops, stopIn } from './support/stopRun.mjs';

/*
 * Stop, pressed through n8n's own interface. These are some of the phases; how soon it works in all of them is
 * measured by `npm run test:soak -- stop`.
 */

const tried = [
	'in the middle of a stream',
	'held back by a 429',
	'between two looks at a task',
	'the chat model of an Agent',
];

const stops = await listenForStops();
after(() => stops.close());
const n8n = await packedN8n({ env: stops.env });
await n8n.start();
await n8n.owner();

for (const name of tried) {
	test(`Stop: ${name}. Nothing more is sent, and every connection is closed.`, async () => {
		const phase = phases.find((each) => each.name === name);
		const result = await stopIn(phase, { rest: n8n.rest, stops });
		console.log(JSON.stringify(result));
		assert.equal(result.status, 'canceled');
		// One may have been on its way.
		assert.ok(result.late <= 1, `${result.late} requests came after Stop`);
		assert.equal(result.open, 0);
	});
}
