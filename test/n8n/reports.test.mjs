import assert from 'node:assert/strict';
import { test } from 'node:test';
import { beginRun } from './support/executions.mjs';
import { executionData } from './support/executionData.mjs';
import { packedN8n } from './support/packedN8n.mjs';
import { talk } from './support/publicChat.mjs';
import {
	chats,
	credentials,
	files,
	inEditor,
	inWorkflow,
	reports,
} from './support/reports/all.mjs';
import { compose, idOf } from './support/reports/compose.mjs';
import { key, startStrictGateway } from './support/reports/gateway.mjs';
import { chatWorkflow } from './support/reports/inChat.mjs';
import { pageOf, readPage, writePage } from './support/reports/page.mjs';

/*
 * What users of n8n reported, in one n8n: the most as parts of one workflow, the rest in chats. The gateway judges
 * strictly. The rows are in support/reports; docs/reports.md is made of them.
 */

const gateway = await startStrictGateway(
	new Map(reports.map((report) => [idOf(report), report.answer])),
	files,
);
const n8n = await packedN8n();
const server = await n8n.start();
await n8n.owner();
const { rest } = n8n;
const named = new Map();
for (const { name, data } of [
	{ name: 'plain', data: { baseUrl: gateway.url, apiKey: key } },
	...(await credentials(gateway)),
]) {
	const credential = { name, type: 'aigc2dApi', data };
	named.set(name, { id: (await rest.request('POST', '/rest/credentials', credential)).id, name });
}
const given = [(name) => named.get(name), gateway.url];
const { workflow, lastOf } = compose(inWorkflow, ...given);
const { id } = await rest.request('POST', '/rest/workflows', { name: 'Reports', ...workflow });
const { status, data } = await executionData(rest, await beginRun(rest, id, 'Start'));
const { runData, error } = data.resultData;
const trial = (report) => `${report.kind}: ${report.reported}: ${report.seen}`;

test('The run of all reports comes to its end.', () =>
	assert.equal(status, 'success', `${error?.node?.name}: ${error?.message}`));

for (const report of inWorkflow) {
	test(trial(report), async () => {
		const tasksOf = (name) => runData[name] ?? [];
		const [task] = tasksOf(lastOf.get(report));
		assert.ok(task, 'The last node of the report did not run');
		const items = task.data?.main?.flat() ?? [];
		await report.check({
			json: items[0]?.json,
			all: items.map(({ json }) => json),
			hints: (task.hints ?? []).map(({ message }) => message),
			requests: gateway.requestsOf(idOf(report)),
			gateway,
			tasksOf: (of) => tasksOf(`${idOf(report)} ${of}`),
		});
	});
}

for (const report of chats) {
	test(trial(report), async () => {
		const made = chatWorkflow(report, idOf(report), ...given);
		const { id, versionId } = await rest.request('POST', '/rest/workflows', made);
		await rest.request('POST', `/rest/workflows/${id}/activate`, { versionId });
		await report.check(await talk(rest.url, idOf(report), 'Hello'));
	});
}

for (const report of inEditor) {
	test(trial(report), async () => {
		const types = await rest.request('GET', '/types/nodes.json');
		await report.check({ types, n8n, gateway });
	});
}

test('docs/reports.md says what was tried here.', async () => {
	const page = pageOf(reports);
	if (process.env.WRITE_REPORTS) await writePage(page);
	assert.equal(await readPage(), page, 'WRITE_REPORTS=1 npm run test:n8n -- reports makes it anew');
	await server.stop();
});
