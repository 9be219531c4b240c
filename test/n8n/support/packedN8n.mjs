import { after } from 'node:test';
import { installN8n } from '../../../tools/n8n/install.mjs';
import { createInstance } from '../../../tools/n8n/instance.mjs';
import { packProject } from '../../../tools/packProject.mjs';

/** Environment variable with the path of the tarball: main.mjs packs once for all files. */
export const tarballVariable = 'N8N_TEST_TARBALL';

/**
 * An n8n of its own with the packed package where a user's would be. It is taken down after the tests.
 *
 * @param {{ env?: NodeJS.ProcessEnv, version?: string }} [options] further settings for n8n, and which one
 * @returns {Promise<import('../../../tools/n8n/instance.mjs').Instance>}
 */
export async function packedN8n({ env, version } = {}) {
	const instance = await createInstance({ n8n: await installN8n({ version }), env });
	after(() => instance.dispose());
	const packed = process.env[tarballVariable];
	await instance.addPackage(packed ?? (await packProject(instance.folder)));
	return instance;
}
