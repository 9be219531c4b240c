import assert from 'node:assert/strict';
import { after, test } from 'node:test';
import { setTimeout as pause } from 'node:timers/promises';
import { ensureEngine } from '../../tools/gateway/ensureEngine.mjs';
import { startGateway } from '../../tools/gateway/gateway.mjs';
import { nightlySummary, readTickets } from '../../demo/example/nightlySummary.mjs';
import { completion } from './support/completion.mjs';
import { openEditor } from './support/editor.mjs';
import { packedN8n } from './support/packedN8n.mjs';
import { startServer } from './support/server.mjs';
import { chatWorkflow, modelById, userMessage } from './support/workflows.mjs';
import { inDocs, isWriting } from './support/writtenPage.mjs';

const gateway = await startServer(async ({ body }) => {
	const [{ content }] = body.messages;
	if (content !== 'fail') return { body: completion(`You said: ${content}`, 'tiny') };
	// The other items of the run are finished by then.
	await pause(500);
	return { status: 400, headers: { 'x-request-id': 'req_42' }, body: refusal };
});
const n8n = await packedN8n();
await n8n.start();
const editor = await openEditor(n8n);
const credentialId = await credential({ apiKey: 'sk-demo', baseUrl: gateway.url });

test('Executing the step shows text, message, usage and request of every item.', async () => {
	await openWith({ items: [{ says: 'one' }, { says: 'two' }] });
	await editor.execute();
	await editor.output.getByText('You said: two').first().waitFor();
	const shown = await editor.output.innerText();
	assert.match(shown, /2 items/);
	for (const text of ['You said: one', 'You said: two', 'total_tokens', 'finish_reason', 'request'])
		assert.ok(shown.includes(text), `${text} is missing in:\n${shown}`);
	await editor.screenshot('executed');
});

test('A run that stops shows the words of the gateway, what to do, and the item, each once.', async () => {
	await openWith({ items: [{ says: 'one' }, { says: 'two' }, { says: 'fail' }] });
	await editor.execute();
	const shown = await editor.output.innerText();
	await editor.screenshot('stopped');
	const [title] = /^The temperature.*$/m.exec(shown);
	// n8n would add the number of the item once more if the error had it as a member.
	assert.equal(title, 'The temperature is too hot for this model. [Item 2]');
	for (const fact of ['Status 400', 'bad_temperature', 'req_42', 'n8n drops 2 finished items'])
		assert.ok(shown.includes(fact), `${fact} is missing in:\n${shown}`);
});

test('A JSON schema that the editor hides is not sent.', async () => {
	const options = { responseFormat: 'json_object', jsonSchema: '{"type":"object"}' };
	await openWith({ parameters: { messages: userMessage('{"ok": true}'), options } });
	await editor.execute();
	const { response_format } = gateway.requests.at(-1).body;
	assert.deepEqual(response_format, { type: 'json_object' });
});

test('The example runs in the editor: each of its tickets is summarized.', async () => {
	await ensureEngine();
	const { url, key, model, close } = await startGateway();
	after(close);
	const id = await credential({ apiKey: key, baseUrl: url });
	const workflow = await nightlySummary({ credentialId: id, model });
	await editor.page.setViewportSize({ width: 1280, height: 800 });
	await editor.openNode(
		workflow,
		workflow.nodes.find(({ name }) => name === 'Summarize Ticket').id,
	);
	await editor.execute();
	const { length } = await readTickets();
	await editor.output.getByText(`Success Branch (${length} items)`).waitFor();
	await editor.screenshot('example');
	// The picture of the README.
	if (isWriting) await editor.portray(inDocs('node-in-editor.png'));
});

test('The editor asks no other host for anything.', () => editor.assertNothingForeign());

async function credential(data) {
	const body = { name: 'AIGC2D', type: 'aigc2dApi', data };
	return (await n8n.rest.request('POST', '/rest/credentials', body)).id;
}

/** Shows a node that says to the gateway what its items say. */
function openWith({ items, parameters }) {
	const own = {
		model: modelById('tiny'),
		messages: userMessage('={{ $json.says }}'),
		...parameters,
	};
	return editor.openNode(chatWorkflow({ credentialId, items, parameters: own }));
}

const refusal = {
	error: {
		message: 'The temperature is too hot for this model.',
		type: 'invalid_request_error',
		code: 'bad_temperature',
	},
};
