import type { FailureKind } from '../../../nodes/api/failureKinds';
import { newBudgetResult } from '../../../nodes/delivery/budget/sentences';
import { RunTally } from '../../../nodes/delivery/tally';
import { runInWords, type RunResult } from '../../../nodes/host/runInWords';

type Spent = Partial<Pick<RunTally, 'requests' | 'retried' | 'refused' | 'shared'>> & {
	tokens?: number;
};
type Given = Partial<Omit<RunResult, 'kinds'>> & { kinds?: Array<[FailureKind, number]> };

/** What is said of a run in which each item had one request, unless told otherwise. */
function said({ kinds = [], ...given }: Given, { tokens = 0, ...spent }: Spent = {}): string {
	const failed = kinds.reduce((sum, [, number]) => sum + number, 0);
	const usual = { items: 1, truncated: 0, ...newBudgetResult(), unit: 1, duration: 1_200 };
	const result = { ...usual, failed, ...given, kinds: new Map(kinds) };
	const tally = Object.assign(new RunTally(), { requests: result.items, ...spent });
	tally.use({ prompt_tokens: tokens, completion_tokens: 0 });
	return runInWords(tally, result);
}

test.each<[string, Given, Spent]>([
	['300 answers in 55 s · 9,600 tokens', { items: 300, duration: 55_300 }, { tokens: 9_600 }],
	['1 answer in 1.2 s · 1 token', {}, { tokens: 1 }],
	['3 answers in 0.1 s', { items: 3, duration: 2 }, {}],
	['2 answers in 2 min 5 s', { items: 2, duration: 125_000 }, {}],
	['2 answers in 10 s', { items: 2, duration: 9_970 }, {}],
])('what did not happen is not said: %s', (sentence, result, spent) => {
	expect(said(result, spent)).toBe(sentence);
});

test.each<[string, Given, Spent]>([
	[
		'300 answers in 19 s · 3 requests',
		{ items: 300, unit: 100, duration: 19_000 },
		{ requests: 3 },
	],
	[
		'10 answers in 1.2 s · 1 request · 9 not bought again',
		{ items: 10 },
		{ requests: 1, shared: 9 },
	],
	[
		'3 answers in 1.2 s · nothing sent · 3 not bought again',
		{ items: 3 },
		{ requests: 0, shared: 3 },
	],
	['2 answers in 40 s · 14 requests', { items: 2, duration: 40_000 }, { requests: 14 }],
])('requests are told where it is not one each: %s', (sentence, result, spent) => {
	expect(said(result, spent)).toBe(sentence);
});

test.each<[string, Spent]>([
	['12 refused and sent again', { refused: 12, retried: 12 }],
	['12 refused, 14 sent again', { refused: 12, retried: 14 }],
	['1,200 refused', { refused: 1_200 }],
	['2 sent again', { retried: 2 }],
])('repetitions are told: %s', (fact, spent) => {
	expect(said({}, spent)).toBe(`1 answer in 1.2 s · ${fact}`);
});

test('failures are told by kind, the most frequent first', () => {
	const kinds: Array<[FailureKind, number]> = [
		['contentFilter', 1],
		['rateLimit', 2],
	];
	expect(said({ items: 10, kinds })).toBe(
		'7 answers in 1.2 s · 3 failed: 2 rate limit, 1 content filter',
	);
	expect(said({ items: 2_100, kinds: [['rateLimit', 2_000]] })).toBe(
		'100 answers in 1.2 s · 2,000 failed: rate limit',
	);
});

test('a run without any answer says so', () => {
	expect(said({ items: 3, kinds: [['auth', 3]] }, { requests: 0 })).toBe(
		'No answer in 1.2 s · 3 failed: key refused · nothing sent',
	);
});

test('one answer for all items is told as one', () => {
	const unit = Infinity;
	expect(said({ items: 24, unit }, { requests: 49 })).toBe(
		'1 answer for all 24 items in 1.2 s · 49 requests',
	);
	expect(said({ items: 24, unit, kinds: [['input', 2]] }, { requests: 1 })).toBe(
		'1 answer for 22 items in 1.2 s · 2 failed: unusable parameter · 1 request',
	);
	expect(said({ items: 1, unit })).toBe('1 answer in 1.2 s');
});

test('what is asked once is told as asked once, because n8n says the contrary of lists', () => {
	const unit = 'run';
	expect(said({ items: 3, unit }, { requests: 1 })).toBe('Asked once for all 3 items, in 1.2 s');
	expect(said({ items: 1, unit })).toBe('Asked once, in 1.2 s');
	expect(said({ items: 3, unit, kinds: [['auth', 3]] }, { requests: 1 })).toBe(
		'Asked once for all 3 items, in 1.2 s · 3 failed: key refused',
	);
});
