import { unless, differs, shown } from '../support/wire/compare';
import type { WantedItem } from '../support/wire/case';
import { itemMismatches } from '../support/wire/judge';
import { itemsOf, textOf } from './ask';
import type { Came, Count, FaultAsk, FaultCase, FaultOutcome, Output } from './case';
import type { Run } from './run';

type Tried = Exclude<FaultOutcome, { is: 'not tried' }>;

/** What of a case counts in the summary. */
export interface Verdict {
	/** What is not as wanted, one sentence each. */
	mismatches: string[];
	/** Whether every input item has exactly one output. */
	isOneEach: boolean;
	/** Outputs on the success side with a part of what was to come. */
	truncatedAsComplete: number;
}

/** Compares what came of a case with what has to. */
export function verdictOn(one: FaultCase, outcome: Tried, run: Run): Verdict {
	const { ask, came, crash, hangs, requests, leaks, also, host } = run;
	const always = [
		...unless(!hangs, 'it hangs'),
		...unless(crash === undefined, `it crashes: ${crash}`),
		...unless(leaks === 0, `secrets in what came out: ${leaks}`),
		...unless(
			isWithin(requests, outcome.requests),
			`requests: ${requests}, wanted ${outcome.requests}`,
		),
		...also,
	];
	if (came === undefined) return { mismatches: always, isOneEach: false, truncatedAsComplete: 0 };
	const inputs = itemsOf(ask).length;
	const isStopped = outcome.is === 'fails' && outcome.isStopped === true;
	const isOneEach = isStopped ? came.outputs.length === 0 : hasOneEach(came, inputs);
	const truncatedAsComplete = truncatedIn(one, outcome, came, ask);
	const mismatches = [
		...always,
		...unless(
			isOneEach,
			`outputs of inputs: ${shown(came.outputs.map((output) => output.inputs))}`,
		),
		...unless(truncatedAsComplete === 0, `cut answers that pass for whole: ${truncatedAsComplete}`),
		...(isStopped
			? stopMismatches(outcome, came, host)
			: outputMismatches(outcome, came, ask, host)),
	];
	return { mismatches, isOneEach, truncatedAsComplete };
}

export function isWithin(count: number, wanted: Count): boolean {
	const [least, most] = typeof wanted === 'number' ? [wanted, wanted] : wanted;
	return count >= least && count <= most;
}

function hasOneEach({ outputs }: Came, inputs: number): boolean {
	const counts = Array.from(
		{ length: inputs },
		(_, input) => outputs.filter((output) => output.inputs.includes(input)).length,
	);
	return (
		counts.every((count) => count === 1) && outputs.every((output) => output.inputs.length > 0)
	);
}

function outputMismatches(outcome: Tried, came: Came, ask: FaultAsk, host: string): string[] {
	const { outputs, status } = came;
	const bad = outputs.filter(({ isSuccess }) => !isSuccess);
	const failed = outcome.is === 'fails' ? (outcome.failed ?? outputs.length) : 0;
	return [
		...unless(status === 'success', `run: ${status} (${came.error?.message}), wanted success`),
		...unless(isWithin(bad.length, failed), `failed items: ${bad.length}, wanted ${failed}`),
		...outputs.flatMap((output) => {
			const wanted = output.isSuccess ? goodItem(outcome, output, ask) : badItem(outcome);
			const { json, files } = output;
			return [
				...itemMismatches(wanted, { json, files }),
				...(output.isSuccess ? [] : sentenceMismatches(outcome, String(json.message), host)),
			].map((sentence) => `item ${output.inputs.join(', ')}: ${sentence}`);
		}),
	];
}

function goodItem(outcome: Tried, { inputs }: Output, ask: FaultAsk): WantedItem {
	const own = outcome.is === 'recovered' ? outcome.item : outcome.others;
	return { text: textOf(ask, inputs[0] ?? -1), ...own };
}

function badItem(outcome: Tried): WantedItem {
	return outcome.is === 'fails' ? { kind: outcome.kind, ...outcome.item } : {};
}

function sentenceMismatches(outcome: Tried, message: string, host: string): string[] {
	if (outcome.is !== 'fails') return [`fails: ${message}`];
	const said = message.replace(/ \[Item \d+\]$/, '');
	return unless(
		isSentence(said, outcome.sentence.replaceAll('{host}', host)),
		`says: ${JSON.stringify(said).slice(0, 400)}, wanted ${JSON.stringify(outcome.sentence)}`,
	);
}

/** `…` at an end stands for any further words. */
function isSentence(said: string, wanted: string): boolean {
	const core = wanted.replace(/^…|…$/g, '');
	const at = said.indexOf(core);
	return (
		at >= 0 && (wanted.startsWith('…') || at === 0) && (wanted.endsWith('…') || said.endsWith(core))
	);
}

function stopMismatches(outcome: Tried, { status, error }: Came, host: string): string[] {
	return [
		...unless(status !== 'success', 'run: success, wanted a stop'),
		...(error === undefined
			? ['nothing says why the node stopped']
			: sentenceMismatches(outcome, error.message, host)),
		...differs('description', typeof error?.description, 'string'),
	];
}

/** Successes that are a part of a cut answer and do not say so. */
function truncatedIn(one: FaultCase, outcome: Tried, came: Came, ask: FaultAsk): number {
	if (!isCut(one) || one.isComplete) return 0;
	const good = came.outputs.filter(({ isSuccess, json }) => isSuccess && json.truncated !== true);
	const isFailing = outcome.is === 'fails' && outcome.failed === undefined;
	if (isFailing) return good.length;
	const isWhole = (output: Output) => {
		const { text } = goodItem(outcome, output, ask);
		return text === undefined || text === output.json.text;
	};
	return good.filter((output) => !isWhole(output)).length;
}

function isCut({ isCut: stated, server }: FaultCase): boolean {
	if (stated !== undefined) return stated;
	if (server === undefined || typeof server === 'function') return false;
	const answers = 'each' in server ? server.each : [server].flat();
	return answers.some(({ ends }) => ends !== undefined);
}
