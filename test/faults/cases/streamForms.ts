import { groups, recovered, type FaultAsk, type FaultCase } from '../case';
import { faultIn, type Form } from './build';
import { dialects, dialectsOfText, eventsOf, stream, written, type Dialect } from './dialects';
import type { Answer } from '../../support/wire/case';

const fault = faultIn(groups.S);

/** Letters of one byte to four, and a pair that JavaScript counts as two. */
const text = 'Grüße, 你好 😀!';
const pieces = ['Grü', 'ße, 你', '好 😀', '!'];
const bom = Buffer.from([0xef, 0xbb, 0xbf]);

/** The answer comes out letter for letter, in every dialect. */
const inEach = (
	answer: (dialect: Dialect) => Answer,
	among: readonly Dialect[] = dialects,
	{ ask, pace }: { ask?: FaultAsk; pace?: Form['pace'] } = {},
): Form[] =>
	among.map((dialect) => ({
		form: dialect.form,
		ask: { ...dialect.ask, ...ask },
		drive: dialect.drive,
		server: answer(dialect),
		outcome: recovered(3, { item: dialect.item(text) }),
		pace,
	}));

/** A text in packets of so many bytes, each on its way alone. */
function inPackets(all: Buffer, size: number): Buffer[] {
	const count = Math.ceil(all.length / size);
	return Array.from({ length: count }, (_, at) => all.subarray(at * size, (at + 1) * size));
}

/** Cuts behind every CR, so that its LF comes in the next packet. */
const cutAtReturns = (all: string) =>
	all.split('\r').map((part, at, { length }) => (at < length - 1 ? `${part}\r` : part));

const whole = (dialect: Dialect, lineEnd?: string) => written(eventsOf(dialect, pieces), lineEnd);

/** Each byte of the letters beyond ASCII, and of what is around them, in a packet of its own. */
const lettersCut = (dialect: Dialect): Answer => {
	const all = Buffer.from(whole(dialect));
	const places = [...all.keys()].filter((at) => Number(all[at]) > 127);
	const from = Math.min(...places);
	const to = Math.max(...places) + 1;
	return stream(
		[all.subarray(0, from), ...inPackets(all.subarray(from, to), 1), all.subarray(to)],
		{ between: 1 },
	);
};

/** The same with letters as JSON escapes them, surrogates one by one. */
const escaped = (dialect: Dialect): string =>
	whole(dialect).replace(
		/[\u0080-\uffff]/g,
		(letter) => `\\u${letter.charCodeAt(0).toString(16).padStart(4, '0')}`,
	);

/** The same answer in all forms that a stream may have. */
export const streamForms: readonly FaultCase[] = [
	...fault('lines end with LF', ...inEach((dialect) => stream(whole(dialect)))),
	...fault('lines end with CR', ...inEach((dialect) => stream(whole(dialect, '\r')))),
	...fault('lines end with CR LF', ...inEach((dialect) => stream(whole(dialect, '\r\n')))),
	...fault(
		'CR and LF come in different packets',
		...inEach((dialect) => stream(cutAtReturns(whole(dialect, '\r\n')), { between: 2 }), dialects, {
			pace: 'slow',
		}),
	),
	...fault(
		'letters of several bytes come in different packets',
		...inEach(lettersCut, dialectsOfText, { pace: 'slow' }),
	),
	...fault(
		'packets of seven bytes',
		...inEach(
			(dialect) => stream(inPackets(Buffer.from(whole(dialect)), 7), { between: 0 }),
			dialects,
			{
				pace: 'slow',
			},
		),
	),
	...fault(
		'letters as escapes, a surrogate pair in two',
		...inEach((dialect) => stream(escaped(dialect)), dialectsOfText),
	),
	...fault(
		'a surrogate pair in two pieces of the text',
		...dialectsOfText.map(
			(dialect): Form => ({
				form: dialect.form,
				ask: dialect.ask,
				drive: dialect.drive,
				server: stream(
					written(eventsOf(dialect, ['a\ud83d', '\ude00b'])).replace(
						/[\ud800-\udfff]/g,
						(half) => `\\u${half.charCodeAt(0).toString(16)}`,
					),
				),
				outcome: recovered(3, { item: dialect.item('a😀b') }),
			}),
		),
	),
	...fault(
		'a byte order mark first',
		...inEach((dialect) => stream([Buffer.concat([bom, Buffer.from(whole(dialect))])])),
	),
	...fault(
		'a byte order mark in two packets',
		...inEach((dialect) => stream([bom.subarray(0, 1), bom.subarray(1), whole(dialect)])),
	),
	...fault(
		'no blank line behind the last event',
		...inEach((dialect) => stream(whole(dialect).trimEnd())),
	),
	...fault(
		'no [DONE], and no other last event',
		...inEach((dialect) =>
			stream(written([...dialect.begin, ...dialect.text(pieces), ...dialect.end])),
		),
	),
	...fault(
		'comments and blank lines between all events',
		...inEach((dialect) => stream(whole(dialect).replaceAll('\n\n', '\n\n\n: ping\n\n'))),
	),
	...fault(
		'one body of JSON, though a stream may come',
		...inEach((dialect) => ({
			content_type: 'application/json',
			body: JSON.stringify(dialect.whole(text)),
		})),
	),
	...fault(
		'one body of JSON that calls itself a stream',
		...inEach((dialect) => stream(JSON.stringify(dialect.whole(text)))),
	),
	...fault(
		'a stream, though one body was asked for',
		...inEach((dialect) => stream(whole(dialect)), dialects, { ask: { stream: false } }),
	),
	...fault(
		'a stream that calls itself JSON',
		...inEach((dialect) => ({ ...stream(whole(dialect)), content_type: 'application/json' })),
	),
];
