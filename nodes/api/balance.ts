import type { Call } from './call';
import { day } from './duration';
import type { Failure } from './failure';
import { isObject, type JsonObject, without } from './json';
import { jsonReader } from './readers/json';
import type { Reading, ResponseHead } from './readers/reader';
import { unusable } from './readers/unusable';

/** What an account has. Amounts that the gateway did not send are null. */
export interface Balance {
	available: number | null;
	granted: number | null;
	used: number | null;
	unit: 'points' | 'USD' | 'quota';
	/** The key has no limit: `granted` and `available` say nothing. */
	unlimited: boolean;
	/** Members that the gateway sent beside these. */
	rest: JsonObject;
	/** The amount used has to be asked for at a route of its own. */
	usedElsewhere?: true;
}

/** The route that AIGC2D documents. It has no `/v1`. */
export const creditGrants = '/dashboard/billing/credit_grants';

/** Routes of other gateways (convention): OpenAI's old one, as one-api has it, and New API's. */
export const otherBalanceRoutes = ['/v1/dashboard/billing/subscription', '/api/usage/token'];

/** Asks for the balance. Costs nothing and counts against no limit. */
export function balanceCall(path: string): Call<Balance> {
	return { ...freeCall(path), reader: () => jsonReader<Balance>(readBalance) };
}

/**
 * Asks for what was used: GET …/billing/usage beside …/billing/subscription (convention). OpenAI answered
 * for 100 days at most; one-api takes no notice of the dates and counts everything.
 *
 * @param now milliseconds since 1970
 * @returns US dollars
 */
export function usedCall(subscriptionPath: string, now: number): Call<number> {
	const dates = `start_date=${dayOf(now - 99 * day)}&end_date=${dayOf(now + day)}`;
	const path = `${subscriptionPath.replace(/\/subscription(\?.*)?$/, '/usage')}?${dates}`;
	return { ...freeCall(path), reader: () => jsonReader<number>(readUsed) };
}

function freeCall(path: string) {
	return { request: { method: 'GET' as const, path }, lane: null, repeat: 'free' as const };
}

function dayOf(time: number): string {
	return new Date(time).toISOString().slice(0, 10);
}

/**
 * Reads a balance of any dialect. AIGC2D counts points, and so `points` is the unit of its route; other
 * gateways that answer in the same form may count dollars there, which the answer does not tell.
 */
function readBalance(body: JsonObject, head: ResponseHead): Reading<Balance> {
	if (amountOf(body.hard_limit_usd) !== null) {
		const granted = amountOf(body.hard_limit_usd);
		const amounts = { available: null, granted, used: null, unit: 'USD' as const };
		const rest = without(body, 'hard_limit_usd', 'error');
		return {
			value: { ...amounts, unlimited: isUnlimited(amounts, body), rest, usedElsewhere: true },
		};
	}
	const isTokenUsage = isObject(body.data) && amountOf(body.data.total_available) !== null;
	const facts = isTokenUsage ? (body.data as JsonObject) : body;
	if (amountOf(facts.total_available) === null) return { failure: noBalance(head) };
	const amounts = {
		available: amountOf(facts.total_available),
		granted: amountOf(facts.total_granted),
		used: amountOf(facts.total_used),
		unit: isTokenUsage ? ('quota' as const) : ('points' as const),
	};
	return {
		value: {
			...amounts,
			unlimited: isUnlimited(amounts, facts),
			rest: without(facts, 'total_available', 'total_granted', 'total_used', 'error'),
		},
	};
}

/**
 * What one-api and New API answer for a key without a limit, in whatever unit they show (New API,
 * `controller/billing.go`); some relays behind AIGC2D answer it for every key.
 */
const placeholder = 100_000_000;

/** Counted in quota, the placeholder is a usual amount ($200): there New API has a member of its own for it. */
function isUnlimited(
	{ available, granted, unit }: Pick<Balance, 'available' | 'granted' | 'unit'>,
	{ unlimited_quota: said }: JsonObject,
): boolean {
	if (typeof said === 'boolean') return said;
	return unit !== 'quota' && (granted === placeholder || available === placeholder);
}

function readUsed(body: JsonObject, head: ResponseHead): Reading<number> {
	const cents = amountOf(body.total_usage);
	return cents === null ? { failure: noBalance(head) } : { value: roundDollars(cents / 100) };
}

/** Rounded to six places: sums of binary fractions are not exact. */
export function roundDollars(value: number): number {
	return Number(value.toFixed(6));
}

/** Some gateways send amounts as text. */
function amountOf(value: unknown): number | null {
	const number = typeof value === 'string' && value.trim() !== '' ? Number(value) : value;
	return typeof number === 'number' && Number.isFinite(number) ? number : null;
}

function noBalance(head: ResponseHead): Failure {
	return unusable(head, 'The gateway answered without a balance', {
		description: 'Enter the route of the balance in the option Path, or ask at the gateway.',
	});
}
