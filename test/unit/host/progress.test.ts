import type { IExecuteFunctions } from 'n8n-workflow';
import { decimal } from '../../../nodes/api/prices/decimal';
import { Redactor } from '../../../nodes/api/redact/redactor';
import { RunTally } from '../../../nodes/delivery/tally';
import { RunCosts } from '../../../nodes/host/costs';
import { Progress } from '../../../nodes/host/progress';
import { reportProgress } from '../../../nodes/host/report';
import { soFarInWords } from '../../../nodes/host/runInWords';
import type { Run } from '../../../nodes/host/run';
import { VirtualClock } from '../../support/virtual';

/** A run that gets so many items done in a second, until it is told otherwise. */
function runOf(items: number, perSecond: number) {
	const clock = new VirtualClock();
	const run = { done: 0, perSecond };
	const lines: string[] = [];
	const facts: string[] = [];
	const soFar = () => ({ items, done: Math.min(items, Math.floor(run.done)), facts });
	const progress = new Progress(clock, soFar, (line) =>
		lines.push(`${clock.now() / 1000} s: ${line}`),
	);
	const pass = async (seconds: number) => {
		for (let second = 0; second < seconds; second++) {
			await clock.pass(999);
			run.done += run.perSecond;
			await clock.pass(1);
		}
	};
	return { clock, run, lines, facts, progress, pass };
}

test('a run of less than ten seconds says nothing, and leaves no alarm', async () => {
	const { clock, lines, progress, pass } = runOf(100, 10);
	await pass(9);
	progress.close();
	await pass(60);
	expect(lines).toEqual([]);
	expect(clock.pending).toBe(0);
});

test('a run of one item says nothing, however long it takes', async () => {
	const { clock, lines, progress, pass } = runOf(1, 0);
	expect(clock.pending).toBe(0);
	await pass(600);
	progress.close();
	expect(lines).toEqual([]);
});

test('a quick run says something each 30 seconds', async () => {
	const { lines, progress, pass } = runOf(1_000, 10);
	await pass(95);
	progress.close();
	expect(lines).toEqual([
		'10 s: 100 of 1,000 items done in 10 s · 10 a second, about 1 min 30 s left',
		'40 s: 400 of 1,000 items done in 40 s · 10 a second, about 1 min left',
		'70 s: 700 of 1,000 items done in 1 min 10 s · 10 a second, about 30 s left',
		'95 s: Ended: 950 of 1,000 items done in 1 min 35 s · 10 a second',
	]);
});

test('a long run says something at each tenth of its items', async () => {
	const { lines, progress, pass } = runOf(10_000, 10);
	await pass(1_000);
	progress.close();
	expect(lines).toHaveLength(1 + 9 + 1);
	expect(lines[1]).toMatch(/^110 s: 1,100 of 10,000 items done in 1 min 50 s/);
	expect(lines.at(-1)).toMatch(/^1000 s: Ended: 10,000 of 10,000 items done in 16 min 40 s/);
});

test('a run that stands still says so each five minutes, and goes on as it did', async () => {
	const { run, lines, progress, pass } = runOf(100, 1);
	await pass(15);
	run.perSecond = 0;
	await pass(600);
	run.perSecond = 0.5;
	await pass(60);
	progress.close();
	expect(lines).toEqual([
		'10 s: 10 of 100 items done in 10 s · 1.0 a second, about 1 min 30 s left',
		'310 s: 15 of 100 items done in 5 min 10 s · 1.0 a minute, about 1 h 25 min left',
		'610 s: 15 of 100 items done in 10 min 10 s',
		'640 s: 27 of 100 items done in 10 min 40 s · 24 a minute, about 3 min 3 s left',
		'670 s: 42 of 100 items done in 11 min 10 s · 30 a minute, about 1 min 56 s left',
		'675 s: Ended: 45 of 100 items done in 11 min 15 s · 4.0 a minute',
	]);
});

test('failures, refusals, tokens and cost are said where there are any', () => {
	const tally = Object.assign(new RunTally(), { refused: 12, retried: 12 });
	tally.use({ prompt_tokens: 9_000, completion_tokens: 600 });
	const costs = new RunCosts();
	const price = { call: decimal(0.06) ?? 0n };
	const charge = { model: 'm', used: {} };
	const outcome = { items: [0], output: { json: {} } };
	const prices = { unit: 'USD', of: () => price, most: () => price };
	costs.of([outcome], [charge, charge], prices);
	const result = { failed: 3, kinds: new Map([['rateLimit' as const, 3]]) };
	expect(soFarInWords(tally, result, costs)).toEqual([
		'3 failed: rate limit',
		'12 refused and sent again',
		'9,600 tokens',
		'0.12 USD',
	]);
	expect(soFarInWords(new RunTally(), { failed: 0, kinds: new Map() }, new RunCosts())).toEqual([]);
});

test('a line goes to the log with node and execution, and to the browser, without keys', () => {
	const logged: string[] = [];
	const shown: unknown[] = [];
	const hidden = 'sk-0123456789abcdef';
	const context = {
		getNode: () => ({ name: `Ask with ${hidden}` }),
		getExecutionId: () => '7',
		logger: { info: (line: string) => logged.push(line) },
		sendMessageToUI: (line: unknown) => shown.push(line),
	} as unknown as IExecuteFunctions;
	const accounts = [{ redactor: new Redactor({ key: hidden }) }] as unknown as Run['accounts'];
	reportProgress(context, `5 of 9 items done · 0.1 ${hidden}`, accounts);
	expect(logged).toEqual([
		'AIGC2D: Ask with [redacted], execution 7: 5 of 9 items done · 0.1 [redacted]',
	]);
	expect(shown).toEqual(['5 of 9 items done · 0.1 [redacted]']);
});
