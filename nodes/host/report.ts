import * as n8n from 'n8n-workflow';
import type { IExecuteFunctions } from 'n8n-workflow';
import { budgetNote } from '../delivery/budget/sentences';
import type { RunTally } from '../delivery/tally';
import type { Run } from './run';
import { runInWords, type RunResult } from './runInWords';

/** Puts the tokens of a run into its metadata, where n8n's evaluations and telemetry look for them. */
export function reportTokens(context: IExecuteFunctions, { tokens }: RunTally): void {
	const { input, output } = tokens;
	// n8n before 2.20 does not have it.
	if (input + output > 0) n8n.accumulateTokenUsage?.(context, input, output);
}

/** What the user can do about items of a run, in the words of the panel. */
export interface RunAdvice {
	/** About answers that reached Max Tokens. */
	cutOff: string;
	/** About items that a token budget ended. */
	overBudget: string;
}

/** Tells the user, above the output of the node, what the run did. n8n shows it when the node succeeds. */
export function reportHints(
	context: IExecuteFunctions,
	{ totals: { tally, hints }, accounts }: Pick<Run, 'totals' | 'accounts'>,
	result: RunResult,
	advice: RunAdvice,
): void {
	const budgets = accounts.flatMap(({ delivery: { tokenBudget } }) => tokenBudget ?? []);
	const ofBudget = budgetNote(result, budgets, advice.overBudget);
	if (tally.calls === 0 && tally.shared === 0 && ofBudget === undefined) return;
	const sentences = [runInWords(tally, result), ...(ofBudget ? [ofBudget] : []), ...hints];
	if (result.truncated > 0) sentences.push(`${cutOff(result.truncated)} ${advice.cutOff}`);
	for (const sentence of sentences) {
		const message = accounts.reduce((text, { redactor }) => redactor.message(text), sentence);
		context.addExecutionHints?.({ message, location: 'outputPane' });
	}
}

function cutOff(answers: number): string {
	const what =
		answers === 1
			? '1 answer reached Max Tokens and is'
			: `${answers} answers reached Max Tokens and are`;
	return `${what} cut off.`;
}
