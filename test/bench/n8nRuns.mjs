import { createServer } from 'node:http';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { http } from '../../tools/http.mjs';
import { createInstance } from '../../tools/n8n/instance.mjs';

const path = (name) => fileURLToPath(new URL(name, import.meta.url));
const subject = 'Contestant';
/** Waves of requests after which a gateway is no news to a lane: its slow start is over. */
const wavesBefore = 8;
const to = (node, type = 'main') => ({ [type]: [[{ node, type, index: 0 }]] });

/** Longest run, in milliseconds, unless told: then something hangs. */
const limit = 1_800_000;

/**
 * One n8n that stays up, so that its start is in no figure. A run is a new workflow: Webhook → Split
 * Out → contestant, whose list comes with the request. Executions are not saved.
 *
 * @param {object} setting
 * @param {import('../../tools/n8n/install.mjs').Installation} setting.n8n
 * @param {string} setting.tarball the package
 * @param {string} setting.url of the gateway
 * @param {string} [setting.profiles] a folder for a profile of every run, which then takes longer
 * @param {string} [setting.observer] the hook file that measures, and reports every run by its name
 * @param {NodeJS.ProcessEnv} [setting.env] further settings, for the observer
 * @param {number} [setting.longest] run, in milliseconds
 */
export async function startN8n(setting) {
	const { n8n, tarball, url, profiles, observer = path('observe.mjs') } = setting;
	const reports = await listenForReports(setting.longest ?? limit);
	const env = { ...setting.env, BENCH_REPORTS: reports.url, EXTERNAL_HOOK_FILES: observer };
	if (profiles) env.BENCH_PROFILES = profiles;
	const instance = await createInstance({ n8n, env });
	const { folder } = await instance.addPackage(tarball);
	const server = await instance.start({
		env: {
			N8N_CUSTOM_EXTENSIONS: path('helperLoop'),
			BENCH_NODE: join(folder, 'dist', 'nodes', 'Aigc2d', 'Aigc2d.node.js'),
		},
	});
	await instance.owner();
	const { rest } = instance;
	const credentials = {
		aigc2dApi: await credential('aigc2dApi', { apiKey: 'sk-bench', baseUrl: url }),
		aigc2dByItem: await credential('aigc2dApi', {
			apiKey: '={{ $json.number < 0 ? "sk-other" : "sk-bench" }}',
			baseUrl: `={{ $json.number < 0 ? "" : "${url}" }}`,
		}),
		openAiApi: await credential('openAiApi', { apiKey: 'sk-bench', url: `${url}/v1` }),
	};

	async function credential(type, data) {
		return (await rest.request('POST', '/rest/credentials', { name: type, type, data })).id;
	}

	/** After a run that kept it busy n8n believes for a moment that its database is gone. */
	async function ask(path, body, tries = 1) {
		try {
			return await rest.request('POST', path, body);
		} catch (error) {
			if (error.status !== 503 || tries === 100) throw error;
			await pause(200);
			return await ask(path, body, tries + 1);
		}
	}

	let runs = 0;
	return {
		/**
		 * @param {object} contestant one that learns of its gateway gets some items before, as the second run of a process; `cold`: it does not
		 * @param {number} count of items
		 * @param {{ begin?: () => Promise<unknown>, hasLimit?: boolean }} [options] `begin` is called right before the
		 *   run; with `hasLimit` one item is all that goes before it, so that the limit is still to be found
		 */
		async run(contestant, count, { begin = async () => {}, hasLimit = false } = {}) {
			const name = `bench-${++runs}`;
			const workflow = workflowOf(name, contestant, credentials, url);
			const { id, versionId } = await ask('/rest/workflows', workflow);
			await ask(`/rest/workflows/${id}/activate`, { versionId });
			const go = async (length) => {
				const report = reports.next(name);
				const items = Array.from({ length }, (_, number) => ({
					number,
					text: `Ticket ${number}: where is my parcel?`,
				}));
				await call(`${server.url}/webhook/${name}`, JSON.stringify({ items }));
				return await report;
			};
			if (contestant.ours && !contestant.cold)
				await go(hasLimit ? 1 : wavesBefore * contestant.concurrency);
			await begin();
			return await go(count);
		},
		folder: instance.folder,
		async close() {
			await server.stop();
			await instance.dispose();
			reports.close();
		},
	};
}

/** n8n registers a webhook a moment after it has said that the workflow is active. */
async function call(url, body) {
	const headers = { 'content-type': 'application/json' };
	for (let tries = 1; ; tries++) {
		const { status, data } = await http.post(url, body, { headers, responseType: 'text' });
		if (status === 200) return;
		if (![404, 503].includes(status) || tries === 100) throw new Error(`The webhook says: ${data}`);
		await pause(100);
	}
}

/** The model is named like the run: what was learned of a lane must not help the next run. */
function workflowOf(name, contestant, credentials, url) {
	const nodes = [
		place('Webhook', 0, {
			type: 'n8n-nodes-base.webhook',
			typeVersion: 2.1,
			webhookId: name,
			parameters: { httpMethod: 'POST', path: name, responseMode: 'onReceived' },
		}),
		place('One Item Each', 1, {
			type: 'n8n-nodes-base.splitOut',
			typeVersion: 1,
			parameters: { fieldToSplitOut: 'body.items', options: {} },
		}),
		place(subject, 2, contestant.node(name, credentials, url)),
	];
	const connections = { Webhook: to('One Item Each'), 'One Item Each': to(subject) };
	if (contestant.model) {
		nodes.push(place('Model', 3, contestant.model(name, credentials)));
		connections.Model = to(subject, 'ai_languageModel');
	}
	const settings = {
		executionOrder: 'v1',
		saveDataSuccessExecution: 'none',
		saveDataErrorExecution: 'none',
	};
	return { name, nodes, connections, settings };
}

function place(name, column, node) {
	return { id: name, name, position: [column * 220, 0], parameters: {}, ...node };
}

/** Hears of the end of executions from observe.mjs. */
async function listenForReports(longest) {
	const waiting = new Map();
	const server = createServer(async (request, response) => {
		const chunks = [];
		for await (const chunk of request) chunks.push(chunk);
		response.end();
		const report = JSON.parse(Buffer.concat(chunks).toString());
		waiting.get(report.name)?.(report);
	});
	await new Promise((resolve) => server.listen(0, '127.0.0.1', resolve));
	return {
		url: `http://127.0.0.1:${server.address().port}`,
		next: (name) =>
			new Promise((resolve, reject) => {
				const hung = setTimeout(() => reject(new Error(`${name} does not end`)), longest);
				waiting.set(name, (report) => {
					clearTimeout(hung);
					resolve(report);
				});
			}),
		close: () => server.close(),
	};
}
