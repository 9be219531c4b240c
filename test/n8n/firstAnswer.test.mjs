import assert from 'node:assert/strict';
import { test } from 'node:test';
import { openEditor } from './support/editor.mjs';
import { repeatingGateway } from './support/firstAnswer/gateway.mjs';
import { pageOf, sumOf } from './support/firstAnswer/page.mjs';
import { countPresses } from './support/firstAnswer/presses.mjs';
import { question, wayOf } from './support/firstAnswer/way.mjs';
import { packedN8n } from './support/packedN8n.mjs';
import { takePicture } from './support/panels/picture.mjs';
import { holdPage, inDocs, isWriting } from './support/writtenPage.mjs';

/*
 * What one presses from an empty canvas to the first answer, with our node and with n8n's own for OpenAI: the same
 * task, a credential that exists, and the page counts. Pictures of the way are those of the README.
 */

const gateway = await repeatingGateway();
const n8n = await packedN8n();
await n8n.start();
const editor = await openEditor(n8n);
const { page } = editor;
const pressedSoFar = await countPresses(page);
const apiKey = 'sk-demo';
for (const credential of [
	{ name: 'AIGC2D', type: 'aigc2dApi', data: { apiKey, baseUrl: gateway.url } },
	{ name: 'OpenAI', type: 'openAiApi', data: { apiKey, url: `${gateway.url}/v1` } },
])
	await n8n.rest.request('POST', '/rest/credentials', credential);

const nodes = [
	{ node: 'AIGC2D', search: 'aigc2d', route: '/v1/chat/completions' },
	{ node: 'OpenAI', search: 'openai', route: '/v1/responses' },
];
const counted = {};

for (const { node, search, route } of nodes) {
	test(`${node} answers what was written on an empty canvas.`, async () => {
		await page.goto(`${n8n.rest.url}/workflow/new`);
		await page.getByTestId('canvas-add-button').waitFor();
		const steps = {};
		let before = await pressedSoFar();
		const isPictured = isWriting && node === 'AIGC2D';
		const onFound = async () => {
			if (isPictured)
				await takePicture(editor, page.getByTestId('node-creator'), inDocs('first-answer', 'find.png'));
		};
		const way = wayOf(editor, { node, search, answer: `You said: ${question}`, onFound });
		for (const [step, take] of Object.entries(way)) {
			await take().catch(async (error) => {
				await editor.screenshot(`first-answer-${node}`);
				throw error;
			});
			const { clicks, keys } = await pressedSoFar();
			steps[step] = { clicks: clicks - before.clicks, keys: keys - before.keys };
			before = { clicks, keys };
		}
		await editor.screenshot(`first-answer-${node}`);
		if (isPictured) await editor.portray(inDocs('first-answer', 'answer.png'));
		const { url, body } = gateway.requests.at(-1);
		assert.equal(url, route);
		assert.equal(body.model, 'gpt-4o-mini');
		counted[node] = steps;
	});
}

test("Ours takes no more presses and keys than n8n's own node.", async () => {
	const [ours, theirs] = nodes.map(({ node }) => sumOf(counted[node]));
	console.log(`AIGC2D: ${JSON.stringify(ours)}, OpenAI: ${JSON.stringify(theirs)}`);
	assert.ok(ours.clicks <= theirs.clicks && ours.keys <= theirs.keys);
	await holdPage('first-answer.md', pageOf(counted), 'firstAnswer');
});
