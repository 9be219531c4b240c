import { limitHints } from '../../../../nodes/api/rateLimit/limitHints';
import { fc, holds } from '../../../support/property';
import { processorTime } from '../../../support/processorTime';

const now = Date.parse('2026-03-01T12:00:00Z');
const longest = 31 * 86_400_000;

/** What is read of words alone. */
const read = (words: string) => limitHints({ status: 429, headers: {} }, words, now);

/** Spellings of units, with their milliseconds. */
const units: ReadonlyArray<[length: number, spellings: readonly string[]]> = [
	[1, ['ms', ' ms', ' milliseconds', ' millisecond', 'msec', ' millis', '毫秒', ' 毫秒']],
	[
		1_000,
		['s', ' s', ' sec', ' secs', ' second', ' seconds', ' second(s)', ' SECONDS', '秒', ' 秒'],
	],
	[60_000, ['m', ' min', ' mins', ' minute', ' minutes', ' minute(s)', ' Minutes', '分', '分钟']],
	[3_600_000, ['h', ' hr', ' hrs', ' hour', ' hours', ' hour(s)', '小时', '个小时']],
	[86_400_000, ['d', ' day', ' days', ' day(s)', '天']],
];
const spelled = fc.constantFrom(
	...units.flatMap(([length, spellings]) => spellings.map((spelling) => ({ length, spelling }))),
);

/** A number as gateways write it, and what it is. */
const numbers = fc.oneof(
	fc.nat(999_999).map((value) => ({ value, written: String(value) })),
	fc.nat(999_999).map((value) => ({ value, written: value.toLocaleString('en-US') })),
	fc
		.tuple(fc.nat(9_999), fc.integer({ min: 1, max: 12 }), fc.nat(999_999_999))
		.map(([whole, digits, more]) => `${whole}.${String(more).padEnd(digits, '7').slice(0, digits)}`)
		.map((written) => ({ value: Number(written), written })),
);

/** Sentences around a length of time. */
const english: ReadonlyArray<(length: string) => string> = [
	(length) => `Please try again in ${length}.`,
	(length) => `Rate limit reached. Please retry after ${length}`,
	(length) => `Retry-After: ${length}`,
	(length) => `{"error":{"message":"slow down","retryDelay":"${length}"}}`,
	(length) => `Too many requests, wait ${length} before the next one.`,
	(length) => `Quota resets in ${length}`,
	(length) => `The bucket will be replenished in about ${length}, sorry`,
];
const chinese: ReadonlyArray<(length: string) => string> = [
	(length) => `请在${length}后重试`,
	(length) => `请求过于频繁，请等待 ${length}`,
	(length) => `${length}之后再试`,
];
const isChinese = (length: string) => /[一-鿿]/.test(length);
const sentences = fc.nat(99).map((draw) => (length: string) => {
	const list = isChinese(length) ? chinese : english;
	return (list[draw % list.length] as (length: string) => string)(length);
});

/** What of a length is a wait that can be meant. */
const meant = (length: number) => (length <= longest ? length : undefined);

function expectWait(words: string, length: number): void {
	const { wait } = read(words);
	const wanted = meant(length);
	if (wanted === undefined) expect([words, wait]).toEqual([words, undefined]);
	else expect([words, Math.abs((wait ?? NaN) - wanted) < 1e-3]).toEqual([words, true]);
}

test('a wait is read, whatever its number, unit and sentence', () => {
	holds(
		fc.property(
			numbers,
			spelled,
			sentences,
			({ value, written }, { length, spelling }, sentence) => {
				expectWait(sentence(written + spelling), value * length);
			},
		),
		500,
	);
});

test('a wait in several units is their sum', () => {
	const part = (spellings: string[]) =>
		fc
			.tuple(fc.nat(999), fc.constantFrom(...spellings))
			.map(([value, spelling]) => ({ value, spelling }));
	const parts = fc.tuple(
		part(['h', ' hours', ' hour(s)']),
		part(['m', ' minutes', ' min']),
		part(['s', ' seconds', ' secs']),
		fc.constantFrom('', ' ', ', ', ' and '),
	);
	holds(
		fc.property(parts, sentences, ([hours, minutes, seconds, between], sentence) => {
			const written = [hours, minutes, seconds].map(({ value, spelling }) => `${value}${spelling}`);
			const length = hours.value * 3_600_000 + minutes.value * 60_000 + seconds.value * 1_000;
			expectWait(sentence(written.join(between)), length);
		}),
		200,
	);
});

