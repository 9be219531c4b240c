import * as n8n from 'n8n-workflow';
import type { IExecuteFunctions } from 'n8n-workflow';
import { budgetNote, costWords, tokenWords } from '../delivery/budget/sentences';
import type { RunTally } from '../delivery/tally';
import type { RunCosts } from './costs';
import type { Run } from './run';
import { runInWords, type RunResult } from './runInWords';

/** Puts the tokens and the cost of a run into its metadata, where n8n's evaluations and traces look for them. */
export function reportTokens(
	context: IExecuteFunctions,
	{ tokens }: RunTally,
	costs: RunCosts,
): void {
	const { input, output } = tokens;
	if (input + output === 0) return;
	// n8n before 2.20 does not have it.
	n8n.accumulateTokenUsage?.(context, input, output);
	const total = costs.total;
	// Nor older ones this; the names are those of n8n's own nodes (N8nLlmTracing, 2.41.1).
	(context as Partial<IExecuteFunctions>).setMetadata?.({
		tracing: {
			'llm.tokens.in': input,
			'llm.tokens.out': output,
			'llm.tokens.total': input + output,
			...(total === undefined ? {} : { 'llm.cost.total': total }),
		},
	});
}

/** What the user can do about items of a run, in the words of the panel. */
export interface RunAdvice {
	/** About answers that reached Max Tokens. */
	cutOff: string;
	/** About items that a token budget ended. */
	overBudget: string;
	/** About items that a cost budget ended. */
	overCost: string;
}

/** Tells the user, above the output of the node, what the run did. n8n shows it when the node succeeds. */
export function reportHints(
	context: IExecuteFunctions,
	{ totals: { tally, hints }, accounts }: Pick<Run, 'totals' | 'accounts'>,
	result: RunResult,
	advice: RunAdvice,
): void {
	const ofBudgets = budgetNotes(accounts, result, advice);
	if (tally.calls === 0 && tally.shared === 0 && ofBudgets.length === 0) return;
	const sentences = [runInWords(tally, result), ...ofBudgets, ...hints];
	const unknown = result.costs?.unknownInWords();
	if (unknown !== undefined) sentences.push(unknown);
	if (result.truncated > 0) sentences.push(`${cutOff(result.truncated)} ${advice.cutOff}`);
	for (const sentence of sentences) {
		const message = withoutKeys(sentence, accounts);
		context.addExecutionHints?.({ message, location: 'outputPane' });
	}
}

/**
 * Says how far a run is: in the log of n8n, and where it was started by hand also in the console of the browser, which is
 * all that n8n (2.41.1) lets a node show before it has ended.
 */
export function reportProgress(
	context: IExecuteFunctions,
	line: string,
	accounts: Run['accounts'],
): void {
	const said = withoutKeys(line, accounts);
	const { name } = context.getNode();
	const told = withoutKeys(`AIGC2D: ${name}, execution ${context.getExecutionId()}: `, accounts);
	context.logger.info(`${told}${said}`);
	context.sendMessageToUI(said);
}

function withoutKeys(sentence: string, accounts: Run['accounts']): string {
	return accounts.reduce((text, { redactor }) => redactor.message(text), sentence);
}

function budgetNotes(
	accounts: Run['accounts'],
	{ overTokens, overCost }: RunResult,
	advice: RunAdvice,
): string[] {
	const ofTokens = accounts.flatMap(({ delivery: { tokenBudget } }) => tokenBudget ?? []);
	const ofCost = accounts.flatMap(({ delivery: { costBudget } }) => costBudget ?? []);
	const unit = accounts.find(({ prices }) => prices !== undefined)?.prices?.unit ?? '';
	const notes = [
		budgetNote(overTokens, ofTokens, tokenWords, advice.overBudget),
		budgetNote(overCost, ofCost, costWords(unit), advice.overCost),
	];
	return notes.filter((note) => note !== undefined);
}

function cutOff(answers: number): string {
	const what =
		answers === 1
			? '1 answer reached Max Tokens and is'
			: `${answers} answers reached Max Tokens and are`;
	return `${what} cut off.`;
}
