import type { Failure } from '../../api/failure';
import type { MostTokens } from '../../api/usage/mostTokens';
import type { Budget, Need } from './budget';
import { money } from './costSentences';
import { notSent } from './notSent';

/*
 * What the user is told of the token budget, above the output and in failed items.
 */

export const withoutLimit =
	'Token Budget: some requests do not limit their answer. 16,384 tokens are set aside for each such answer, or what is left: one that is longer can overrun the budget. Set Max Tokens where there is such a field.';

export const withFiles =
	'Token Budget: what images and other files cost is an estimate (2,000 tokens an image, 3,000 a page of a PDF; of another file a token for 32 bytes, at least 2,000). A file that costs more can overrun the budget.';

export const withoutUsage =
	'Token Budget: the gateway did not tell the usage of some answers. Each of them counts as the most that it may have used.';

/**
 * The failure of a request that is not sent because of the budget.
 *
 * @param before how its last attempt failed: the words, and what there was of an answer, are not to be lost
 */
export function overBudget(
	{ most, least }: Need,
	{ prompt, answer }: MostTokens,
	{ left, limit }: Budget,
	before?: Failure,
): Failure {
	const parts = answer
		? ` (${grouped(prompt)} for what is sent, ${grouped(answer)} for the answer)`
		: '';
	const needed =
		answer === undefined
			? `it needs ${tokens(least)} at least`
			: `it may need up to ${tokens(most)}${parts}`;
	const why = `${needed}, and of the token budget of ${grouped(limit)} for this run ${remaining(left)}`;
	const own = answer
		? {}
		: { description: 'Raise Token Budget, or run the remaining items later.' };
	return notSent(why, own, before);
}

/** Items that a budget ended. */
interface EndedItems {
	/** Those that were not sent. */
	notSent: number;
	/** Those of which a part was bought, and not the rest. */
	unfinished: number;
}

/** What became of a run that its budgets ended. */
export interface BudgetResult {
	overTokens: EndedItems;
	overCost: EndedItems;
}

/** Nothing was ended yet. */
export function newBudgetResult(): BudgetResult {
	const none = { notSent: 0, unfinished: 0 };
	return { overTokens: { ...none }, overCost: { ...none } };
}

/** Counts failed items, if it was the budget that ended them. */
export function countOverBudget(
	result: BudgetResult,
	why: Failure | undefined,
	items: number,
): void {
	if (why?.kind !== 'budget') return;
	const hasPart = why.text !== undefined || why.usage !== undefined;
	const ended = why.budget === 'cost' ? result.overCost : result.overTokens;
	ended[hasPart ? 'unfinished' : 'notSent'] += items;
}

/** How one kind of budget is told. */
interface BudgetWords {
	/** Label of the field. */
	name: string;
	amount(number: number): string;
	/** The same beside another amount. */
	short(number: number): string;
	/** That so much is left. */
	left(number: number): string;
}

/** The words of the token budget. */
export const tokenWords: BudgetWords = {
	name: 'Token Budget',
	amount: tokens,
	short: grouped,
	left: remaining,
};

/** The words of the cost budget, whose amounts are in a unit. */
export function costWords(unit: string): BudgetWords {
	return {
		name: 'Cost Budget',
		amount: (number) => money(number, unit),
		short: (number) => money(number, unit),
		left: (number) => `${money(number, unit)} is left`,
	};
}

/**
 * The sentence above the output; undefined when the budget was large enough, and kept.
 *
 * @param budgets one for each credential that items were sent with
 * @param advice what to do about the items that it ended
 */
export function budgetNote(
	{ notSent: unsent, unfinished }: EndedItems,
	budgets: readonly Budget[],
	{ name, amount, short, left: remains }: BudgetWords,
	advice: string,
): string | undefined {
	const [first] = budgets;
	if (first === undefined) return undefined;
	const exceeded = budgets.filter(({ used, limit }) => used > limit);
	if (unsent + unfinished === 0 && exceeded.length === 0) return undefined;
	const facts = [
		unsent === 0 ? '' : `${items(unsent)} not sent`,
		unfinished === 0 ? '' : `${items(unfinished)} sent in part and not finished`,
	].filter((fact) => fact !== '');
	const left =
		budgets.length === 1
			? `of the budget of ${amount(first.limit)} ${remains(first.left)}`
			: `each of the ${budgets.length} credentials has a budget of ${amount(first.limit)}`;
	const ended =
		facts.length === 0
			? ''
			: ` ${facts.join(', ')}: ${left}, and what an item may need at most must fit. ${advice}`;
	const over = exceeded.map(
		({ used, limit }) =>
			` ${amount(used)} ${used === 1 ? 'counts' : 'count'} against the budget of ${short(limit)}: answers were longer, or files cost more, than their requests tell.`,
	);
	return `${name}:${ended}${over.join('')}`;
}

function items(number: number): string {
	return `${grouped(number)} item${number === 1 ? ' was' : 's were'}`;
}

function remaining(number: number): string {
	return `${grouped(number)} ${number === 1 ? 'is' : 'are'} left`;
}

function tokens(number: number): string {
	return `${grouped(number)} token${number === 1 ? '' : 's'}`;
}

function grouped(number: number): string {
	return Math.round(number).toLocaleString('en-US');
}
