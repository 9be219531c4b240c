import { day, hour, minute, second } from '../duration';

/** What a limit counts. */
export type LimitUnit = 'requests' | 'tokens' | 'inFlight';

/** A limit as a gateway states it. The limiter obeys only a number in flight: obeying rates in words made it slower. */
interface StatedLimit {
	of: LimitUnit;
	amount: number;
	/** Milliseconds over which it counts; 0 for requests in flight. */
	window: number;
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

/** The limit that the words of a refusal state; undefined when they state none. */
export function limitInWords(words: string): StatedLimit | undefined {
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

/** What the limit of a refusal counts, where its words state no amount. */
export function countedInWords(words: string): LimitUnit | undefined {
	if (/\btokens? per |\bTP[MDS]\b|\btoken rate/i.test(words)) return 'tokens';
	if (/\brequests? per |\bRP[MDS]\b|请求数限制/i.test(words)) return 'requests';
	if (/in-?flight|concurren|simultaneous|并发/i.test(words)) return 'inFlight';
	return undefined;
}

/** new-api counts both of its request limits by user, over all models. */
export const wholeKeyWords =
	/您已达到|总请求|\b(your account|this account|per user|user limit|API key|total)\b|用户/i;

/** `Limit 30000, Requested 31538`: no waiting helps. */
export function asksTooMuch(words: string, limit: StatedLimit | undefined): boolean {
	if (/request too large/i.test(words)) return true;
	const requested = Number(/\brequested:? *(\d+)/i.exec(words)?.[1]);
	return limit !== undefined && requested > limit.amount;
}
