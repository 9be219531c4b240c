import type { Answer } from '../../support/wire/case';
import { chat, on, good, bad, bytes, lines, usage, type Row } from './build';
import { completion, piece, ending, spent, done } from './chatBodies';
import { claudeMessage } from './claudeBodies';

const inBytes = (before: string, text: readonly number[] | Buffer, after: string): Buffer =>
	Buffer.concat([Buffer.from(before), Buffer.from(text), Buffer.from(after)]);
/** A completion whose text has these bytes. */
const written = (text: readonly number[] | Buffer, type: string): Answer => {
	const [before = '', after = ''] = JSON.stringify(completion({ content: '@@' })).split('@@');
	return bytes([inBytes(before, text, after)], type);
};

const gbk = [0xc4, 0xe3, 0xba, 0xc3];

/** A charset that is stated is the one that is read. */
export const charsets: readonly Row[] = [
	chat(
		'latin1',
		written(Buffer.from('Grüße', 'latin1'), 'application/json; charset=ISO-8859-1'),
		good('Grüße'),
	),
	chat(
		'latin1 by its other name',
		written(Buffer.from('café', 'latin1'), 'application/json;charset=latin1'),
		good('café'),
	),
	chat(
		'windows-1252',
		written([0x35, 0x20, 0x80], 'application/json; charset=windows-1252'),
		good('5 €'),
	),
	chat('GBK', written(gbk, 'application/json; charset=GBK'), good('你好')),
	chat('GB2312 in quotes', written(gbk, 'application/json; charset="gb2312"'), good('你好')),
	chat('Big5', written([0xa7, 0x41, 0xa6, 0x6e], 'application/json; charset=Big5'), good('你好')),
	chat('Shift_JIS', written([0x82, 0xb1], 'application/json; charset=Shift_JIS'), good('こ')),
	chat(
		'UTF-16',
		bytes(
			[Buffer.from(JSON.stringify(completion({ content: '你好' })), 'utf16le')],
			'application/json; charset=utf-16le',
		),
		good('你好'),
	),
	chat(
		'a charset that does not exist',
		written(Buffer.from('你好'), 'application/json; charset=klingon'),
		good('你好'),
	),
	chat(
		'GBK in a stream, a letter cut by packets',
		bytes(
			(() => {
				const [before = '', after = ''] = lines([piece('@@'), ending(), spent, done]).split('@@');
				return [inBytes(before, gbk.slice(0, 3), ''), inBytes('', gbk.slice(3), after)];
			})(),
			'text/event-stream; charset=gbk',
		),
		good('你好', { usage }),
	),
	chat(
		'latin1 in a stream',
		bytes(
			[Buffer.from(lines([piece('Grüße'), ending(), spent, done]), 'latin1')],
			'text/event-stream; charset=iso-8859-1',
		),
		good('Grüße', { usage }),
	),
	chat(
		'GBK in a failure',
		bytes([inBytes('{"error":{"message":"', gbk, '"}}')], 'application/json; charset=gbk', {
			status: 400,
		}),
		bad('badRequest', '你好'),
	),
	on(
		'claude',
		'Claude: latin1',
		bytes(
			[Buffer.from(JSON.stringify(claudeMessage([{ type: 'text', text: 'Grüße' }])), 'latin1')],
			'application/json; charset=latin1',
		),
		good('Grüße'),
	),
	on(
		'transcriptions',
		'a transcript in GBK',
		bytes([Buffer.from(gbk)], 'text/plain; charset=gbk'),
		good('你好'),
	),
];
