import * as n8n from 'n8n-workflow';
import type { IExecuteFunctions } from 'n8n-workflow';
import { budgetNote, type BudgetResult } from '../delivery/budget/sentences';
import type { RunTally } from '../delivery/tally';
import type { Run } from './run';

/** What became of the items of a run. */
export interface RunResult extends BudgetResult {
	items: number;
	failed: number;
	/** Answers that reached Max Tokens. */
	truncated: number;
	/** How long the run took, in milliseconds. */
	duration: number;
}

/** Puts the tokens of a run into its metadata, where n8n's evaluations and telemetry look for them. */
export function reportTokens(context: IExecuteFunctions, { tokens }: RunTally): void {
	const { input, output } = tokens;
	// n8n before 2.20 does not have it.
	if (input + output > 0) n8n.accumulateTokenUsage?.(context, input, output);
}

/** Tells the user, above the output of the node, what the run did. n8n shows it when the node succeeds. */
export function reportHints(
	context: IExecuteFunctions,
	{ totals: { tally, hints }, accounts }: Pick<Run, 'totals' | 'accounts'>,
	result: RunResult,
): void {
	const budgets = accounts.flatMap(({ delivery: { tokenBudget } }) => tokenBudget ?? []);
	const ofBudget = budgetNote(result, budgets);
	if (tally.calls === 0 && tally.shared === 0 && ofBudget === undefined) return;
	const sentences = [summary(tally, result), ...(ofBudget ? [ofBudget] : []), ...hints];
	if (result.truncated > 0) {
		sentences.push(
			`${count(result.truncated, 'answer')} reached Max Tokens and ${result.truncated === 1 ? 'is' : 'are'} cut off. Raise Max Tokens, or add the option On Truncation.`,
		);
	}
	for (const sentence of sentences) {
		const message = accounts.reduce((text, { redactor }) => redactor.message(text), sentence);
		context.addExecutionHints?.({ message, location: 'outputPane' });
	}
}

function summary(
	{ requests, refused, retried, shared, tokens }: RunTally,
	{ items, failed, duration }: RunResult,
): string {
	const facts = [
		failed === 0 ? '' : `${failed} failed`,
		count(requests, 'request'),
		`${refused} refused`,
		`${retried} sent again`,
		shared === 0 ? '' : `${shared} shared`,
		`${tokens.input + tokens.output} tokens`,
		`${(duration / 1000).toFixed(1)} s`,
	];
	return `${count(items, 'item')}: ${facts.filter((fact) => fact !== '').join(', ')}.`;
}

function count(number: number, noun: string): string {
	return `${number} ${noun}${number === 1 ? '' : 's'}`;
}
