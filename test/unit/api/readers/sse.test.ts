import { SseParser, type ServerEvent } from '../../../../nodes/api/readers/sse';

/** The events of a text that arrives in pieces of a given size. */
function eventsOf(text: string, size = Infinity): ServerEvent[] {
	const bytes = new TextEncoder().encode(text);
	const cutter = new SseParser();
	const events: ServerEvent[] = [];
	for (let at = 0; at < bytes.length; at += size) {
		events.push(...cutter.push(bytes.subarray(at, Math.min(bytes.length, at + size))));
	}
	return [...events, ...cutter.end()];
}

const data = (...texts: string[]) => texts.map((text) => ({ event: '', data: text }));

test.each([
	['LF', '\n'],
	['CR', '\r'],
	['CRLF', '\r\n'],
])('lines may end with %s', (_name, end) => {
	expect(eventsOf(['data: a', '', 'data: b', '', ''].join(end))).toEqual(data('a', 'b'));
});

test.each([
	['comments are not events', ': ping\n\n: ping\n\ndata: a\n\n', data('a')],
	['one blank after the colon is dropped, not more', 'data:a\n\ndata:  b\n\n', data('a', ' b')],
	['several data lines are one text', 'data: a\ndata:\ndata: b\n\n', data('a\n\nb')],
	[
		'names of fields are case-sensitive, unknown ones are ignored',
		'Data: x\nid: 1\nfoo\ndata: a\n\n',
		data('a'),
	],
	[
		'an event without data is dropped, and its name with it',
		'event: ping\n\ndata: a\n\n',
		data('a'),
	],
	['the name of an event is kept', 'event: error\ndata: {}\n\n', [{ event: 'error', data: '{}' }]],
	['a byte order mark at the start is dropped', '\uFEFFdata: a\n\n', data('a')],
	['the last event needs no blank line after it', 'data: a\n\ndata: b', data('a', 'b')],
	[
		'comments and other fields beside JSON without a field are no part of it',
		'id: 7\n{\n"a":1\n: ping\n}\nretry: 3\nid\n\n',
		data('{\n"a":1\n}'),
	],
	['data may be empty', 'data\n\ndata:\n\n', data('', '')],
])('%s', (_behaviour, text, events) => {
	expect(eventsOf(text)).toEqual(events);
});

test('any cut of the bytes gives the same events', () => {
	const text =
		'\uFEFFdata: für 你好 🎈\r\n\r\n: ping\r\revent: error\ndata: a\rdata: b\r\n\r\ndata: c\n\n';
	const whole = eventsOf(text);
	expect(whole).toEqual([...data('für 你好 🎈'), { event: 'error', data: 'a\nb' }, ...data('c')]);
	for (let size = 1; size < 40; size++) expect(eventsOf(text, size)).toEqual(whole);
	const bytes = new TextEncoder().encode(text);
	for (let cut = 0; cut <= bytes.length; cut++) {
		const cutter = new SseParser();
		const parts = [bytes.subarray(0, cut), bytes.subarray(cut)];
		expect([...parts.flatMap((part) => cutter.push(part)), ...cutter.end()]).toEqual(whole);
	}
});

test('a line of two million bytes, one at a time, is read', () => {
	const line = 'x'.repeat(2_000_000);
	expect(eventsOf(`data: ${line}\n\n`, 1)).toEqual(data(line));
});

test('an event of many lines is the same as one of few, whatever their number', () => {
	const lines = Array.from({ length: 2_500 }, (_, number) => String(number));
	const text = lines.map((line) => `data: ${line}\n`).join('');
	expect(eventsOf(`${text}\ndata: next\n\n`)).toEqual(data(lines.join('\n'), 'next'));
});
