import { png } from '../../support/files';
import { bytes, chat, good, lines, on, usage, type Row } from './build';
import { completion, done, spent } from './chatBodies';
import { claudeMessage } from './claudeBodies';

const long = 'x'.repeat(9 * 1024 * 1024);

const digits = '12345678901234567';

const exactly = (body: object): string => JSON.stringify(body).replace('"@@"', digits);

const image = Buffer.concat([png(), Buffer.alloc(7 * 1024 * 1024)]);

/** A number of 16 and more digits beside a long text. */
export const longNumbers: readonly Row[] = [
	chat(
		'the id of a completion with 9 MB of text',
		bytes(exactly({ ...completion({ content: long }), id: '@@' })),
		good(long, { id: digits }),
	),
	chat(
		'a seed in the event with 9 MB of text',
		bytes(
			`data: ${exactly({ id: 'c', model: 'm-1', seed: '@@', choices: [{ index: 0, delta: { content: long }, finish_reason: 'stop' }] })}\n\n${lines([spent, done])}`,
			'text/event-stream',
		),
		good(long, { usage }),
	),
	on(
		'images',
		'a seed beside an inline picture',
		bytes(exactly({ created: 1, seed: '@@', data: [{ b64_json: image.toString('base64') }] })),
		{ requests: 1, output: 'success', files: { image: image.length }, json: { seed: digits } },
	),
	on(
		'claude',
		'Claude: 9 MB of text, full of quotation marks',
		bytes(
			exactly({ ...claudeMessage([{ type: 'text', text: '"\\'.repeat(2_500_000) }]), seed: '@@' }),
		),
		{ requests: 1, output: 'success', text: '"\\'.repeat(2_500_000) },
	),
	chat(
		'a number of 16 digits that is exact stays a number',
		bytes(
			exactly({ ...completion({ content: long }), created: '@@' }).replace(
				digits,
				'1234567890123456',
			),
		),
		{ requests: 1, json: { created: 1234567890123456 } },
		{ simplify: false },
	),
];
