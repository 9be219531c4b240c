import { day, hour, minute, second } from '../duration';

/** Units of time in the words of gateways, longest spelling first, with their milliseconds. */
const units: ReadonlyArray<[spelling: string, length: number]> = [
	[String.raw`milliseconds?|millis|msecs?|ms|毫秒`, 1],
	[String.raw`seconds|second(?:\(s\))?|secs?|s|秒`, second],
	[String.raw`minutes|minute(?:\(s\))?|mins?|m|分钟?`, minute],
	[String.raw`hours|hour(?:\(s\))?|hrs?|h|个?小时`, hour],
	[String.raw`days|day(?:\(s\))?|d|天|日`, day],
];

const number = String.raw`(?:\d{1,3}(?:,\d{3})+|\d{1,9})(?:\.\d{1,12})?|(?:an?|one)(?= )|[一两](?=[个\s分小秒天])`;
const unit = units.map(([spelling]) => spelling).join('|');
const part = String.raw`(?:${number})\s{0,2}(?:${unit})(?![a-z])`;
/** `3 seconds`, `1h2m3.5s`, `1 minute and 30 seconds`, `1分30秒`. */
const length = String.raw`${part}(?:[\s,]{0,2}(?:and\s)?${part}){0,3}`;

/** What may stand between the verb and the length: `in about`, `for at least`; not `every`, not `10 requests in`. */
const between = String.raw`(?:(?!\b(?:every|each|per|fail|timed?[- ]?out|elapsed))[^\d.!?;。]){0,40}?[\s:=~≈("'\x60]`;
const verbs = String.raw`\b(?:try|retry(?:ing)?|wait|again|resets?|renew(?:s|ed)?|replenish(?:es|ed)?|refresh(?:es|ed)?|(?:available|allowed|back) (?:again )?(?=in|after)|cool(?:ing)?[ -]?down)\b`;

/** Ways to say how long to wait; the first that fits counts. */
const waitPhrases: readonly RegExp[] = [
	// A header or a member of JSON, quoted: `Retry-After: 3 s`, `"retryDelay": "18s"`.
	new RegExp(String.raw`retry[-_ ]?(?:after|delay|in)["']?\s{0,2}[:=]\s{0,2}["']?(${length})`, 'i'),
	// "Please try again in 6m0s", "retry after 3 seconds", "wait about a minute", "resets in 45s".
	new RegExp(`${verbs}${between}(${length})`, 'i'),
	// 20 秒后, 请在30秒后重试, 1分钟之后再试
	new RegExp(String.raw`(${length})\s?(?:之后|以后|后|再)`, 'i'),
	// 请等待 20 秒, 剩余 30 秒; not 1分钟内最多请求600次
	new RegExp(String.raw`(?:等待|请等|稍等|冷却|剩余|还需|重置)[^\d。]{0,8}(${length})(?!内)`, 'i'),
];

/** A bare number, in seconds unless the name says otherwise: `Retry-After: 3`, `retry_after_ms=500`. */
const bare =
	/retry[-_ ]?(?:after|delay|in)(?:[-_ ]?(?:(ms|millis(?:econds)?)|s(?:ec(?:ond)?s?)?))?["']?\s{0,2}[:=]\s{0,2}["']?(\d{1,9}(?:\.\d{1,12})?)(?![\d:-])/i;

/** An instant with its time zone: `reset at 2026-03-01T12:00:30Z`. */
const instant =
	/\b(?:at|until|after|on|retryAt)\b[^\d.]{0,20}(\d{4}-\d\d-\d\d)[T ](\d\d:\d\d(?::\d\d(?:\.\d{1,9})?)?) ?(Z|UTC|GMT|[+-]\d\d:?\d\d)/i;

/** A length as a clock shows it, with days before it (.NET): `replenished in 5.03:23:11`. */
const asClock = new RegExp(
	String.raw`${verbs}[^\d.!?;。]{0,40}?\b(?:in|after)\s(?:(\d{1,3})\.)?(\d{1,2}):(\d\d):(\d\d)(?![\d:])`,
	'i',
);

/**
 * How long a gateway's words ask to wait, in milliseconds; undefined when they do not say.
 *
 * @param now milliseconds since 1970, for words that name an instant
 */
export function waitInWords(words: string, now: number): number | undefined {
	for (const saying of waitPhrases) {
		const said = saying.exec(words)?.[1];
		if (said !== undefined) return sumOf(said);
	}
	const [shown, days = 0, hours, minutes, seconds] = asClock.exec(words) ?? [];
	if (shown !== undefined) {
		const time = Number(hours) * hour + Number(minutes) * minute + Number(seconds) * second;
		return Number(days) * day + time;
	}
	const [, inMilliseconds, amount] = bare.exec(words) ?? [];
	if (amount !== undefined) return Number(amount) * (inMilliseconds === undefined ? second : 1);
	const [, date, time, zone = ''] = instant.exec(words) ?? [];
	if (date === undefined) return undefined;
	const at = Date.parse(`${date}T${time}${/^[+-]/.test(zone) ? zone : 'Z'}`);
	return Number.isNaN(at) || at < now ? undefined : at - now;
}

const parts = new RegExp(String.raw`(${number})\s{0,2}(${unit})(?![a-z])`, 'gi');

function sumOf(said: string): number {
	let sum = 0;
	for (const [, amount = '', name = ''] of said.matchAll(parts))
		sum += numberOf(amount) * lengthOf(name);
	return sum;
}

function numberOf(amount: string): number {
	if (/^(an?|one|一)$/i.test(amount)) return 1;
	return amount === '两' ? 2 : Number(amount.replaceAll(',', ''));
}

function lengthOf(name: string): number {
	const row = units.find(([spelling]) => new RegExp(`^(?:${spelling})$`, 'i').test(name));
	return row?.[1] ?? NaN;
}
