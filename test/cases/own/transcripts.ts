import type { Answer } from '../../support/wire/case';
import { bytes, good, on, usage, type Row } from './build';

const plain = (text: string, type = 'text/plain; charset=utf-8'): Row =>
	on(
		'transcriptions',
		`plain text: ${text.split('\n')[0]} (${type})`,
		bytes(text, type),
		good(text),
	);
const said = (events: object[]): Answer => ({
	content_type: 'text/event-stream',
	body: events.map((event) => `data: ${JSON.stringify(event)}\n\n`).join(''),
});

/** Plain text is text whatever it looks like; pieces are joined. */
export const transcripts: readonly Row[] = [
	plain('1234'),
	plain('true'),
	plain('null'),
	plain('"quoted"'),
	plain('[music]'),
	plain('{"a": 1}'),
	plain('<laughs> Well.'),
	plain('1\n00:00:00,000 --> 00:00:01,000\nHello', 'application/x-subrip'),
	plain('data: she said', 'text/plain'),
	on(
		'transcriptions',
		'a transcript in pieces',
		said([
			{ type: 'transcript.text.delta', delta: 'Hel' },
			{ type: 'transcript.text.delta', delta: 'lo' },
			{ type: 'transcript.text.done', text: 'Hello', usage },
		]),
		good('Hello', { usage }),
	),
	on(
		'transcriptions',
		'a transcript in pieces with [DONE]',
		bytes(
			'data: {"type":"transcript.text.delta","delta":"Hi"}\n\ndata: {"type":"transcript.text.done","text":"Hi"}\n\ndata: [DONE]\n\n',
			'text/event-stream',
		),
		good('Hi'),
	),
	on('transcriptions', 'JSON under text/plain', bytes('{"text":"Hi"}', 'text/plain'), {
		requests: 1,
		output: 'success',
	}),
];
