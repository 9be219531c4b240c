import { bytes, json, lines, routes } from '../../cases/own/build';
import { completion, done, ending, first, piece, spent } from '../../cases/own/chatBodies';
import { claudeSays } from '../../cases/own/claudeBodies';
import type { Answer } from '../../support/wire/case';
import { groups, recovered, type FaultCase } from '../case';
import { faultIn, type Form } from './build';

const fault = faultIn(groups.B);

/** Texts that programs stumble over, as they are and as they have to come out. */
const texts = {
	'a NUL': 'a\u0000b',
	'all control characters': Array.from({ length: 32 }, (_, code) => String.fromCharCode(code)).join(
		'',
	),
	'right to left': 'שלום \u202Eabc\u202C مرحبا',
	'emoji of 4 bytes and more': '😀👩‍👩‍👧‍👦🏳️‍🌈',
	'U+2028 and U+2029': 'a\u2028b\u2029c',
	'a lone high surrogate': 'a\ud83db',
	'a lone low surrogate': 'a\ude00b',
	'the two halves of a pair in the wrong order': '\ude00\ud83d',
	'U+FFFE and U+FFFF': 'a\ufffeb\uffffc',
	'a byte order mark in the middle': 'a\ufeffb',
	'combining marks without end': `a${'\u0301'.repeat(2_000)}`,
	'what looks like an expression of n8n': '{{ $json.apiKey }} ={{ 1 + 1 }}',
	'what looks like HTML': '<script>alert(1)</script>&amp;&#x27;',
	'what looks like the end of a stream': 'data: [DONE]\n\n',
	'what looks like JSON': '{"error":{"message":"no"}}',
} as const;

/** Escapes everything beyond ASCII, as Python does: lone surrogates can only travel so. */
const ascii = (value: unknown): string =>
	JSON.stringify(value).replace(
		/[\u007f-\uffff]/g,
		(letter) => `\\u${letter.charCodeAt(0).toString(16).padStart(4, '0')}`,
	);

const eventsIn = (content: string): Answer =>
	bytes(
		lines([first, `data: ${ascii(piece(content))}`, ending(), spent, done]),
		'text/event-stream',
	);

/** The text comes out letter for letter, whole and streamed. */
const forms = Object.entries(texts).flatMap(([form, content]): Form[] => [
	{
		form: `${form}, whole`,
		ask: { stream: false },
		server: bytes(ascii(completion({ content }))),
		outcome: recovered(3, { item: { text: content } }),
	},
	{
		form: `${form}, streamed`,
		server: eventsIn(content),
		outcome: recovered(3, { item: { text: content } }),
	},
]);

/** The text goes out letter for letter. */
const sent = (content: string): Form => ({
	ask: {
		items: [{ text: content }],
		parameters: { messages: { values: [{ role: 'user', content: '={{ $json.text }}' }] } },
	},
	server: json(completion({ content: 'Hello' })),
	outcome: recovered(1, { item: { text: 'Hello' } }),
});

const inBytes = (before: string, text: readonly number[], after: string): Buffer =>
	Buffer.concat([Buffer.from(before), Buffer.from(text), Buffer.from(after)]);

/** A completion whose text has these bytes. */
const written = (text: readonly number[], type: string): Answer => {
	const [before = '', after = ''] = JSON.stringify(completion({ content: '@@' })).split('@@');
	return bytes([inBytes(before, text, after)], type);
};

/** Letters and bytes in answers. */
export const letters: readonly FaultCase[] = [
	...fault('letters that programs stumble over, in an answer', ...forms),
	...fault(
		'letters that programs stumble over, in a prompt',
		...Object.entries(texts).map(([form, content]) => ({ ...sent(content), form })),
	),
	...fault('letters that programs stumble over, with Claude', {
		ask: { route: routes.claude, stream: false },
		server: claudeSays(texts['U+2028 and U+2029']),
		outcome: recovered(3, { item: { text: texts['U+2028 and U+2029'] } }),
	}),
	...fault(
		'bytes that are no UTF-8',
		{
			form: 'a broken sequence',
			ask: { stream: false },
			server: written([0x61, 0xc3, 0x28, 0x62], 'application/json'),
			outcome: recovered(3, {
				item: { text: 'a\ufffd(b' },
				says: 'the answer, with � for what is no letter',
			}),
		},
		{
			form: 'an overlong slash',
			ask: { stream: false },
			server: written([0xc0, 0xaf], 'application/json'),
			outcome: recovered(3, { item: { text: '\ufffd\ufffd' } }),
		},
		{
			form: 'a surrogate in bytes',
			ask: { stream: false },
			server: written([0xed, 0xa0, 0xbd], 'application/json'),
			outcome: recovered(3, { item: { text: '\ufffd\ufffd\ufffd' } }),
		},
		{
			form: 'in a stream',
			server: bytes(
				(() => {
					const [before = '', after = ''] = lines([piece('@@'), ending(), spent, done]).split('@@');
					return [inBytes(before, [0xff, 0xfe], after)];
				})(),
				'text/event-stream',
			),
			outcome: recovered(3, { item: { text: '\ufffd\ufffd' } }),
		},
	),
	...fault(
		'a charset that is stated',
		...(
			[
				['latin1', [0x47, 0x72, 0xfc, 0xdf, 0x65], 'Grüße'],
				['iso-8859-1', [0xe9], 'é'],
				['windows-1252', [0x35, 0x20, 0x80], '5 €'],
				['GBK', [0xc4, 0xe3, 0xba, 0xc3], '你好'],
				['shift_jis', [0x82, 0xb1], 'こ'],
				['klingon', [0xe4, 0xbd, 0xa0], '你'],
			] as const
		).map(([charset, encoded, text]) => ({
			form: charset,
			ask: { stream: false },
			server: written(encoded, `application/json; charset=${charset}`),
			outcome: recovered(3, { item: { text } }),
		})),
	),
	...fault('letters that are cut by packets', {
		form: 'each byte alone',
		ask: { items: 1 },
		server: {
			content_type: 'text/event-stream',
			between: 0,
			body: [...Buffer.from(lines([piece('你😀é'), ending(), spent, done]))].map((byte) =>
				Buffer.from([byte]),
			),
		},
		outcome: recovered(1, { item: { text: '你😀é' } }),
	}),
];
