/**
 * Measures the packed node in the real n8n against n8n's own nodes and against bare loops, and writes
 * docs/bench.md and docs/bench.svg: `npm run bench` (about half an hour), `npm run bench -- --quick`
 * (a few minutes; writes nothing without `--write`), `--limits` (likewise: what the limiter has to show),
 * `--credential` (likewise: what it costs to read the credential for every item), `--responses` (likewise: the other
 * route for a conversation),
 * `--short` (a quarter of an hour, without the gateways that have a limit) or `--full` (hours).
 */
import { rmSync } from 'node:fs';
import { mkdir, writeFile } from 'node:fs/promises';
import { cpus, loadavg, totalmem } from 'node:os';
import { join } from 'node:path';
import { installN8n } from '../../tools/n8n/install.mjs';
import { temporaryFolder } from '../../tools/n8n/temporaryFolder.mjs';
import { packProject, projectFolder } from '../../tools/packProject.mjs';
import { judge } from './aims.mjs';
import { contestants, helperLoop, httpRequest, our } from './contestants.mjs';
import { measureCredential } from './credential.mjs';
import { startGateway } from './gateway.mjs';
import { measureLimits } from './limits.mjs';
import { measureMemory } from './memory.mjs';
import { startN8n } from './n8nRuns.mjs';
import { asText, page } from './page.mjs';
import { startPlain } from './plain.mjs';
import { plans } from './plans.mjs';
import { measureSpeed } from './speed.mjs';
import { speedChart } from './speedChart.mjs';
import { aimsTable, credentialTable, limitsTable, memoryTable, speedTables } from './tables.mjs';

const begun = performance.now();
const log = (line) =>
	console.log(`${`${Math.round((performance.now() - begun) / 1000)} s`.padStart(6)}  ${line}`);

const name =
	['quick', 'limits', 'credential', 'responses', 'short', 'full'].find((one) =>
		process.argv.includes(`--${one}`),
	) ?? 'usual';
const plan = plans[name];
const writes =
	!['quick', 'limits', 'credential', 'responses'].includes(name) ||
	process.argv.includes('--write');
for (const signal of ['SIGINT', 'SIGTERM']) process.once(signal, () => process.exit(130));

const load = [];
const n8n = await installN8n({ log });
const folder = await temporaryFolder();
process.once('exit', () => rmSync(folder, { recursive: true, force: true }));
// BENCH_PACKAGE measures a tarball that is there already, so that two states can be compared.
const tarball = process.env.BENCH_PACKAGE || (await packProject(folder));
const gateway = await startGateway();
const plain = startPlain(n8n);
const start = () => startN8n({ n8n, tarball, url: gateway.url });

log('Starting n8n');
const host = await start();
log('Warming up');
for (const contestant of contestants) {
	const { items, error } = await run(contestant, 20, { latency: 0 });
	if (items !== 20) throw new Error(`${contestant.title} does not work: ${error}`);
}
const speed = plan.speed ? await measureSpeed({ run, log }, plan.speed) : [];
const limits = plan.limits ? await measureLimits({ run, log }, plan.limits) : [];
const credential = plan.credential ? await measureCredential({ run, log }, plan.credential) : [];
await host.close();
const memory = plan.memory ? await rss(plan.memory) : [];
plain.close();
gateway.close();

const tables = [
	aimsTable(judge({ speed, limits, memory, credential })),
	...speedTables(speed),
	...(plan.limits ? [limitsTable(limits)] : []),
	...(plan.credential ? [credentialTable(credential)] : []),
	...(plan.memory ? [memoryTable(memory, plan.memory.count)] : []),
];
const facts = describe();
console.log(['', ...facts, ...tables.map(asText)].join('\n'));
if (writes) {
	const docs = join(projectFolder, 'docs');
	await mkdir(docs, { recursive: true });
	await writeFile(join(docs, 'bench.svg'), speedChart(speed, 1000));
	await writeFile(join(docs, 'bench.md'), page({ facts, tables }));
	log('Wrote docs/bench.md and docs/bench.svg');
}
process.exit();

/** One run of a contestant, with what the gateway saw of it. */
async function run(contestant, count, settings) {
	load.push(loadavg()[0]);
	const begin = () => gateway.reset(settings);
	await begin();
	const result = contestant.client
		? await plain.run({ ...contestant, node: undefined, url: gateway.url, count })
		: await host.run(contestant, count, { begin, hasLimit: settings.limit !== undefined });
	const { wall, cpu, items } = result;
	const figures = `${Math.round(wall)} ms, processor ${Math.round(cpu)} ms, ${items} items`;
	log(`    ${contestant.title}: ${figures}`);
	return { ...result, ...(await gateway.counts()), count };
}

async function rss({ count }) {
	await gateway.reset({ latency: 0 });
	return await measureMemory(
		{ start, log },
		{ count, contestants: [our[50], our.json, helperLoop.stream, helperLoop.json, httpRequest] },
	);
}

function describe() {
	const [{ model }] = cpus();
	const low = Math.min(...load).toFixed(1);
	const high = Math.max(...load).toFixed(1);
	const memorySize = Math.round(totalmem() / 2 ** 30);
	return [
		`${new Date().toISOString().slice(0, 10)}, the ${name} run, ${Math.round((performance.now() - begun) / 60_000)} minutes`,
		`${cpus().length} cores (${model}), ${memorySize} GB, ${process.platform}`,
		`System load (1 minute) when the runs began: ${low} to ${high}; the bench itself causes 1 to 2 of it`,
		`n8n ${n8n.version}; the gateway in a process of its own, on loopback, without TLS`,
	];
}
