import assert from 'node:assert/strict';
import { test } from 'node:test';
import { setTimeout as pause } from 'node:timers/promises';
import { readTickets } from '../../demo/example/nightlySummary.mjs';
import { freePort } from '../../tools/process/launch.mjs';
import { completion } from './support/completion.mjs';
import { readExample } from './support/examples/example.mjs';
import { beginRun, endOf } from './support/executions.mjs';
import { filesBelow, textsBelow } from './support/files.mjs';
import { packedN8n } from './support/packedN8n.mjs';
import { startServer } from './support/server.mjs';
import { chatWorkflow, modelById, userMessage } from './support/workflows.mjs';

/*
 * n8n is killed in the middle of two runs: of a list that goes through the node at once, and of the example that keeps
 * its answers batch by batch (docs/crash.md).
 */

/** Items of the list. */
const count = 60;
/** Batch Size of the example. */
const batch = 5;
/** How many are answered before n8n is killed: of the example, some of the third batch. */
const answered = { List: 20, Ticket: 2 * batch + 2 };

/** Answers that were given, in their order: to what, and about what. */
const bought = [];
const asked = (kind) => bought.filter((one) => one.kind === kind);
const isTimeToKill = signal();
const killed = signal();
let isKilled = false;
const gateway = await startServer(async ({ body }) => {
	const [, kind, about] = /^(\w+): (.*)$/s.exec(body.messages[0].content);
	await pause(100);
	if (!isKilled && asked(kind).length >= answered[kind]) {
		await killed.promise;
		return { status: 502, body: {} };
	}
	const text = `Answer number ${bought.length} to ${about}`;
	bought.push({ kind, about, text });
	const isOver = Object.entries(answered).every(([each, most]) => asked(each).length >= most);
	if (isOver) isTimeToKill.resolve();
	return { body: completion(text) };
});

const n8n = await packedN8n();
const [credentialId] = await n8n.importCredentials([
	{ name: 'AIGC2D', type: 'aigc2dApi', data: { apiKey: 'sk-kill', baseUrl: gateway.url } },
]);
const example = await n8n.importWorkflow(await ticketsInBatches());
const list = await n8n.importWorkflow({ ...listWorkflow(), name: 'List' });
const port = await freePort();
let server = await n8n.start({ port });
const owner = await n8n.owner();

const filesBefore = await filesBelow(n8n.folder);
const executions = {
	list: await beginRun(n8n.rest, list, 'Start'),
	example: await beginRun(n8n.rest, example, 'When Executed by Hand'),
};
await isTimeToKill.promise;
await server.kill();
isKilled = true;
killed.resolve();
const lost = asked('List');
const filesAfter = await filesBelow(n8n.folder);
const found = await textsBelow(
	n8n.folder,
	lost.map(({ text }) => text),
);
server = await n8n.start({ port });
await n8n.rest.login(owner);

test('Of a list that goes through the node at once, all answers are lost that were bought before n8n was killed.', async () => {
	console.log(
		`${lost.length} of ${count} answers were bought, ${found.length} of them are in any file of n8n`,
	);
	assert.equal(lost.length, answered.List);
	assert.deepEqual(found, []);
	assert.equal(await endOf(n8n.rest, executions.list), 'crashed');
});

test('The node leaves no file behind.', () => {
	assert.deepEqual(
		filesAfter.filter((file) => !filesBefore.includes(file)),
		[],
	);
});

test('After a restart the same list runs through.', async () => {
	const id = await beginRun(n8n.rest, list, 'Start');
	assert.equal(await endOf(n8n.rest, id), 'success');
	assert.equal(asked('List').length - lost.length, count);
});

test('The example buys nothing again that it has kept, and all the rest, when it runs again after a crash.', async () => {
	assert.equal(await endOf(n8n.rest, executions.example), 'crashed');
	const kept = await rowsOfTable();
	const before = asked('Ticket').length;
	assert.ok(kept.length >= 2 * batch, `${kept.length} tickets were kept`);
	const id = await beginRun(n8n.rest, example, 'When Executed by Hand');
	assert.equal(await endOf(n8n.rest, id), 'success');

	const tickets = await readTickets();
	const rows = await rowsOfTable();
	assert.deepEqual(rows.map(({ ticket }) => ticket).sort(), tickets.map(({ id }) => id).sort());
	for (const { ticket, state, summary } of rows) {
		assert.equal(state, 'done', ticket);
		assert.match(summary, /^Answer number \d+ to /, ticket);
	}
	const times = (text) => asked('Ticket').filter(({ about }) => about === text).length;
	const keptIds = new Set(kept.map(({ ticket }) => ticket));
	for (const { id, text } of tickets) if (keptIds.has(id)) assert.equal(times(text), 1, id);
	const twice = asked('Ticket').length - tickets.length;
	console.log(
		`${before} of ${tickets.length} answers were bought before the crash, ${kept.length} kept; ${twice} were bought twice`,
	);
	assert.ok(twice <= batch, `${twice} answers were bought twice`);
});

test('Run once more, the example buys nothing.', async () => {
	const before = bought.length;
	const id = await beginRun(n8n.rest, example, 'When Executed by Hand');
	assert.equal(await endOf(n8n.rest, id), 'success');
	assert.equal(bought.length, before);
});

/** Something that happens once. */
function signal() {
	let resolve = () => {};
	const promise = new Promise((happened) => (resolve = happened));
	return { promise, resolve };
}

/** What the example has kept, as n8n shows it. */
async function rowsOfTable() {
	const { id: project } = await n8n.rest.request('GET', '/rest/projects/personal');
	const tables = `/rest/projects/${project}/data-tables`;
	const { data } = await n8n.rest.request('GET', tables);
	const [{ id }] = Array.isArray(data) ? data : data.data;
	const rows = await n8n.rest.request('GET', `${tables}/${id}/rows?take=100`);
	return Array.isArray(rows) ? rows : rows.data;
}

/** A list as most people would send it. n8n is told to save its progress after every node. */
function listWorkflow() {
	const workflow = chatWorkflow({
		credentialId,
		items: Array.from({ length: count }, (_, number) => ({ number })),
		parameters: { model: modelById('any'), messages: userMessage('=List: {{ $json.number }}') },
		settings: { onError: 'continueRegularOutput' },
	});
	return { ...workflow, settings: { ...workflow.settings, saveExecutionProgress: true } };
}

/** The example as a person would set it up. */
async function ticketsInBatches() {
	const workflow = await readExample('tickets-in-batches');
	const node = (name) => workflow.nodes.find((each) => each.name === name);
	node('Summarize Ticket').credentials.aigc2dApi.id = credentialId;
	// So that the gateway can tell what is asked.
	node('Summarize Ticket').parameters.messages.values[0].content = '=Ticket: {{ $json.text }}';
	return workflow;
}
