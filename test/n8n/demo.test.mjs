import { test } from 'node:test';
import { stopDemoIn } from './support/stoppedDemo.mjs';

/*
 * `npm run demo`, stopped. What it shows when it is let run is looked at by `.ci/run`; the real n8n and its editor are
 * in demoN8n.test.mjs.
 */

const phases = {
	'it installs the engine of the gateway': {
		said: /Installing node-llama-cpp/,
		later: 2000,
		isBare: true,
	},
	'it installs n8n': {
		args: ['--n8n'],
		said: /MB on the disk, [\d,]+ of about [\d,]+ packages/,
		isBare: true,
	},
	'it builds': { said: /Building the package/, later: 1000 },
	'the node runs in the engine': { said: /Executing .*/, isBuilt: true },
};

for (const [name, phase] of Object.entries(phases))
	test(`Ctrl-C while ${name}: no file and no process stays behind.`, () => stopDemoIn(phase));
