import type { ResponseHead } from '../../../../nodes/api/readers/reader';
import { decode, textReader } from '../../../../nodes/api/readers/charset';

const head = (charset?: string): ResponseHead => ({
	status: 200,
	headers: charset === undefined ? {} : { 'content-type': `text/plain; charset=${charset}` },
});

const german = 'Größe: 5 € – „schön“\n';
const utf8 = Buffer.from(german);
/** The same in windows-1252. */
const western = Buffer.from('Gr\xf6\xdfe: 5 \x80 \x96 \x84sch\xf6n\x93\n', 'latin1');
const chinese = '你好\n';
const gbk = Buffer.from([0xc4, 0xe3, 0xba, 0xc3, 0x0a]);
const wide = Buffer.from(`{"a":"${german}"}`, 'utf16le');

const cases: ReadonlyArray<[string, string | undefined, Buffer, string]> = [
	['UTF-8 that is claimed', 'utf-8', utf8, german],
	['UTF-8 that is not', undefined, utf8, german],
	['UTF-8 that is claimed to be Latin-1', 'ISO-8859-1', utf8, german],
	['UTF-8 that is claimed to be GBK', 'gbk', utf8, german],
	['windows-1252', 'windows-1252', western, german],
	['windows-1252 that is claimed to be Latin-1', 'iso-8859-1', western, german],
	['a charset in quotation marks', '"latin1"', western, german],
	['GBK', 'gbk', gbk, chinese],
	['GB2312', 'GB2312', gbk, chinese],
	['an unknown charset', 'no-such', utf8, german],
	['UTF-16', 'utf-16', wide, wide.toString('utf16le')],
];

test.each(cases)('%s is read', (_what, charset, bytes, text) => {
	expect(decode(bytes, head(charset))).toBe(text);
});

test.each(cases)('%s is read in pieces, wherever they are cut', (_what, charset, bytes, text) => {
	for (let at = 0; at <= bytes.length; at++) {
		const reader = textReader(head(charset));
		const pieces = [bytes.subarray(0, at), bytes.subarray(at)].map((part) => reader.push(part));
		expect([...pieces, reader.end()].join('')).toBe(text);
	}
	const reader = textReader(head(charset));
	const pieces = Array.from(bytes, (byte) => reader.push(Uint8Array.of(byte)));
	expect([...pieces, reader.end()].join('')).toBe(text);
});

test('a byte order mark is no part of the text', () => {
	const marked = Buffer.from(`\uFEFF${german}`);
	expect(decode(marked)).toBe(german);
	expect(decode(marked, head('latin1'))).toBe(german);
	expect(decode(Buffer.from('\uFEFF{}', 'utf16le'))).toBe('{}');
});

test('lines that are UTF-8 and lines that are not are read apart, in one stream', () => {
	const reader = textReader(head('gbk'));
	expect(reader.push(utf8)).toBe(german);
	expect(reader.push(gbk)).toBe(chinese);
});
