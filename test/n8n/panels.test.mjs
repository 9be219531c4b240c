import assert from 'node:assert/strict';
import { existsSync } from 'node:fs';
import { mkdir, readdir, rm } from 'node:fs/promises';
import { test } from 'node:test';
import { aptInstall } from '../../tools/n8n/aptInstall.mjs';
import { openEditor } from './support/editor.mjs';
import { packedN8n } from './support/packedN8n.mjs';
import { panelId, panelsOf } from './support/panels/list.mjs';
import { pageOf } from './support/panels/page.mjs';
import { takePicture } from './support/panels/picture.mjs';
import { holdPage, inDocs, isWriting } from './support/writtenPage.mjs';

/*
 * The panel of every operation, of the nodes without operations, and of the credential. With WRITE_DOCS=1 they are
 * portrayed in docs/panels.
 */

const n8n = await packedN8n();
await n8n.start();
const editor = await openEditor(n8n, { height: 1800, scale: isWriting ? 2 : 1 });
const { page, parameters } = editor;
const { rest } = n8n;
const credential = { name: 'AIGC2D', type: 'aigc2dApi' };
const data = { apiKey: 'sk-demo', baseUrl: 'https://api.aigc2d.com' };
const { id } = await rest.request('POST', '/rest/credentials', { ...credential, data });
const types = await rest.request('GET', '/types/nodes.json');
const panels = panelsOf(types, { id, name: credential.name });
const shown = [];

if (isWriting) {
	// Placeholders have Chinese in them.
	const font = '/usr/share/fonts/truetype/wqy/wqy-microhei.ttc';
	if (!existsSync(font)) aptInstall('fonts-wqy-microhei', 'a Chinese font', console.log);
	await rm(inDocs('panels'), { recursive: true, force: true });
	await mkdir(inDocs('panels'));
}

for (const panel of panels) {
	test(`${panel.title} shows its fields, and nothing is missing in its example.`, async () => {
		await editor.openNode(panel.workflow, panelId);
		const labels = await editor.labels();
		assert.equal(await parameters.getByTestId('parameter-issues').count(), 0);
		if (isWriting) await takePicture(editor, parameters, inDocs('panels', panel.file));
		shown.push({ ...panel, labels });
	});
}

test('The credential shows its fields.', async () => {
	// The editor would have it tested, at AIGC2D itself: nobody answers.
	await page.route('**/rest/credentials/test', () => {});
	await page.getByTestId('credential-edit-button').click();
	const dialog = page.getByTestId('editCredential-modal');
	await dialog.getByText('Backup URL').waitFor();
	// It is as wide as most of the page.
	await page.setViewportSize({ width: 1000, height: 1800 });
	if (isWriting) await takePicture(editor, dialog, inDocs('panels', 'credential.png'));
	const about = 'Key and address of the gateway, once for all nodes';
	shown.push({
		title: 'AIGC2D API',
		section: 'Credential',
		about,
		file: 'credential.png',
		labels: [],
	});
});

test('docs/panels.md shows every one of them.', async () => {
	await holdPage('panels.md', pageOf(shown), 'panels');
	const files = shown.map(({ file }) => file).sort();
	assert.deepEqual((await readdir(inDocs('panels'))).sort(), files);
});

test('The editor asks no other host for anything.', () => editor.assertNothingForeign());
