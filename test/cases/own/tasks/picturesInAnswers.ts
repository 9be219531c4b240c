import { address, edited, generated, picture } from './answers';
import { edit, failed, generate, made, type Row } from './build';

const inAnswer = (place: string, body: unknown, more = {}): Row =>
	generate(`the picture in ${place}`, [generated(body), picture], { ...made, ...more });

const event = (type: string, members: object): string =>
	`event: ${type}\ndata: ${JSON.stringify({ type, ...members })}\n\n`;

const completion = (content: unknown) => ({
	id: 'chatcmpl-1',
	object: 'chat.completion',
	choices: [{ index: 0, message: { role: 'assistant', content }, finish_reason: 'stop' }],
});

/** An answer of a chat model, in pieces. */
const inPieces = (pieces: readonly string[], more: object[] = []): string =>
	[
		...pieces.map((content) => ({ choices: [{ index: 0, delta: { content } }] })),
		...more,
		{ choices: [{ index: 0, delta: {}, finish_reason: 'stop' }] },
	]
		.map((chunk) => `data: ${JSON.stringify(chunk)}\n\n`)
		.join('') + 'data: [DONE]\n\n';

/** 8: pictures are read wherever they are in an answer of the routes of pictures. */
export const picturesInAnswers: readonly Row[] = [
	inAnswer('images, bare base64', { images: ['{b64:png}'] }),
	inAnswer('data, addresses without a host', { data: [{ url: '/pic/1.png' }] }),
	inAnswer('data.url', { code: 0, data: { url: address } }),
	inAnswer('output.results', { output: { results: [{ url: address }] }, request_id: 'r' }),
	inAnswer('url as a list', { data: [{ url: [address] }] }),
	inAnswer('an answer of a chat', completion(`Here it is: ![lighthouse](${address})`)),
	inAnswer(
		'an answer of a chat, as data',
		completion('![lighthouse](data:image/png;base64,{b64:png})'),
	),
	inAnswer('data, one of which failed', {
		data: [{ error: { message: 'withheld' } }, { b64_json: '{b64:png}' }],
	}),
	generate(
		'a partial picture only',
		[
			generated(
				event('image_generation.partial_image', { b64_json: '{b64:webp}', partial_image_index: 0 }),
				{ type: 'text/event-stream' },
			),
		],
		failed,
	),
	generate(
		'the events of a chat, its address cut in between',
		[
			generated(
				inPieces(['Here it is: ![light', `house](${address.slice(0, 9)}`, `${address.slice(9)})`]),
				{
					type: 'text/event-stream',
				},
			),
			picture,
		],
		made,
	),
	generate(
		'the events of a chat that only says why there is none',
		[generated(inPieces(['I cannot draw ', 'that.']), { type: 'text/event-stream' })],
		{ ...failed, told: ['I cannot draw that.'] },
	),
	edit(
		'image_edit.completed',
		[
			edited(
				event('image_edit.partial_image', { b64_json: '{b64:webp}', partial_image_index: 0 }) +
					event('image_edit.completed', { b64_json: '{b64:png}' }),
				{ type: 'text/event-stream' },
			),
		],
		made,
	),
];
