import { readFile } from 'node:fs/promises';
import { setTimeout as sleep } from 'node:timers/promises';
import { http } from '../http.mjs';
import { freePort } from '../process/launch.mjs';

const LIMIT = 180_000;

/**
 * Starts the n8n server of an instance, or another process of n8n, and waits until it answers.
 *
 * @param {import('./commands.mjs').Commands} commands
 * @param {{ port?: number, env?: NodeJS.ProcessEnv, args?: string[], limit?: number }} [options] `port`: a free one unless
 *   given; `args`: the command, such as `['worker', '--concurrency=5']`; `limit`: milliseconds, three minutes unless given
 * @returns {Promise<{ url: string, log: string, stop: () => Promise<void>, kill: () => Promise<void> }>} `log` is the
 *   file of its output; `kill` is SIGKILL: it has no time for anything
 * @throws when it ends or does not answer in time; the message has the end of its output
 */
export async function startServer(
	commands,
	{ port, env = {}, args = ['start'], limit = LIMIT } = {},
) {
	const own = port ?? (await freePort());
	const url = `http://127.0.0.1:${own}`;
	const address = {
		N8N_PORT: String(own),
		N8N_EDITOR_BASE_URL: url,
		WEBHOOK_URL: url,
		// Of a worker, which answers only there, and only if it is told to.
		QUEUE_HEALTH_CHECK_ACTIVE: 'true',
		QUEUE_HEALTH_CHECK_PORT: String(own),
		N8N_WORKER_SERVER_ADDRESS: '127.0.0.1',
	};
	const server = await commands.launch(args, { env: { ...address, ...env } });
	await waitUntilReady(`${url}/healthz/readiness`, server, limit);
	return { url, log: server.out, stop: () => server.stop(), kill: () => server.kill() };
}

/**
 * @param {string} url answers 200 once the server can be used
 * @param {{ running: () => boolean, ended: Promise<number>, stop: () => Promise<void>, out: string }} server `out` is the file of its output
 * @param {number} limit milliseconds
 * @throws when the server ends, or is not ready in time; the message has the end of its output
 */
async function waitUntilReady(url, server, limit) {
	const deadline = performance.now() + limit;
	while (server.running() && performance.now() < deadline) {
		const answer = await http(url, { timeout: 5000 }).catch(() => null);
		if (answer?.status === 200) return;
		await sleep(200);
	}
	const reason = server.running()
		? `was not ready within ${limit / 1000} s`
		: `ended with exit code ${await server.ended} while it started`;
	await server.stop();
	const output = (await readFile(server.out, 'utf8')).trimEnd().split('\n').slice(-20).join('\n');
	throw new Error(`n8n ${reason}. The end of its output:\n${output}`);
}
