import { randomBytes } from 'node:crypto';
import { createInstance } from '../../tools/n8n/instance.mjs';
import { workerVariable, workflowOf } from './workflow.mjs';

/** In milliseconds: all of them start at the same time, and the first one makes the tables. */
const longestStart = 600_000;

/**
 * n8n in queue mode: a main process, one for webhooks, and workers, each in a folder of its own as on a machine of
 * its own. They share Redis, Postgres and the key that credentials are encrypted with.
 *
 * @param {object} setting
 * @param {import('../../tools/n8n/install.mjs').Installation} setting.n8n
 * @param {string} setting.tarball the package
 * @param {{ port: number }} setting.redis
 * @param {{ env: NodeJS.ProcessEnv }} setting.postgres
 * @param {NodeJS.ProcessEnv} [setting.env] further settings
 * @param {number} setting.workers how many
 * @param {number} setting.concurrency executions that a worker works on at the same time
 * @param {import('../../tools/process/program.mjs').Program['atEnd']} setting.atEnd
 */
export async function startCluster(setting) {
	const { n8n, tarball, redis, postgres, concurrency, atEnd } = setting;
	const shared = {
		...postgres.env,
		...setting.env,
		EXECUTIONS_MODE: 'queue',
		QUEUE_BULL_REDIS_HOST: '127.0.0.1',
		QUEUE_BULL_REDIS_PORT: String(redis.port),
		N8N_ENCRYPTION_KEY: randomBytes(24).toString('hex'),
		// The name of the worker comes from there.
		N8N_BLOCK_ENV_ACCESS_IN_NODE: 'false',
	};
	async function start(args, env = {}) {
		const instance = await createInstance({ n8n, env: { ...shared, ...env } });
		atEnd(() => instance.dispose());
		await instance.addPackage(tarball);
		return { instance, server: await instance.start({ args, limit: longestStart }) };
	}

	// Makes the tables in the database, which the others need.
	const { instance: main } = await start(['start']);
	await main.owner();
	const { rest } = main;

	/** @type {Map<string, Awaited<ReturnType<typeof start>>['server']>} */
	const alive = new Map();
	let added = 0;
	async function addWorker() {
		const name = `worker-${++added}`;
		const args = ['worker', `--concurrency=${concurrency}`];
		const { server } = await start(args, { [workerVariable]: name });
		alive.set(name, server);
		return name;
	}
	const [{ server: webhooks }] = await Promise.all([
		start(['webhook']),
		...Array.from({ length: setting.workers }, addWorker),
	]);

	return {
		rest,
		workers: () => [...alive.keys()],
		addWorker,
		/** SIGKILL: it has no time for anything. @returns {Promise<string>} which */
		async killWorker() {
			const [[name, server]] = alive;
			alive.delete(name);
			await server.kill();
			return name;
		},
		/**
		 * A workflow of its own, with a key of its own.
		 *
		 * @param {string} name
		 * @param {string} gateway its address
		 * @returns {Promise<{ id: string, url: string }>} `url` of its webhook
		 */
		async addWorkflow(name, gateway) {
			const { id: credentialId } = await rest.request('POST', '/rest/credentials', {
				name,
				type: 'aigc2dApi',
				data: { apiKey: `sk-${name}`, baseUrl: gateway },
			});
			const workflow = workflowOf({ name, credentialId });
			const { id, versionId } = await rest.request('POST', '/rest/workflows', workflow);
			await rest.request('POST', `/rest/workflows/${id}/activate`, { versionId });
			return { id, url: `${webhooks.url}/webhook/${name}` };
		},
	};
}
