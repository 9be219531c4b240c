import type { FailureKind } from '../api/failureKinds';
import { formatDuration, second } from '../api/duration';
import type { BudgetResult } from '../delivery/budget/sentences';
import type { RunTally } from '../delivery/tally';
import type { RunCosts } from './costs';

/** How many items failed, by kind. */
export type FailureCounts = Map<FailureKind, number>;

/** What became of the items of a run. */
export interface RunResult extends BudgetResult {
	items: number;
	failed: number;
	kinds: ReadonlyMap<FailureKind, number>;
	/** Answers that reached Max Tokens. */
	truncated: number;
	/** Items that one unit takes; all of them with Infinity, and with `run`, where the gateway is asked once. */
	unit: number | 'run';
	/** What was paid. */
	costs?: RunCosts;
	/** How long the run took, in milliseconds. */
	duration: number;
}

/** Why items failed, in as few words as fit behind a number. */
const kindInWords: Readonly<Record<FailureKind, string>> = {
	input: 'unusable parameter',
	auth: 'key refused',
	quota: 'balance used up',
	rateLimit: 'rate limit',
	badRequest: 'request refused',
	notFound: 'unknown model or address',
	contentFilter: 'content filter',
	truncated: 'answer cut off',
	invalidOutput: 'answer of the wrong form',
	budget: 'budget',
	server: 'fault of the gateway',
	timeout: 'timeout',
	network: 'no connection',
	malformed: 'unreadable answer',
	cancelled: 'stopped',
};

/** What a run did, for the line above its output. What did not happen is not said. */
export function runInWords(tally: RunTally, result: RunResult): string {
	const facts = [
		answers(result),
		failures(result),
		requests(tally, result),
		...spentInWords(tally, result.costs),
	];
	return facts.filter((fact) => fact !== '').join(' · ');
}

/** What is known of a run while it goes on, beside how many items are done. What did not happen is not said. */
export function soFarInWords(
	tally: RunTally,
	result: Pick<RunResult, 'failed' | 'kinds'>,
	costs: RunCosts,
): string[] {
	const facts = [failures(result), ...spentInWords(tally, costs)];
	return facts.filter((fact) => fact !== '');
}

/** Requests beyond the first, and what all of them took; empty texts for what did not happen. */
function spentInWords(tally: RunTally, costs?: RunCosts): string[] {
	const { tokens, shared, fellBack } = tally;
	const used = tokens.input + tokens.output;
	return [
		repetitions(tally),
		fellBack === 0 ? '' : `${grouped(fellBack)} by fallback models`,
		shared === 0 ? '' : `${grouped(shared)} not bought again`,
		used === 0 ? '' : count(used, 'token'),
		costs?.inWords() ?? '',
	];
}

function answers({ items, failed, unit, duration }: RunResult): string {
	const answered = items - failed;
	const time = `in ${inWords(duration)}`;
	const all = items === 1 ? '' : ` for all ${grouped(items)} items`;
	if (unit === 'run') return `Asked once${all}, ${time}`;
	if (answered === 0) return `No answer ${time}`;
	const together = unit === Infinity && items > 1;
	if (!together) return `${count(answered, 'answer')} ${time}`;
	return `1 answer${failed === 0 ? all : ` for ${count(answered, 'item')}`} ${time}`;
}

function failures({ failed, kinds }: Pick<RunResult, 'failed' | 'kinds'>): string {
	if (failed === 0) return '';
	const counts = [...kinds].sort(([, one], [, other]) => other - one);
	const only = counts.length === 1;
	const reasons = counts.map(([kind, number]) =>
		only ? kindInWords[kind] : `${grouped(number)} ${kindInWords[kind]}`,
	);
	return `${grouped(failed)} failed: ${reasons.join(', ')}`;
}

/** Said where it is not one for each answer, or each item. */
function requests({ requests: sent }: RunTally, { items, failed, unit }: RunResult): string {
	if (sent === 0) return 'nothing sent';
	const isExpected = sent === items || sent === items - failed || (unit === 'run' && sent === 1);
	return isExpected ? '' : count(sent, 'request');
}

function repetitions({ refused, retried }: RunTally): string {
	if (refused === retried && refused > 0) return `${grouped(refused)} refused and sent again`;
	const facts = [
		refused === 0 ? '' : `${grouped(refused)} refused`,
		retried === 0 ? '' : `${grouped(retried)} sent again`,
	];
	return facts.filter((fact) => fact !== '').join(', ');
}

/** Tenths of a second count only below ten. */
function inWords(duration: number): string {
	if (duration >= 9.95 * second) return formatDuration(duration);
	return `${Math.max(0.1, duration / second).toFixed(1)} s`;
}

function count(number: number, noun: string): string {
	return `${grouped(number)} ${noun}${number === 1 ? '' : 's'}`;
}

/** A number with commas. */
export function grouped(number: number): string {
	return number.toLocaleString('en-US');
}
