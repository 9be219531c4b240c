import { defaultMaxRateLimitWait, defaultRunLimits } from '../api/limits';
import { number, boolean } from './check';
import { field } from './field';

const { maxConcurrency: usualConcurrency } = defaultRunLimits;

/** A day, in minutes: then limits of a day are waited for as well. */
const longestWait = 1_440;

const maxConcurrency = field({
	property: {
		displayName: 'Max Concurrency (Requests)',
		name: 'maxConcurrency',
		type: 'number',
		default: usualConcurrency,
		typeOptions: { minValue: 1, maxValue: 1000 },
		description:
			'How many requests may be in flight at the same time. The node finds out by itself how many the gateway allows; lower this only to leave room for others who use the same key.',
	},
	wire: null,
	check: number({ from: 1, to: 1000, whole: true }),
});

const requestsPerMinute = field({
	property: {
		displayName: 'Requests per Minute',
		name: 'requestsPerMinute',
		type: 'number',
		default: 600,
		typeOptions: { minValue: 0.1 },
		description:
			'Request limit of your key, if you know it. The node then keeps below it from the start; otherwise it finds the limit out by itself.',
	},
	wire: null,
	check: number({ from: 0.1, to: 1_000_000 }),
});

const tokensPerMinute = field({
	property: {
		displayName: 'Tokens per Minute',
		name: 'tokensPerMinute',
		type: 'number',
		default: 100000,
		typeOptions: { minValue: 1 },
		description:
			'Token limit of your key, if you know it. The node then keeps below it from the start; otherwise it finds the limit out by itself.',
	},
	wire: null,
	check: number({ from: 1, to: 1_000_000_000 }),
});

const tokenBudget = field({
	property: {
		displayName: 'Token Budget (Tokens per Run)',
		name: 'tokenBudget',
		type: 'number',
		default: 100000,
		typeOptions: { minValue: 1 },
		description:
			'How many tokens one run may use. A request is sent only if the most that it can use (the tokens that are sent, plus Max Tokens) fits into what is left of the budget; an item that does not fit fails with the kind "budget". Where there is a field Max Tokens, set it too: without it, one long answer can overrun the budget.',
	},
	wire: null,
	check: number({ from: 1, to: 1_000_000_000_000 }),
	isCap: true,
});

const costBudget = field({
	property: {
		displayName: 'Cost Budget (per Run)',
		name: 'costBudget',
		type: 'number',
		default: 1,
		typeOptions: { minValue: 0, numberPrecision: 6 },
		description:
			'How much one run may cost, in the unit of the prices in the credential (USD, points or your currency). A request is sent only if the most that it can cost fits into what is left; an item that does not fit, or whose model has no price, fails with the kind "budget".',
	},
	wire: null,
	check: number({ from: 0, to: 1_000_000 }),
	isCap: true,
});

const maxRateLimitWait = field({
	property: {
		displayName: 'Max Rate Limit Wait (Minutes)',
		name: 'maxRateLimitWait',
		type: 'number',
		default: defaultMaxRateLimitWait,
		typeOptions: { minValue: 0, maxValue: longestWait },
		description:
			'How long to wait while the gateway refuses every request with "too many requests". After that, the items that are left fail with its message. If you leave this out, a run that has had no answer at all waits for only 2 minutes. 0: do not wait; refused items fail at once.',
	},
	wire: null,
	check: number({ from: 0, to: longestWait }),
});

const deduplicate = field({
	property: {
		displayName: 'Deduplicate',
		name: 'deduplicate',
		type: 'boolean',
		default: true,
		description:
			'Whether to send identical requests of a run only once. Every item gets the answer; items that share the answer of another have request.shared in their output.',
	},
	wire: null,
	check: boolean,
});

/** What holds for the whole run. Expressions are read for the first item only. */
export const runFields = [
	maxConcurrency,
	requestsPerMinute,
	tokensPerMinute,
	tokenBudget,
	costBudget,
	maxRateLimitWait,
	deduplicate,
];

/** Limits that hold for several requests with one set of parameters. */
export const sharedLimits = [maxConcurrency, requestsPerMinute, tokensPerMinute, maxRateLimitWait];
