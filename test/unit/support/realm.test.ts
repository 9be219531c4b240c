/* eslint-disable @n8n/community-nodes/no-restricted-imports, @n8n/community-nodes/no-restricted-globals --
   looks at what the tests run in */
import { AsyncLocalStorage } from 'node:async_hooks';
import { readFileSync } from 'node:fs';
import OwnRealm from '../../support/realm/environment.cjs';

const globals = globalThis as unknown as Record<string, unknown>;

test('what Node.js throws is an Error, as it is in n8n', () => {
	let thrown: unknown;
	try {
		readFileSync('/there is no such file');
	} catch (error) {
		thrown = error;
	}
	expect(thrown instanceof Error).toBe(true);
});

describe('after a test file', () => {
	const project = { projectConfig: { testEnvironmentOptions: {}, globals: {} }, globalConfig: {} };

	test('what it put onto the global object is gone, and what it replaced is back', async () => {
		const { fetch } = globalThis;
		const realm = new OwnRealm(project, {});
		globals.left = 'behind';
		globals.fetch = () => undefined;
		await realm.teardown();
		expect(globals).not.toHaveProperty('left');
		expect(globalThis.fetch).toBe(fetch);
	});

	test('what it kept beside its promises is gone', async () => {
		const realm = new OwnRealm(project, {});
		const storage = new AsyncLocalStorage<string>();
		const [before, after] = await storage.run('kept', async () => [
			storage.getStore(),
			await realm.teardown().then(() => storage.getStore()),
		]);
		expect([before, after]).toEqual(['kept', undefined]);
	});

	test('what a package put there stays', async () => {
		const realm = new OwnRealm(project, {});
		realm.lasting(() => (globals.ofPackage = 1));
		await realm.teardown();
		expect(globals.ofPackage).toBe(1);
		delete globals.ofPackage;
	});
});
