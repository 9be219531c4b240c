/**
 * Clients without n8n, in a process of their own that runs n8n's Node.js. The parent sends one job at
 * a time: `{ client, url, count, concurrency, stream }`; the answer has milliseconds and how many
 * items succeeded.
 */
import { createRequire } from 'node:module';
import { setTimeout as pause } from 'node:timers/promises';

const require = createRequire(process.argv[2]);
const { Pool } = require('undici');
const { configureGlobalAxiosDefaults } = require('@n8n/backend-network');
const { httpRequest } = require('@n8n/backend-network/testing');
configureGlobalAxiosDefaults();

const path = '/v1/chat/completions';
const headers = { authorization: 'Bearer sk-bench', 'content-type': 'application/json' };

/** Each makes a function that sends one item and tells whether it was answered. */
const clients = {
	/** The limit of Node.js: connections are kept, and an answer is read and dropped. */
	undici({ url, concurrency }) {
		const pool = new Pool(url, { connections: concurrency });
		const send = async (body) => {
			const options = { path, method: 'POST', headers, body: JSON.stringify(body) };
			const answer = await pool.request(options);
			if (body.stream) await answer.body.text();
			else await answer.body.json();
			return answer.statusCode === 200;
		};
		return { send, close: () => pool.close() };
	},

	/** n8n's helper without n8n around it. */
	helper({ url }) {
		const send = async (body) => {
			const options = { method: 'POST', url: `${url}${path}`, headers, body, json: true };
			await httpRequest(options);
			return true;
		};
		return { send, close() {} };
	},

	/** As openai-node: two retries, after what the server says, or 0.5 and 1 s less up to a quarter. */
	openaiBackOff({ url, concurrency }) {
		const pool = new Pool(url, { connections: concurrency });
		const send = async (body) => {
			for (let retry = 0; ; retry++) {
				const options = { path, method: 'POST', headers, body: JSON.stringify(body) };
				const answer = await pool.request(options);
				await answer.body.text();
				if (answer.statusCode === 200) return true;
				if (retry === 2) return false;
				const stated = Number(answer.headers['retry-after']) * 1000;
				const own = Math.min(8000, 500 * 2 ** retry) * (1 - Math.random() / 4);
				await pause(stated > 0 ? stated : own);
			}
		};
		return { send, close: () => pool.close() };
	},
};

process.on('message', async (job) => {
	const { send, close } = clients[job.client](job);
	let next = 0;
	let items = 0;
	const worker = async () => {
		while (next < job.count) {
			const content = `Ticket ${next++}: where is my parcel?`;
			const messages = [{ role: 'user', content }];
			if (await send({ model: 'bench', messages, stream: job.stream })) items += 1;
		}
	};
	const cpu = process.cpuUsage();
	const started = performance.now();
	await Promise.all(Array.from({ length: Math.min(job.concurrency, job.count) }, worker));
	const wall = performance.now() - started;
	const { user, system } = process.cpuUsage(cpu);
	await close();
	process.send({ wall, cpu: (user + system) / 1000, items, status: 'success' });
});
process.on('disconnect', () => process.exit());
