import { mkdir, rm, writeFile } from 'node:fs/promises';
import { openEditor } from '../editor.mjs';
import { smallPng } from '../smallPng.mjs';
import { inDocs } from '../writtenPage.mjs';
import { exampleNames, readExample } from './example.mjs';

/** Pixels around what is on the canvas; names are wider than their nodes, and stand below them. */
const margin = { left: 32, top: 24, right: 56, bottom: 56 };

/**
 * A picture of the canvas of every example, as it is when it has been imported, in docs/recipes.
 *
 * @param {import('../../../../tools/n8n/instance.mjs').Instance} n8n with its owner signed in
 */
export async function portrayExamples(n8n) {
	await rm(inDocs('recipes'), { recursive: true, force: true });
	await mkdir(inDocs('recipes'));
	const editor = await openEditor(n8n, { width: 1900, height: 1100 });
	// Pictures are made on machines that may be busy.
	editor.page.setDefaultTimeout(120_000);
	for (const name of await exampleNames()) {
		const stored = await n8n.rest.request('POST', '/rest/workflows', await readExample(name));
		await editor.page.goto(`${n8n.rest.url}/workflow/${stored.id}`);
		await portray(editor, stored.nodes.length, inDocs('recipes', `${name}.png`));
	}
	editor.assertNothingForeign();
}

async function portray({ page }, nodes, path) {
	await page
		.locator('.vue-flow__node')
		.nth(nodes - 1)
		.waitFor();
	// What lies above the canvas and says nothing about the workflow.
	const above = [
		'canvas-controls',
		'node-creator-plus-button',
		'execute-workflow-button',
		'workflow-chat-button',
	];
	const hidden = [
		'.el-notification',
		'.vue-flow__minimap',
		...above.map((id) => `[data-test-id=${id}]`),
	];
	const content = `${hidden.join(', ')} { visibility: hidden !important }`;
	await page.addStyleTag({ content });
	await page.keyboard.press('1');
	await page.mouse.move(0, 0);
	await page.waitForTimeout(500);
	const boxes = await page
		.locator('.vue-flow__node')
		.evaluateAll((elements) => elements.map((each) => each.getBoundingClientRect().toJSON()));
	const left = Math.min(...boxes.map((box) => box.left)) - margin.left;
	const top = Math.min(...boxes.map((box) => box.top)) - margin.top;
	const right = Math.max(...boxes.map((box) => box.right)) + margin.right;
	const bottom = Math.max(...boxes.map((box) => box.bottom)) + margin.bottom;
	const clip = { x: left, y: top, width: right - left, height: bottom - top };
	await writeFile(path, smallPng(await page.screenshot({ clip, animations: 'disabled' })));
}
