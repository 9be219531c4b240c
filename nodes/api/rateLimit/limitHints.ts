import { defined } from '../defined';
import { day, keepPlausible, minute, second } from '../duration';
import type { ResponseHead } from '../readers/reader';
import {
	asksTooMuch,
	countedInWords,
	limitInWords,
	type LimitUnit,
	wholeKeyWords,
} from './limitInWords';
import { limitPeriod } from './limitPeriod';
import { renewalInHeaders } from './renewal';
import { waitInWords } from './waitInWords';

/** What a 429 tells about the limit that was hit. Absent: it does not say. */
export interface LimitHints {
	/** How long to wait, in milliseconds; may be days. */
	wait?: number;
	/** The limit is that of a day or longer, whatever the stated wait. */
	perDay?: true;
	/** What the limit counts. */
	about?: LimitUnit;
	/** Most requests in flight, as the gateway states it. */
	inFlight?: number;
	/** The limit is that of the user or the key, whatever the model. */
	wholeKey?: true;
	/** This one request asks for more than the limit can ever give. */
	tooLarge?: true;
}

/** Longest wait that can be meant, in milliseconds: limits of a month are seen, and no longer ones. */
const longestWait = 31 * day;
/**
 * The renewal of a used-up limit counts as a wait only beyond this, in milliseconds: the limiter finds out shorter ones.
 */
const shortestRenewal = 10 * minute;
/** Words beyond this, in characters, are not read: reasons come first. */
const mostWords = 4_000;

/**
 * Reads what a refusal for a limit (status 429) tells about it.
 *
 * @param head status and headers of the refusal
 * @param words the gateway's message (decoded, not raw JSON)
 * @param now milliseconds since 1970, for gateways that give a date and no `date` header
 */
export function limitHints(head: ResponseHead, words: string, now: number): LimitHints {
	return hintsOf(head, words.slice(0, mostWords), gatewayNow(head, now));
}

function hintsOf(head: ResponseHead, words: string, now: number): LimitHints {
	const wait = waitInHeaders(head, now) ?? capWait(waitInWords(words, now)) ?? renewal(head, now);
	const limit = limitInWords(words);
	const period = limit?.window || limitPeriod(words);
	const isWholeKey = wholeKeyWords.test(words) && !/ for \S+ in organi[sz]ation /i.test(words);
	return defined({
		wait,
		about: limit?.of ?? countedInWords(words),
		inFlight: limit?.of === 'inFlight' ? limit.amount : undefined,
		perDay: (period !== undefined && period >= day) || undefined,
		wholeKey: isWholeKey || undefined,
		tooLarge: asksTooMuch(words, limit) || undefined,
	});
}

/** By the clock of the gateway, if it tells it. */
function gatewayNow({ headers }: ResponseHead, now: number): number {
	const theirs = Date.parse(headers.date ?? '');
	return Number.isNaN(theirs) ? now : theirs;
}

/** `retry-after-ms`, else `retry-after` in seconds or as an HTTP date; what cannot be meant is ignored. */
function waitInHeaders({ headers }: ResponseHead, now: number): number | undefined {
	const exact = headers['retry-after-ms']?.trim();
	const wait = exact ? capWait(Number(exact)) : undefined;
	const given = headers['retry-after']?.trim();
	if (wait !== undefined || !given) return wait;
	const seconds = Number(given);
	return capWait(Number.isNaN(seconds) ? Date.parse(given) - now : seconds * second);
}

function renewal({ headers }: ResponseHead, now: number): number | undefined {
	const wait = capWait(renewalInHeaders(headers, now));
	return wait !== undefined && wait > shortestRenewal ? wait : undefined;
}

function capWait(wait: number | undefined): number | undefined {
	return wait === undefined ? undefined : keepPlausible(longestWait, wait);
}
