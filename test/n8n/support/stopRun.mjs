import { createServer } from 'node:http';
import { setTimeout as pause } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { beginRun } from './executions.mjs';
import { complete, workflowOf } from './stopPhases.mjs';
import { startSwallowing } from './swallowingHost.mjs';
import { startWatched } from './watchedServer.mjs';
import { nodeName } from './workflows.mjs';

/** How long it is watched whether anything more comes, in milliseconds. */
const watchFor = 1_500;

/** Hears from stopObserver.mjs what happens in n8n; `env` is what n8n needs for that. */
export async function listenForStops() {
	/** @type {Map<string, Record<string, number>>} by execution: when it was begun, stopped and ended */
	const heard = new Map();
	const lookers = new Set();
	const server = createServer(async (request, response) => {
		const parts = [];
		for await (const part of request) parts.push(part);
		response.end();
		const { what, execution, at } = JSON.parse(Buffer.concat(parts).toString());
		heard.set(execution, { ...heard.get(execution), [what]: at });
		for (const look of [...lookers]) look();
	});
	await new Promise((resolve) => server.listen(0, '127.0.0.1', resolve));
	return {
		env: {
			EXTERNAL_HOOK_FILES: fileURLToPath(new URL('stopObserver.mjs', import.meta.url)),
			STOP_REPORTS: `http://127.0.0.1:${server.address().port}`,
			STOP_SUBJECT: nodeName,
		},
		/** When it happened. @param {string} execution @param {'begun' | 'stopped' | 'ended'} what @returns {Promise<number>} */
		when: (execution, what) =>
			new Promise((resolve) => {
				const look = () => {
					const at = heard.get(execution)?.[what];
					if (at === undefined) return;
					lookers.delete(look);
					resolve(at);
				};
				lookers.add(look);
				look();
			}),
		close: () => server.close(),
	};
}

/**
 * Runs a workflow in a started n8n up to a phase, presses Stop there, and watches what comes after it.
 *
 * @param {import('./stopPhases.mjs').Phase} phase
 * @param {object} setting
 * @param {import('../../../tools/n8n/rest.mjs').RestClient} setting.rest signed in
 * @param {Awaited<ReturnType<typeof listenForStops>>} setting.stops
 */
export async function stopIn(phase, { rest, stops }) {
	const { name, respond, swallows, requests, after, ...more } = complete(phase);
	const server = swallows ? await startSwallowing() : await startWatched(respond);
	try {
		const credential = {
			name,
			type: 'aigc2dApi',
			data: { apiKey: 'sk-stop', baseUrl: server.url },
		};
		const { id: credentialId } = await rest.request('POST', '/rest/credentials', credential);
		const workflow = { name, ...workflowOf(more, credentialId) };
		const { id } = await rest.request('POST', '/rest/workflows', workflow);
		const executionId = await beginRun(rest, id, 'Start');
		const reached = `${name}, request ${requests}`;
		await stops.when(executionId, 'begun');
		await server.until(() => server.requests.length >= requests, reached);
		await pause(after);
		const before = { requests: server.requests.length, open: server.open };
		const pressedAt = Date.now();
		await rest.request('POST', `/rest/executions/${executionId}/stop`);
		const stoppedAt = await stops.when(executionId, 'stopped');
		const endedAt = await stops.when(executionId, 'ended');
		await server.until(() => server.open === 0, `${name}, the end of all connections`);
		await pause(watchFor);
		const { status } = await rest.request('GET', `/rest/executions/${executionId}`);
		const late = server.requests.filter(({ at }) => at > stoppedAt);
		return {
			name,
			status,
			/** When Stop was pressed. */
			before,
			/** Requests that came after n8n had stopped the execution. */
			late: late.length,
			/** In milliseconds, after n8n had stopped the execution. */
			lastRequest: Math.max(0, ...late.map(({ at }) => at - stoppedAt)),
			closed: before.open === 0 ? undefined : Math.max(0, server.lastClosedAt - stoppedAt),
			ended: endedAt - stoppedAt,
			/** What n8n itself takes, in milliseconds. */
			pressed: stoppedAt - pressedAt,
			open: server.open,
		};
	} finally {
		await server.close();
	}
}