test('a bare number is seconds, unless its name says milliseconds', () => {
	const named = fc.constantFrom<[string, number]>(
		...([
			['retry_after=', 1_000],
			['Retry-After: ', 1_000],
			['"retry_after":', 1_000],
			['retry_after_seconds: ', 1_000],
			['retry_after_ms=', 1],
			['retry-after-ms: ', 1],
		] as Array<[string, number]>),
	);
	holds(
		fc.property(named, fc.nat(999_999), ([name, length], value) =>
			expectWait(`Slow down (${name}${value})`, value * length),
		),
		200,
	);
});

test('a clock and an instant are read', () => {
	const ahead = fc.integer({ min: 1, max: 20 * 86_400 });
	holds(
		fc.property(ahead, fc.integer({ min: -12, max: 12 }), (seconds, zone) => {
			const two = (value: number) => String(value).padStart(2, '0');
			const days = Math.floor(seconds / 86_400);
			const time = [seconds / 3_600, seconds / 60, seconds].map(Math.floor);
			const shown = [(time[0] as number) % 24, (time[1] as number) % 60, (time[2] as number) % 60];
			const clock = `${days === 0 ? '' : `${days}.`}${shown.map(two).join(':')}`;
			expectWait(`Your quota will be replenished in ${clock}.`, seconds * 1_000);
			const there = new Date(now + seconds * 1_000 + zone * 3_600_000).toISOString().slice(0, 19);
			const offset = `${zone < 0 ? '-' : '+'}${two(Math.abs(zone))}:00`;
			expectWait(`Limit will reset at ${there}${offset}`, seconds * 1_000);
		}),
		200,
	);
});

/** What the expressions look for, so that texts of it come far. */
const pieces = fc.constantFrom(
	...[
		'try again in',
		'retry',
		'-after: ',
		'wait ',
		' for ',
		'in ',
		'at ',
		'resets ',
		'every ',
		'per ',
	],
	...[
		'1',
		'9',
		'1,000',
		'0.',
		'999999999',
		' ',
		'  ',
		', ',
		' and ',
		':',
		'"',
		'\n',
		'请等待',
		'后',
		'内最多',
	],
	...[
		's',
		'ms',
		'seconds',
		'm',
		'h',
		'day',
		'秒',
		'分钟',
		'2026-03-01T12:00',
		'Z',
		'+08:00',
		'Limit ',
		'tokens',
	],
	...[
		'requests',
		'/',
		'concurrent',
		'Requested ',
		'(',
		'5.03:23:11',
		'1:00:00',
		'an ',
		'one ',
		'一',
		'两',
		'a',
	],
);

test('no text and no header makes it throw, or gives a wait that is negative or without end', () => {
	const words = fc.oneof(
		fc.array(pieces, { maxLength: 60 }).map((list) => list.join('')),
		fc.string({ unit: 'binary', maxLength: 300 }),
	);
	const value = fc.oneof(
		fc.string({ maxLength: 30 }),
		fc.double().map(String),
		fc.array(pieces, { maxLength: 4 }).map((list) => list.join('')),
		fc.date({ noInvalidDate: true }).map((date) => date.toUTCString()),
	);
	const headers = fc.dictionary(
		fc.constantFrom(
			...['retry-after', 'retry-after-ms', 'date', 'x-ratelimit-reset-tokens'],
			...[
				'x-ratelimit-remaining-tokens',
				'x-ratelimit-reset-requests',
				'x-ratelimit-remaining-requests',
			],
		),
		fc.oneof(value, fc.constant('0')),
	);
	holds(
		fc.property(words, headers, (text, named) => {
			const { wait, inFlight } = limitHints({ status: 429, headers: { ...named } }, text, now);
			if (wait !== undefined) {
				expect(wait).toBeGreaterThanOrEqual(0);
				expect(wait).toBeLessThanOrEqual(longest);
			}
			if (inFlight !== undefined) expect(inFlight).toBeGreaterThan(0);
			if (inFlight !== undefined) expect(Number.isFinite(inFlight)).toBe(true);
		}),
		500,
	);
});

test('no text keeps it busy', () => {
	const repeated = fc.array(pieces, { minLength: 1, maxLength: 4 }).map((list) => list.join(''));
	const wholes = fc.tuple(repeated, repeated, fc.nat(2_000)).map(([one, other, most]) => {
		const half = one.repeat(Math.ceil(most / one.length));
		return `${half}${other.repeat(Math.ceil(4_000 / other.length))}`;
	});
	holds(
		fc.property(wholes, (text) => {
			// It takes some milliseconds; what grows with a power of the length takes seconds.
			expect(processorTime(() => read(text))).toBeLessThan(300);
		}),
		30,
	);
});
