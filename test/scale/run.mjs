import { requireTypeScript } from '../support/requireTypeScript.mjs';
import { feed } from './feed.mjs';
import { inputsKept, retried, statusesOf } from './left.mjs';
import { limits } from './limits.mjs';

const { boughtAgain, busyStretch, goodput, jain, refusedShare, shares } = requireTypeScript(
	import.meta.url,
)('./figures.ts');

/** Seconds in which nobody knows the limit. */
const settling = { usual: 60, short: 3 };

/**
 * Feeds a number of executions to the cluster, and accounts for them.
 *
 * @param {object} setting
 * @param {Awaited<ReturnType<typeof import('./cluster.mjs').startCluster>>} setting.cluster
 * @param {Awaited<ReturnType<typeof import('./gateway.mjs').startGateway>>} setting.gateway
 * @param {import('../../tools/n8n/postgres.mjs').Postgres} setting.postgres
 * @param {import('./options.mjs').Options} setting.options
 * @param {(line: string) => void} setting.log
 * @param {AbortSignal} setting.signal
 * @param {{ key: string, kills: boolean }} choice the limit; `kills`: whether a worker is killed when half is done, and
 *   another one added
 */
export async function run(setting, { key, kills }) {
	const { cluster, gateway, postgres, options, log, signal } = setting;
	const { executions, items } = options;
	const limit = limits[key];
	const { id, url } = await cluster.addWorkflow(kills ? `${key}-killed` : key, gateway.url);
	await gateway.reset(key);
	const before = cluster.workers();
	const begun = performance.now();
	const elapsed = () => (performance.now() - begun) / 1000;
	const change = { adding: undefined };

	async function replaceWorker() {
		change.at = elapsed();
		change.killed = await cluster.killWorker();
		log(`    ${change.killed} was killed`);
		change.added = await cluster.addWorker();
		change.addedAt = elapsed();
		log(`    ${change.added} was added`);
	}

	const outcomes = await feed({
		url,
		executions,
		items,
		signal,
		onDone(done) {
			if (done % Math.ceil(executions / 4) === 0)
				log(`    ${done} of ${executions} executions after ${Math.round(elapsed())} s`);
			if (kills && done === Math.floor(executions / 2)) change.adding = replaceWorker();
		},
	});
	const seconds = elapsed();
	await change.adding;
	const requests = await gateway.requests();
	const statuses = statusesOf(postgres, id);
	const asked = { postgres, rest: cluster.rest, requests: gateway.requests };
	const retry = await retried(asked, id);
	const settled = options.isShort ? settling.short : settling.usual;
	// What was lost begins again when all else may be over.
	const atOnce = requests.filter(({ execution }) => outcomes[execution].refusals.length === 0);
	const stretch = busyStretch(atOnce, settled, limit.period);
	const workers = shares(requests, stretch);
	const lasting = workers.filter(
		({ worker }) => before.includes(worker) && worker !== change.killed,
	);
	return {
		key,
		limit,
		kills,
		change,
		seconds,
		outcomes,
		workers,
		stretch,
		items: executions * items,
		correct: sum(outcomes.map(({ correct }) => correct)),
		failed: sum(outcomes.map(({ failed }) => failed)),
		complete: outcomes.filter(({ correct }) => correct === items).length,
		executions,
		again: outcomes.filter(({ refusals }) => refusals.length > 0),
		boughtAgain: boughtAgain(requests),
		requests: requests.length,
		goodput: goodput(requests, stretch, limit.perSecond),
		refused: refusedShare(requests),
		refusedLater: refusedShare(requests, settled),
		fairness: jain(lasting.map(({ answers }) => answers)),
		statuses,
		retry,
		inputsKept: inputsKept(postgres, id),
	};
}

const sum = (numbers) => numbers.reduce((total, number) => total + number, 0);
