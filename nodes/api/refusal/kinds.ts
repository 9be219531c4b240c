import type { FailureKind } from '../failure';
import { type ErrorFacts, kindSigns } from './kindSigns';
import { kindByProvider } from './providerCodes';

/** Words under status 200 that tell of trouble which passes; without them it is unknown whether it does. */
export const passingTrouble =
	/internal|server[_ ]?error|overload|unavailable|busy|time[d-]? ?out|try again|temporar|upstream|crash|exception|broke|繁忙|稍后|超时|过载|内部错误|服务异常|系统异常/i;

/** The kind that a status stands for. */
export function kindByStatus(status: number): FailureKind {
	if (status === 429) return 'rateLimit';
	if (status === 402) return 'quota';
	if (status === 401 || status === 403 || status === 407) return 'auth';
	if (status === 404 || status === 405 || status === 501) return 'notFound';
	if (status === 408 || status === 504 || status === 524) return 'timeout';
	// A lock, or a place that another request holds; a model behind the gateway that broke; too early: it passes.
	if (status === 409 || status === 424 || status === 425) return 'server';
	return status >= 400 && status < 500 ? 'badRequest' : 'server';
}

/** The kind of a failure: the first sign that fits, else the status. */
export function kindOf(told: ErrorFacts): FailureKind {
	const { status, words, providers } = told;
	const known = providers.map(kindByProvider).find((kind) => kind !== undefined);
	if (known !== undefined && status !== 401 && status !== 429) return known;
	// Gateways that wrap the failure of another put its code into their words.
	const codes = [told.codes, ...(words.match(/\b[A-Za-z]+(_[A-Za-z]+)+\b/g) ?? [])].join(' ');
	const sign = kindSigns.find(
		(row) =>
			(row.under?.(status, told) ?? true) &&
			(row.codes?.test(codes) ?? true) &&
			(row.words?.test(words) ?? true) &&
			!(status === 429 && !['rateLimit', 'quota', 'contentFilter'].includes(row.kind)),
	);
	return sign?.kind ?? kindByStatus(status);
}
