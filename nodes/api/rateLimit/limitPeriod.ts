import { day, hour, minute, second } from '../duration';

/** A name that is a word of its own, also between underlines: `daily_limit_exceeded`. */
function wordPattern(names: string): RegExp {
	return new RegExp(`(?<![a-z])(?:${names})(?![a-z])`, 'i');
}

/**
 * Names of the time that a limit counts over: in words (`per day`), in short (RPD, TPM), in names of quotas
 * (GenerateRequestsPerDayPerProject…) and in Chinese.
 */
const periods: ReadonlyArray<[names: readonly RegExp[], length: number]> = [
	[[wordPattern('per[-_ ]?sec(?:ond)?|[rtqc]ps'), /PerSecond|每秒/], second],
	[[wordPattern('per[-_ ]?min(?:ute)?|[rtqc]pm'), /PerMinute|\/ ?min|每分/i], minute],
	[[wordPattern('per[-_ ]?hour|hourly|[rtqc]ph'), /PerHour|每小时/], hour],
	[
		[
			wordPattern(
				"per[-_ ]?day|daily|[rtqc]pd|24[- ]?h(?:ours?)?|tomorrow|(?:for|of) today|today's",
			),
			/PerDay|\/ ?day\b|24 ?小时|每[日天]|[当今本单]日|今天|明[天日]|日(?:限|配额|额度|请求|调用)/i,
		],
		day,
	],
	[[wordPattern('per[-_ ]?week|weekly'), /每周|本周/], 7 * day],
	[[wordPattern('per[-_ ]?month|monthly'), /每月|[本当]月/], 30 * day],
];

/**
 * The time that the limit of a refusal counts over, in milliseconds, as its words name it; undefined when
 * they do not. The first name counts: advice behind it may speak of other limits ("free-models-per-min. Add
 * credits to unlock 1000 requests per day").
 */
export function limitPeriod(words: string): number | undefined {
	let first = Infinity;
	let length: number | undefined;
	for (const [names, milliseconds] of periods) {
		const at = Math.min(...names.map((name) => name.exec(words)?.index ?? Infinity));
		if (at >= first) continue;
		first = at;
		length = milliseconds;
	}
	return length;
}
