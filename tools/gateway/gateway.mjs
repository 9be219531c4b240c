import { fileURLToPath } from 'node:url';
import { Credit } from './credit.mjs';
import { loadEngine } from './engine.mjs';
import { Models } from './models.mjs';
import { createRoutes } from './routes.mjs';
import { createServer } from './server.mjs';
import { TaskQueue } from './tasks/queue.mjs';

const demoModel = fileURLToPath(new URL('./model/tiny-support.gguf', import.meta.url));

/**
 * @typedef {object} Gateway
 * @property {string} url origin without a path, such as http://127.0.0.1:51234
 * @property {string} key
 * @property {string} model the name to send as `model`
 * @property {number} tokens of all answers so far that are charged by tokens
 * @property {number} requests chat requests with the right key so far, whatever became of them
 * @property {number} tasks tasks of Stable Diffusion and Midjourney that were taken on so far
 * @property {number} submits submissions of such tasks, and answers to their windows, with the right key so far, whatever
 *   became of them
 * @property {number} active requests being worked on or waiting, of any route
 * @property {() => Promise<void>} close cuts open connections and frees the model
 */

/**
 * Starts a gateway with the routes of OpenAI, Claude and AIGC2D on loopback, over the tiny model of the demo and over
 * rules that are named as such (see README.md). Needs `ensureEngine()` before.
 *
 * @param {object} [options]
 * @param {number} [options.port] 0 takes a free one
 * @param {string} [options.key] the key that requests must carry
 * @param {string} [options.model] the name the model is served under
 * @param {string} [options.modelFile] path of the GGUF file
 * @param {number} [options.latency] milliseconds before an answer is begun, to feel like a gateway that is far away
 * @param {number} [options.slots] answers worked on at the same time; more requests wait in a queue
 * @param {number} [options.points] points granted to the key
 * @param {number} [options.taskSlots] tasks that run at the same time, of Stable Diffusion and of Midjourney each
 * @param {number} [options.taskTime] milliseconds that a task runs
 * @param {number} [options.taskQueue] tasks that may wait, of each
 * @returns {Promise<Gateway>}
 * @throws {Error} when the engine is not installed, the model file cannot be read or the port is taken
 */
export async function startGateway({
	port = 0,
	key = 'sk-demo',
	model = 'tiny-support',
	modelFile = demoModel,
	latency = 0,
	slots = 4,
	points = 10_000,
	taskSlots = 3,
	taskTime = 300,
	taskQueue = 1000,
} = {}) {
	const engine = await loadEngine({ modelFile, slots });
	let requests = 0;
	const credit = new Credit(points);
	let submits = 0;
	const newQueue = () =>
		new TaskQueue({ credit, slots: taskSlots, time: taskTime, most: taskQueue });
	const queues = { stableDiffusion: newQueue(), midjourney: newQueue() };
	const routes = createRoutes({
		engine,
		credit,
		queues,
		models: new Models(model),
		latency,
		onChatRequest: () => requests++,
		onSubmit: () => submits++,
	});
	const { server, running } = createServer({ key, routes });
	try {
		await listen(server, port);
	} catch (error) {
		await engine.dispose();
		throw error;
	}

	const address = /** @type {import('node:net').AddressInfo} */ (server.address());
	return {
		url: `http://127.0.0.1:${address.port}`,
		key,
		model,
		get tokens() {
			return credit.tokens;
		},
		get requests() {
			return requests;
		},
		get tasks() {
			return queues.stableDiffusion.accepted + queues.midjourney.accepted;
		},
		get submits() {
			return submits;
		},
		get active() {
			return running.size;
		},
		async close() {
			for (const queue of Object.values(queues)) queue.close();
			const closed = new Promise((resolve) => server.close(resolve));
			server.closeAllConnections();
			await closed;
			await Promise.allSettled(running);
			await engine.dispose();
		},
	};
}

function listen(server, port) {
	return new Promise((resolve, reject) => {
		server.once('error', reject);
		server.listen(port, '127.0.0.1', () => resolve(undefined));
	});
}
