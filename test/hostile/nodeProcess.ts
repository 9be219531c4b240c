/* eslint-disable @n8n/community-nodes/no-restricted-imports, @n8n/community-nodes/no-restricted-globals -- a process of its own needs them */
/** The node in n8n's engine, in a process whose memory is watched: the parent names an attack, and gets what came of it. */
import { readFileSync, writeFileSync } from 'node:fs';
import { setTimeout as pause } from 'node:timers/promises';
import { heldBytes } from '../../nodes/delivery/heldBytes';
import { attacks } from './attacks';
import { judge } from './judge';
import { routes } from './routes';
import { runAttack, type Amount } from './run';
import { addressOf } from './server';

/** What the parent wants. */
interface Job {
	port: number;
	attack: number;
	route: string;
	amount: Amount;
}

const megabyte = 1024 * 1024;

/** Most bytes that were held at the same time since it was last asked. */
let mostHeld = 0;
const counted = heldBytes as unknown as {
	together: number;
	take(...taken: unknown[]): boolean;
};
const { take } = counted;
counted.take = function (...taken) {
	const hasRoom = take.apply(this, taken);
	mostHeld = Math.max(mostHeld, this.together);
	return hasRoom;
};

/** Memory of the process that is not on disk, in bytes: the most since {@link forgetPeak}. */
function peak(): number {
	const [, kilobytes] = /VmHWM:\s+(\d+)/.exec(readFileSync('/proc/self/status', 'utf8')) ?? [];
	return Number(kilobytes) * 1024;
}

function forgetPeak(): void {
	writeFileSync('/proc/self/clear_refs', '5');
}

/** The longest time for which the event loop did nothing else, in milliseconds. */
function watchLoop(): () => number {
	let longest = 0;
	let last = performance.now();
	const timer = setInterval(() => {
		const now = performance.now();
		longest = Math.max(longest, now - last - 20);
		last = now;
	}, 20);
	return () => {
		clearInterval(timer);
		return longest;
	};
}

async function rest(): Promise<void> {
	await pause(50);
	globalThis.gc?.();
	await pause(50);
	globalThis.gc?.();
}

async function run({ port, attack: number, route: name, amount }: Job) {
	const attack = attacks[number];
	const route = routes.find((each) => each.name === name);
	if (attack === undefined || route === undefined) throw new Error('There is no such attack');
	await rest();
	forgetPeak();
	mostHeld = 0;
	const base = process.memoryUsage().rss;
	const started = performance.now();
	const blocked = watchLoop();
	const results = await runAttack(attack, route, addressOf(port, number, name), amount);
	const seconds = (performance.now() - started) / 1_000;
	const failed = results.find(({ isGood, isHostile }) => isHostile && !isGood);
	return {
		wrong: judge(attack, route, results),
		seconds,
		blocked: blocked(),
		peak: (peak() - base) / megabyte,
		held: mostHeld / megabyte,
		left: counted.together,
		failed: results.filter(({ isGood, isHostile }) => isHostile && !isGood).length,
		good: results.filter(({ isGood, isHostile }) => isGood && !isHostile).length,
		kind: failed?.kind,
		message: failed?.message?.slice(0, 400),
	};
}

process.on('message', (job: Job) => {
	void run(job).then(
		(outcome) => process.send?.(outcome),
		(thrown: unknown) => process.send?.({ thrown: String((thrown as Error).stack ?? thrown) }),
	);
});
process.on('disconnect', () => process.exit());
process.send?.({ isReady: true });
