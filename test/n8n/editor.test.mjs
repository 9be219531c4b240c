import assert from 'node:assert/strict';
import { test } from 'node:test';
import { chatFields, isShown } from './support/chatFields.mjs';
import { openEditor } from './support/editor.mjs';
import { packedN8n } from './support/packedN8n.mjs';
import { chatWorkflow, nodeName } from './support/workflows.mjs';

const n8n = await packedN8n();
await n8n.start();
const editor = await openEditor(n8n);
const { id: credentialId } = await n8n.rest.request('POST', '/rest/credentials', {
	name: 'AIGC2D',
	type: 'aigc2dApi',
	data: { apiKey: 'sk-demo', baseUrl: 'http://127.0.0.1:9' },
});
const fields = await chatFields(n8n);
const chat = { resource: 'chat', operation: 'complete' };
const label = ({ displayName }) => displayName;
const isCollection = ({ type }) => type === 'collection';
const openFresh = (parameters) => editor.openNode(chatWorkflow({ credentialId, parameters }));

test('Every field of Chat → Message a Model is shown with its label, in the order of the description.', async () => {
	await openFresh();
	await editor.screenshot('fresh');
	const shown = await editor.labels();
	const described = fields.filter((field) => isShown(field, { ...chat, messageSource: 'fields' }));
	for (const expected of [
		'Model',
		'Messages From',
		'Messages',
		'Max Tokens',
		'Simplify',
		'Options',
	])
		assert.ok(described.map(label).includes(expected), expected);
	const top = shown.filter((text) => described.map(label).includes(text));
	assert.deepEqual(top, described.map(label));
});

for (const { displayName, name, placeholder, options } of fields.filter(isCollection)) {
	test(`Everything that "${placeholder}" offers can be added, and is then shown.`, async () => {
		const always = options.filter((option) => !option.displayOptions);
		await openFresh();
		assert.deepEqual(await editor.offered(placeholder), always.map(label), displayName);
		const isList = ({ type }) => type === 'fixedCollection';
		for (const option of always.filter((each) => !isList(each))) {
			await editor.add(placeholder, option.displayName);
			await editor.field(option.name).waitFor();
		}
		// n8n drops a list without rows when something else is added (2.41.1), and it has no input of its own.
		for (const option of always.filter(isList)) {
			await editor.add(placeholder, option.displayName);
			await editor.labelled(option.displayName).waitFor();
		}
		const shown = await editor.labels();
		for (const option of always) assert.ok(shown.includes(option.displayName), option.displayName);
		assert.deepEqual(await editor.offered(placeholder), []);
		await editor.page.setViewportSize({ width: 1440, height: 3000 });
		await editor.screenshot(`all-of-${name}`);
		await editor.page.setViewportSize({ width: 1440, height: 1000 });
	});
}

test('The fields of a JSON schema are offered and shown with that response format only.', async () => {
	const schemaLabels = ['JSON Schema', 'JSON Schema Name', 'JSON Schema Strict'];
	await openFresh();
	await editor.add('Add Option', 'Response Format');
	const before = await editor.offered('Add Option');
	assert.deepEqual(
		before.filter((offered) => schemaLabels.includes(offered)),
		[],
	);

	await editor.choose('responseFormat', 'JSON Schema');
	const now = await editor.offered('Add Option');
	assert.deepEqual(
		now.filter((offered) => schemaLabels.includes(offered)),
		schemaLabels,
	);
	for (const each of schemaLabels) await editor.add('Add Option', each);
	await editor.field('jsonSchema').waitFor();
	await editor.screenshot('json-schema');

	await editor.choose('responseFormat', 'JSON Object');
	await editor.field('jsonSchema').waitFor({ state: 'detached' });
	const left = await editor.labels();
	assert.deepEqual(
		left.filter((shown) => schemaLabels.includes(shown)),
		[],
	);
});

test('A message has the fields of its role.', async () => {
	const { options, typeOptions } = fields.find(({ name }) => name === 'messages');
	const row = options[0].values;
	const roles = row.find(({ name }) => name === 'role').options;
	assert.ok(roles.length >= 6);
	await openFresh();
	for (const { name, value } of roles) {
		await editor.choose('role', name);
		const [here, elsewhere] = [true, false].map((expected) =>
			row.filter((field) => isShown(field, { role: value }) === expected).map(label),
		);
		assert.equal(new Set(here).size, here.length, 'each once');
		const more = typeOptions.addOptionalFieldButtonText;
		const shown = [...(await editor.labels()), ...(more ? await editor.offered(more) : [])];
		for (const each of here) assert.ok(shown.includes(each), `${name}: ${each} is missing`);
		// What is shown in several ways, such as Content, is shown in one of them.
		for (const each of elsewhere.filter((field) => !here.includes(field)))
			assert.ok(!shown.includes(each), `${name}: ${each} is shown`);
		await editor.screenshot(`role-${value}`);
	}
});

test('Messages can be added, and be taken from JSON in place of rows.', async () => {
	await openFresh();
	await editor.parameters.getByText('Add Message', { exact: true }).click();
	assert.equal(await editor.parameters.getByTestId('parameter-input-role').count(), 2);

	await editor.choose('messageSource', 'JSON');
	await editor.field('messagesJson').waitFor();
	const shown = await editor.labels();
	assert.ok(shown.includes('Messages (JSON)') && !shown.includes('Role'), shown.join());
	await editor.screenshot('messages-json');
});

test('The icon of the node is drawn on the canvas, with what it does.', async () => {
	await openFresh();
	await editor.page.getByTestId('ndv-close-button').click();
	const node = editor.page.locator(`[data-test-id=canvas-node][data-node-name="${nodeName}"]`);
	const icon = node.locator('img');
	await icon.waitFor();
	assert.match(await icon.getAttribute('src'), /aigc2d(\.dark)?\.svg$/);
	await icon.evaluate((image) => image.decode());
	await node.getByText('Chat: Message a Model').waitFor();
	await editor.screenshot('canvas');
});

test('The editor asks no other host for anything.', () => editor.assertNothingForeign());
