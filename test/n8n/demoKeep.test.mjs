import assert from 'node:assert/strict';
import { rm } from 'node:fs/promises';
import { after, test } from 'node:test';
import { RestClient } from '../../tools/n8n/rest.mjs';
import { temporaryFolder } from '../../tools/n8n/temporaryFolder.mjs';
import { stopDemoIn } from './support/stoppedDemo.mjs';

test('With --keep, what one builds in the editor is there the next time, and what one changes stays changed.', async () => {
	const folder = await temporaryFolder();
	after(() => rm(folder, { recursive: true, force: true }));
	const stopKept = (/** @type {(rest: RestClient) => Promise<void>} */ look) =>
		stopDemoIn({
			args: ['--editor', '--keep', folder],
			said: /n8n is running: (\S+)\nSign in as (\S+) with the password ([\w-]+)[^]*Ctrl-C stops it/,
			isBuilt: true,
			look: async ([, url, email, password]) => {
				const rest = new RestClient(new URL(url).origin);
				await rest.login({ email, password });
				await look(rest);
			},
		});
	await stopKept(async (rest) => {
		const empty = { nodes: [], connections: {}, settings: {} };
		await rest.request('POST', '/rest/workflows', { name: 'Mine', ...empty });
		const [example] = await rest.request('GET', '/rest/workflows?filter={"name":"Nightly"}');
		const { id, versionId } = example;
		await rest.request('PATCH', `/rest/workflows/${id}`, { name: 'My tickets', versionId });
	});
	await stopKept(async (rest) => {
		const names = async (path) => (await rest.request('GET', path)).map(({ name }) => name).sort();
		assert.deepEqual(await names('/rest/workflows'), ['Mine', 'My tickets']);
		assert.deepEqual(await names('/rest/credentials'), ['AIGC2D (set by the demo)']);
	});
});
