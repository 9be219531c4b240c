import assert from 'node:assert/strict';
import { test } from 'node:test';
import { completion } from './support/completion.mjs';
import { openEditor } from './support/editor.mjs';
import { packedN8n } from './support/packedN8n.mjs';
import { startServer } from './support/server.mjs';
import { chatWorkflow, modelById, userMessage } from './support/workflows.mjs';

/*
 * What one sees in the editor when a run is over: the line above the output, and the table.
 */

const gateway = await startServer(async ({ url, body }) => {
	if (url === '/v1/models') return { body: { object: 'list', data: [{ id: 'tiny' }] } };
	const [{ content }] = body.messages;
	if (content === 'fail') return { status: 400, body: { error: { message: 'No' } } };
	return { body: completion(`You said: ${content}. ${'And a long story. '.repeat(20)}`, 'tiny') };
});
const n8n = await packedN8n();
await n8n.start();
const editor = await openEditor(n8n);
const credentialId = await credential({ apiKey: 'sk-demo', baseUrl: gateway.url });

const rows = ['one', 'two', 'three'].map((says, row_number) => ({ says, row_number }));
const speak = { model: modelById('tiny'), messages: userMessage('={{ $json.says }}') };

test('The table begins with the text and the columns of the input; the nested ones come last.', async () => {
	await open({ ...speak, options: { includeInput: 'beside' } }, rows);
	await editor.execute();
	const heads = await table();
	assert.deepEqual(heads, [
		...['text', 'says', 'row_number', 'finish_reason', 'truncated'],
		...['model', 'id', 'message', 'usage', 'request'],
	]);
	await editor.screenshot('table');
});

test('The line above the output is a sentence, with the reasons of what failed.', async () => {
	await open(speak, [...rows, { says: 'fail' }], {
		onError: 'continueRegularOutput',
	});
	await editor.execute();
	await editor.output.getByText(/^3 answers in [\d.]+ s · 1 failed: request refused · /).waitFor();
});

test('A list of models says that it was asked for once, where n8n says the contrary.', async () => {
	await open({ resource: 'model', operation: 'getMany', returnAll: true }, rows);
	await editor.execute();
	await editor.output.getByText(/^Asked once for all 3 items, in [\d.]+ s$/).waitFor();
	await editor.screenshot('asked-once');
});

test('Before it has run, the next node shows what the output will have, to drag it into fields.', async () => {
	const workflow = chatWorkflow({ credentialId, items: rows, parameters: speak });
	const next = { id: 'next', name: 'Next', type: 'n8n-nodes-base.noOp', typeVersion: 1 };
	workflow.nodes.push({ ...next, position: [880, 0], parameters: {} });
	workflow.connections.AIGC2D = { main: [[{ node: 'Next', type: 'main', index: 0 }]] };
	const { id } = await n8n.rest.request('POST', '/rest/workflows', { name: 'Test', ...workflow });
	await editor.page.goto(`${n8n.rest.url}/workflow/${id}/next`);
	const input = editor.page.getByTestId('ndv-input-panel');
	await input.getByText('finish_reason').first().waitFor();
	await editor.screenshot('preview');
});

async function credential(data) {
	const body = { name: 'AIGC2D', type: 'aigc2dApi', data };
	return (await n8n.rest.request('POST', '/rest/credentials', body)).id;
}

function open(parameters, items, settings = {}) {
	return editor.openNode(chatWorkflow({ credentialId, items, parameters, settings }));
}

/** Shows the output as a table. @returns {Promise<string[]>} the heads of its columns */
async function table() {
	await editor.output.getByTestId('ndv-run-data-display-mode').getByText('Table').click();
	const heads = editor.output.locator('th');
	await heads.first().waitFor();
	return (await heads.allInnerTexts()).map((text) => text.trim()).filter((text) => text !== '');
}
