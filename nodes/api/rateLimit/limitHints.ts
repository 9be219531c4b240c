import { defined } from '../defined';
import type { ResponseHead } from '../readers/reader';
import { day, hour, minute, second, within } from '../duration';
import { limitPeriod } from './limitPeriod';
import { renewalInHeaders } from './renewal';
import { waitInWords } from './waitInWords';

/** What a limit counts. */
export type LimitUnit = 'requests' | 'tokens' | 'inFlight';

/** A limit as a gateway states it. Only a number in flight is kept to: rates in words cost more than they gave. */
interface StatedLimit {
	of: LimitUnit;
	amount: number;
	/** Milliseconds over which it counts; 0 for requests in flight. */
	window: number;
}

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
/** Until when a used-up limit comes back is a wait only when it is longer than this, in milliseconds: shorter ones are found out. */
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
	const wait = renewalInHeaders(headers, now);
	return wait !== undefined && wait > shortestRenewal ? wait : undefined;
}

function capWait(wait: number | undefined): number | undefined {
	return wait === undefined ? undefined : within(longestWait, wait);
}

const windows: ReadonlyArray<[RegExp, number]> = [
	[/^(s|sec|second|秒)/i, second],
	[/^(m|min|minute|分)/i, minute],
	[/^(h|hour|小时)/i, hour],
	[/^(d|day|天|日)/i, day],
];

function windowOf(unit: string): number {
	return windows.find(([name]) => name.test(unit))?.[1] ?? NaN;
}

const perTime = String.raw`(sec(?:ond)?|min(?:ute)?|hour|day)`;
/** OpenAI: `on tokens per min (TPM): Limit 10000, Used …`, formerly `on requests per min. Limit: 3 / min`. */
const openAiLimit = new RegExp(
	String.raw`(requests|tokens) per ${perTime}\b[^:.]*[:.] *Limit:? *(\d+)`,
	'i',
);
/** new-api's translation and others: `15 requests per minute`. */
const englishLimit = new RegExp(
	String.raw`(\d+) (requests|tokens) ?(?:per|/|every) ?${perTime}\b`,
	'i',
);
/** new-api: `您已达到请求数限制：1分钟内最多请求600次`. */
const chineseLimit = /(\d+) *(秒|分钟|小时|天)内最多(?:请求)? *(\d+) *次/;
/** `at most 50 in-flight requests`, `Limit: 1 concurrent requests`. */
const inFlightLimit = /(\d+) (?:in-?flight|concurrent|simultaneous|parallel) requests/i;

function limitInWords(words: string): StatedLimit | undefined {
	const openAi = openAiLimit.exec(words);
	if (openAi) return limitOf(openAi[1], openAi[3], windowOf(openAi[2] ?? ''));
	const chinese = chineseLimit.exec(words);
	if (chinese) {
		return limitOf('requests', chinese[3], Number(chinese[1]) * windowOf(chinese[2] ?? ''));
	}
	const inFlight = inFlightLimit.exec(words);
	if (inFlight) return limitOf('inFlight', inFlight[1], 0);
	const english = englishLimit.exec(words);
	if (english) return limitOf(english[2], english[1], windowOf(english[3] ?? ''));
	return undefined;
}

function limitOf(counted = '', amount = '', window: number): StatedLimit | undefined {
	const of = counted === 'inFlight' ? counted : /^t/i.test(counted) ? 'tokens' : 'requests';
	const whole = Number(amount);
	if (!(whole > 0) || Number.isNaN(window)) return undefined;
	return { of, amount: whole, window };
}

function countedInWords(words: string): LimitUnit | undefined {
	if (/\btokens? per |\bTP[MDS]\b|\btoken rate/i.test(words)) return 'tokens';
	if (/\brequests? per |\bRP[MDS]\b|请求数限制/i.test(words)) return 'requests';
	if (/in-?flight|concurren|simultaneous|并发/i.test(words)) return 'inFlight';
	return undefined;
}

/** new-api counts both of its request limits by user, over all models. */
const wholeKeyWords =
	/您已达到|总请求|\b(your account|this account|per user|user limit|API key|total)\b|用户/i;

/** `Limit 30000, Requested 31538`: no waiting helps. */
function asksTooMuch(words: string, limit: StatedLimit | undefined): boolean {
	if (/request too large/i.test(words)) return true;
	const requested = Number(/\brequested:? *(\d+)/i.exec(words)?.[1]);
	return limit !== undefined && requested > limit.amount;
}
