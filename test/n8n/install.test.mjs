import assert from 'node:assert/strict';
import { execFile } from 'node:child_process';
import { copyFile, readFile } from 'node:fs/promises';
import { basename, join } from 'node:path';
import { after, test } from 'node:test';
import { promisify } from 'node:util';
import { installN8n } from '../../tools/n8n/install.mjs';
import { createInstance } from '../../tools/n8n/instance.mjs';
import { packProject, projectFolder } from '../../tools/packProject.mjs';
import { tarballVariable } from './support/packedN8n.mjs';

/*
 * The lines of docs/install.md that put a packed package into n8n, run as they stand there in a home of their own, and
 * the same lines in both READMEs.
 */

const page = async (name) => await readFile(join(projectFolder, name), 'utf8');
const lines = /```sh install\n([^]*?)```/.exec(await page('docs/install.md'))[1];

test('The lines of docs/install.md bring the nodes into n8n.', async () => {
	const n8n = await createInstance({ n8n: await installN8n() });
	after(() => n8n.dispose());
	const tarball = process.env[tarballVariable] ?? (await packProject(n8n.folder));
	const here = join(n8n.folder, basename(tarball));
	if (here !== tarball) await copyFile(tarball, here);
	const env = { ...process.env, HOME: n8n.folder };
	await promisify(execFile)('sh', ['-ec', lines], { cwd: n8n.folder, env });
	const names = (await n8n.exportNodes()).map(({ name }) => name);
	for (const name of ['aigc2d', 'lmChatAigc2d', 'embeddingsAigc2d', 'rerankerAigc2d'])
		assert.ok(names.includes(`n8n-nodes-aigc2d.${name}`), `${name} is missing`);
});

for (const name of ['README.md', 'docs/README.zh-CN.md']) {
	test(`${name} has the same lines.`, async () => {
		assert.ok((await page(name)).includes(lines));
	});
}
