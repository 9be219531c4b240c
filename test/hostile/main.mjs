/**
 * `npm run test:hostile`: what a hostile gateway can send, 64 times at once on each route, against the node in n8n's
 * engine, in a process whose memory is watched. A part of it by words of the attack, its part or its route:
 * `npm run test:hostile -- bomb`, `npm run test:hostile -- streams claude`.
 */
import { fork } from 'node:child_process';
import { once } from 'node:events';
import { createRequire } from 'node:module';
import { setTimeout as pause } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { table } from '../../tools/table.mjs';

/** Hostile and good requests of one run. */
const amount = { hostile: Number(process.env.HOSTILE_COUNT ?? 64), good: 4 };
/** What V8 may take of its own, in MB: what Node.js takes by default on a machine with 4 GB. */
const heap = 2_048;
/** Longest time for one attack, in seconds: the limits that it meets, and the work on what has come by then. */
const longest = 120;
/** Most memory that an attack may take above what the process has at rest, in MB. */
const mostMemory = 1_800;
/** What may be read at the same time, as README says, in MB. */
const mostHeld = 512;

const require = createRequire(import.meta.url);
require('./typescript.cjs');
const { attacks } = require('./attacks/index.ts');
const { isOn } = require('./attack.ts');
const { routes } = require('./routes.ts');

/** Starts one of the files here in a process of its own. */
async function start(file, execArgv = []) {
	const child = fork(fileURLToPath(new URL('begin.cjs', import.meta.url)), [file], {
		execArgv,
		env: { ...process.env, N8N_LOG_LEVEL: 'silent' },
	});
	let ended = false;
	child.once('exit', () => (ended = true));
	const [first] = await once(child, 'message');
	return {
		first,
		async ask(job, seconds) {
			if (ended) return { died: true };
			const over = new AbortController();
			const { signal } = over;
			try {
				child.send(job);
				return await Promise.race([
					once(child, 'message', { signal }).then(([answer]) => answer),
					once(child, 'exit', { signal }).then(() => ({ died: true })),
					pause(seconds * 1_000, { hangs: true }, { signal }),
				]);
			} finally {
				over.abort();
			}
		},
		end: () => child.kill('SIGKILL'),
	};
}

const words = process.argv.slice(2).map((word) => word.toLowerCase());
const plan = attacks.flatMap((attack, number) =>
	routes
		.filter((route) => isOn(attack, route))
		.filter(({ name }) =>
			words.every(
				(word) => `${attack.part} ${attack.name} `.includes(word) || name.toLowerCase() === word,
			),
		)
		.map((route) => ({ attack, number, route })),
);

const server = await start('serverProcess.ts');
const startNode = async () =>
	await start('nodeProcess.ts', [`--max-old-space-size=${heap}`, '--expose-gc']);
let node = await startNode();
const rows = [];
for (const { attack, number, route } of plan) {
	const job = { port: server.first.port, attack: number, route: route.name, amount };
	const outcome = await node.ask(job, 4 * longest);
	const wrong = [...(outcome.wrong ?? [])];
	if (outcome.thrown) wrong.push(`The run threw: ${outcome.thrown}`);
	if (outcome.died) wrong.push('The process ended');
	if (outcome.hangs) wrong.push('The run did not end');
	if (outcome.seconds > longest) wrong.push(`It took ${Math.round(outcome.seconds)} s`);
	if (outcome.peak > mostMemory) wrong.push(`It took ${Math.round(outcome.peak)} MB`);
	if (outcome.held > mostHeld) wrong.push(`${Math.round(outcome.held)} MB were held together`);
	if (outcome.left > 0) wrong.push(`${outcome.left} bytes are still counted as held`);
	if (outcome.died || outcome.hangs || outcome.thrown) {
		node.end();
		node = await startNode();
	}
	const { open } = await server.ask({}, longest);
	const row = { part: attack.part, name: attack.name, route: route.name, ...outcome, wrong, open };
	rows.push(row);
	if (process.env.HOSTILE_LOG) console.log(JSON.stringify(row));
}
const { hits } = await server.ask({}, longest);
node.end();
server.end();

const columns = [
	{ title: 'attack', width: 46 },
	{ title: 'route', width: 13 },
	{ title: 'failed', width: 6, right: true },
	{ title: 'good', width: 4, right: true },
	{ title: 's', width: 5, right: true },
	{ title: 'MB', width: 5, right: true },
	{ title: 'held', width: 5, right: true },
	{ title: 'outcome', width: 70 },
	{ title: '', width: 6 },
];
const whole = (value) => (value === undefined ? '' : String(Math.round(value)));
console.log(
	table(
		columns,
		rows.map((row) => [
			row.name,
			row.route,
			whole(row.failed),
			whole(row.good),
			row.seconds?.toFixed(1) ?? '',
			whole(row.peak),
			whole(row.held),
			row.failed ? `${row.kind ?? 'failed'}: ${row.message}` : 'good',
			row.wrong.length === 0 ? 'ok' : 'FAILED',
		]),
	),
);
const failed = rows.filter(({ wrong }) => wrong.length > 0);
for (const { name, route, wrong } of failed) {
	console.log(`\n${name}, ${route}`);
	for (const sentence of wrong) console.log(`  ${sentence}`);
}
const most = (member) => Math.round(Math.max(0, ...rows.map((row) => row[member] ?? 0)));
console.log(
	`\nattacks ${rows.length}, each ${amount.hostile} times at once; survived ${rows.filter(({ died, hangs }) => !died && !hangs).length}, ` +
		`as wanted ${rows.length - failed.length}; peak ${most('peak')} MB above rest, held together ${most('held')} MB; hits ${hits}`,
);
process.exitCode = failed.length === 0 && rows.length > 0 && hits === 0 ? 0 : 1;
