import { get } from 'node:http';
import { after } from 'node:test';
import { http } from '../../../tools/http.mjs';

/** Setting of an n8n that tells its editor over plain HTTP what happens, and not over a WebSocket. */
export const overHttp = { N8N_PUSH_BACKEND: 'sse' };

/**
 * Begins to run a workflow as a person does in an open editor, and writes down what n8n has the browser print to its
 * console.
 *
 * @param {import('../../../tools/n8n/rest.mjs').RestClient} rest of an n8n with the setting `overHttp`, signed in
 * @param {string} workflowId @param {string} trigger name of the node
 * @returns {Promise<{ execution: string, printed: string[] }>} `printed` grows while it runs
 */
export async function beginInBrowser(rest, workflowId, trigger) {
	const pushRef = `test-${workflowId}`;
	const printed = [];
	const headers = { cookie: rest.cookie, origin: rest.url };
	await new Promise((resolve, reject) => {
		// The usual agent closes what is silent for some seconds.
		const options = { headers, agent: false };
		const listening = get(`${rest.url}/rest/push?pushRef=${pushRef}`, options, (answer) => {
			if (answer.statusCode !== 200) reject(new Error(`n8n does not push: ${answer.statusCode}`));
			let text = '';
			answer.setEncoding('utf8');
			answer.on('data', (piece) => {
				const parts = (text + piece).split('\n\n');
				text = parts.pop();
				for (const part of parts) printed.push(...printedBy(part));
			});
			answer.on('error', () => {});
			resolve();
		});
		listening.on('error', reject);
		after(() => listening.destroy());
	});
	const { data } = await http({
		baseURL: rest.url,
		url: `/rest/workflows/${workflowId}/run`,
		method: 'POST',
		headers: { cookie: rest.cookie, 'push-ref': pushRef },
		data: { triggerToStartFrom: { name: trigger } },
	});
	return { execution: data.data.executionId, printed };
}

/** What one event has the browser print; most have nothing. */
function printedBy(event) {
	if (!event.startsWith('data: ')) return [];
	const { type, data } = JSON.parse(event.slice('data: '.length));
	return type === 'sendConsoleMessage' ? [[data.source, ...data.messages].join(' ')] : [];
}
