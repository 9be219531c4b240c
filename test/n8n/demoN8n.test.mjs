import assert from 'node:assert/strict';
import { test } from 'node:test';
import { http } from '../../tools/http.mjs';
import { stopDemoIn } from './support/stoppedDemo.mjs';

const nothingStays = 'no file and no process stays behind.';

test(`Ctrl-C while n8n runs the example of the demo: ${nothingStays}`, () =>
	stopDemoIn({ args: ['--n8n'], said: /Executing .*/, later: 1000, isBuilt: true }));

test(`The editor of the demo can be opened where it says. Ctrl-C: ${nothingStays}`, () =>
	stopDemoIn({
		args: ['--editor'],
		said: /n8n is running: (\S+)\n[^]*Ctrl-C stops it/,
		isBuilt: true,
		look: async ([, url]) => assert.equal((await http(url)).status, 200),
	}));
