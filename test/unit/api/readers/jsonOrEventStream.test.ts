import type { Reader } from '../../../../nodes/api/readers/reader';
import { jsonOrEventStreamReader } from '../../../../nodes/api/readers/jsonOrEventStream';

/** A reader that says which one it is, and what it was given. */
function named(name: string): Reader<string> {
	let bytes = Buffer.alloc(0);
	return {
		head: () => {},
		push(more) {
			bytes = Buffer.concat([bytes, more]);
			return true;
		},
		end: () => ({ value: `${name}: ${bytes.toString()}` }),
	};
}

/** @param type claimed type; empty: none */
function read(pieces: readonly Uint8Array[], type = '', status = 200): string | undefined {
	const reader = jsonOrEventStreamReader(named('body'), () => named('events'));
	reader.head({ status, headers: type === '' ? {} : { 'content-type': type } });
	for (const piece of pieces) reader.push(piece);
	return reader.end().value;
}

/** Answers, how they have to be read, and the type that they claim. */
const answers = (
	[
		['JSON', 'body', '{"a":1}'],
		['JSON that claims to be events', 'body', '{"a":1}', 'text/event-stream'],
		['a list', 'body', '[{"a":1}]'],
		['blank lines before JSON', 'body', '\r\n \n{"a":1}'],
		['a byte order mark before JSON', 'body', '\uFEFF{"a":1}', 'text/event-stream'],
		['a page', 'body', '<!DOCTYPE html>\n<p>data: x\n', 'text/event-stream'],
		['a text of JSON', 'body', '"data: x"'],
		['a number', 'body', '1234'],
		['words', 'body', 'Internal trouble', 'text/plain'],
		['words with a field in them', 'body', 'What is metadata: nothing', 'text/plain'],
		['words of which a line begins like a field', 'body', 'What\ndatabase is it?\n', 'text/plain'],
		['events', 'events', 'data: {"a":1}\n\n'],
		['events that claim to be JSON', 'events', 'data: {"a":1}\n\n', 'application/json'],
		['events without a blank', 'events', 'data:{"a":1}\n\n'],
		['a comment first', 'events', ': ping\n\ndata: {"a":1}\n\n', 'application/json'],
		['an empty comment first', 'events', ':\n\ndata: {"a":1}\n\n'],
		['a name first', 'events', 'event: ping\ndata: {}\n\n'],
		['an id first', 'events', 'id: 1\ndata: {}\n\n'],
		['a pause first', 'events', 'retry: 3000\n\ndata: {}\n\n'],
		['a failure first', 'events', 'error: {"code":400}\n\n'],
		['an unknown field first', 'events', 'x-request: 17\ndata: {"a":1}\n\n'],
		['a byte order mark first', 'events', '\uFEFFdata: {"a":1}\n\n', 'application/json'],
		['blank lines first', 'events', '\n\r\n\ndata: {"a":1}\n\n'],
		['lines that end with CR LF', 'events', 'x: 1\r\ndata: {"a":1}\r\n\r\n'],
		['a stream that was cut in its first field', 'events', 'dat', 'application/json'],
		['words that claim to be events', 'events', 'oops', 'text/event-stream'],
		['nothing', 'body', ''],
		['nothing that claims to be events', 'events', '', 'text/event-stream'],
	] as const
).map(([what, name, text, type = '']) => [what, name, text, type] as const);

test.each(answers)('%s: read as %s, however it is cut', (_what, name, text, type) => {
	const bytes = Buffer.from(text);
	for (let at = 0; at <= bytes.length; at++)
		expect(read([bytes.subarray(0, at), bytes.subarray(at)], type)).toBe(`${name}: ${text}`);
	const single = Array.from(bytes, (byte) => Uint8Array.of(byte));
	expect(read(single, type)).toBe(`${name}: ${text}`);
});

test('a refusal is one body, whatever it looks like', () => {
	const text = 'data: {"error":"no"}\n\n';
	expect(read([Buffer.from(text)], 'text/event-stream', 429)).toBe(`body: ${text}`);
});

test('it is decided after 64 kB that do not tell, and nothing is lost of them', () => {
	const text = `${'word '.repeat(20_000)}\ndata: x\n`;
	const pieces = text.match(/[^]{1,5000}/g)?.map((piece) => Buffer.from(piece)) ?? [];
	expect(read(pieces)).toBe(`body: ${text}`);
});

test('what has come, and whether it is whole, is asked of the reader that was chosen', () => {
	const events: Reader<string> = {
		...named('events'),
		partial: () => ({ text: 'Hel' }),
		isComplete: () => true,
	};
	const reader = jsonOrEventStreamReader(named('body'), () => events);
	reader.head({ status: 200, headers: {} });
	expect([reader.partial?.(), reader.isComplete?.()]).toEqual([{}, false]);
	reader.push(Buffer.from('data: x\n'));
	expect([reader.partial?.(), reader.isComplete?.()]).toEqual([{ text: 'Hel' }, true]);
});

test('lines that end with CR alone tell as well, before the answer is over', () => {
	const events: Reader<string> = { ...named('events'), isComplete: () => true };
	const reader = jsonOrEventStreamReader(named('body'), () => events);
	reader.head({ status: 200, headers: {} });
	reader.push(Buffer.from('X: y\rdata: x\r\r'));
	expect(reader.isComplete?.()).toBe(true);
});
