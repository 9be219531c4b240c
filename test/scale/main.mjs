/**
 * n8n in queue mode with the packed package, on a real Redis and a real Postgres: `npm run scale` feeds 300 executions
 * of 20 items to three workers at a gateway with a limit that it does not tell, with each kind of limit, once as it is
 * and once with a worker killed half-way and another one added, and writes docs/scaling-figures.md (three quarters of
 * an hour). Some of it, which writes nothing: `npm run scale -- --workers 3 --executions 300 --items 20 --limit
 * bucket`; a smoke test of some minutes: `npm run scale -- --short`.
 */
import { writeFile, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { installN8n } from '../../tools/n8n/install.mjs';
import { startPostgres } from '../../tools/n8n/postgres.mjs';
import { startRedis } from '../../tools/n8n/redis.mjs';
import { temporaryFolder } from '../../tools/n8n/temporaryFolder.mjs';
import { packProject, projectFolder } from '../../tools/packProject.mjs';
import { runProgram } from '../../tools/process/program.mjs';
import { judge } from './aims.mjs';
import { startCluster } from './cluster.mjs';
import { startGateway } from './gateway.mjs';
import { readOptions } from './options.mjs';
import { show, writePage } from './page.mjs';
import { run } from './run.mjs';

/** n8n takes a minute and a half to see that a worker is gone; the smoke test does not wait as long. */
const impatient = {
	QUEUE_WORKER_LOCK_DURATION: '15000',
	QUEUE_WORKER_LOCK_RENEW_TIME: '3000',
	QUEUE_WORKER_STALLED_INTERVAL: '5000',
};

const begun = performance.now();
const log = (line) =>
	console.log(`${`${Math.round((performance.now() - begun) / 1000)} s`.padStart(6)}  ${line}`);

await runProgram(async ({ signal, atEnd }) => {
	const options = readOptions(process.argv.slice(2));
	const n8n = await installN8n({ log, signal });
	const folder = await temporaryFolder();
	atEnd(() => rm(folder, { recursive: true, force: true }));
	log('Building and packing the package');
	// SCALE_PACKAGE names a tarball that is there already.
	const tarball = process.env.SCALE_PACKAGE || (await packProject(folder, { signal }));

	log('Starting Redis and Postgres');
	const redis = await startRedis({ log });
	atEnd(() => redis.stop());
	const postgres = await startPostgres({ log, signal });
	atEnd(() => postgres.stop());
	const gateway = await startGateway();
	atEnd(async () => gateway.close());

	const { workers, concurrency } = options;
	log(`Starting n8n: a main process, one for webhooks, ${workers} workers`);
	const env = options.isShort ? impatient : {};
	const setting = { n8n, tarball, redis, postgres, env, workers, concurrency, atEnd };
	const cluster = await startCluster(setting);

	const results = [];
	for (const key of options.limits) {
		for (const kills of [false, true]) {
			signal.throwIfAborted();
			log(`${key}${kills ? ', a worker killed half-way and one added' : ''}`);
			results.push(await run({ cluster, gateway, postgres, options, log, signal }, { key, kills }));
		}
	}

	const aims = results.flatMap((result) => judge(result, options.isShort));
	console.log(show(results, aims));
	if (options.isWhole) {
		const versions = `Redis and Postgres ${postgres.version} of Debian as they come, on loopback`;
		const page = writePage(results, aims, { options, n8n, versions });
		await writeFile(join(projectFolder, 'docs', 'scaling-figures.md'), page);
		log('Wrote docs/scaling-figures.md');
	}
	if (aims.some(({ met }) => met === false)) process.exitCode = 1;
});
