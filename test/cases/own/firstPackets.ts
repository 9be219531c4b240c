import type { Answer } from '../../support/wire/case';
import { bytes, chat, good, lines, usage, type Row } from './build';
import { completion, done, ending, first, piece, spent } from './chatBodies';

const events = lines([first, piece('Hel'), piece('lo'), ending(), spent, done]);

const whole = JSON.stringify(completion({ content: 'Hello' }));

const read = good('Hello', { usage });

const packets = (title: string, body: Answer['body'], type = 'text/event-stream'): Row =>
	chat(title, bytes(body, type), read);
const bom = Buffer.from([0xef, 0xbb, 0xbf]);

function splitAt(place: number): Buffer[] {
	const all = Buffer.from(events);
	return [all.subarray(0, place), all.subarray(place)];
}

/** The first packet alone does not tell what is read. */
export const firstPackets: readonly Row[] = [
	packets('a BOM cut after its first byte', [bom.subarray(0, 1), bom.subarray(1), events]),
	packets('a BOM in a packet of its own', [bom, events]),
	packets('"d" first', ['d', events.slice(1)]),
	packets('one byte a packet', [...events.slice(0, 40), events.slice(40)]),
	packets('an unknown field first', [`version: 2\n\n${events}`]),
	packets('an unknown field first, cut', ['x-relay', `: 7\nid: 1\n\n${events}`]),
	packets('a name without a colon first', [`hello\n\n${events}`]),
	packets('blank lines in a packet of their own', ['\n\n', '\r\n', events]),
	packets('a long comment first', [`: ${'p'.repeat(3_000)}`, `\n\n${events}`]),
	packets('retry first', ['retry: 3000\n\n', events]),
	packets(
		'JSON: a BOM cut after its first byte',
		[bom.subarray(0, 1), bom.subarray(1), whole],
		'application/json',
	),
	packets('JSON: "{" first', ['{', whole.slice(1)], 'application/json'),
	packets('JSON: a blank first', [' ', '\n', whole], 'application/json'),
	packets('JSON under text/event-stream', ['{', whole.slice(1)]),
	packets('events under text/plain', [events.slice(0, 3), events.slice(3)], 'text/plain'),
	packets(
		'a letter of three bytes cut',
		splitAt(lines([first, piece('Hel'), piece('lo')]).length - 3),
	),
];
