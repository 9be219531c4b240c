import {
	address,
	drawing,
	edit,
	edited,
	generate,
	generated,
	getTask,
	getTaskOfDiffusion,
	id,
	imagine,
	look,
	lookAt,
	made,
	picture,
	taken,
	textToImage,
	get,
	lookPath,
	failed,
	type Row,
} from './build';

const inTask = (place: string, members: object, more = {}): Row =>
	getTaskOfDiffusion(
		`the picture in ${place}`,
		[lookAt({ task_id: id, status: 'succeeded', ...members }), picture],
		{ ...made, ...more },
	);

const inAnswer = (place: string, body: unknown, more = {}): Row =>
	generate(`the picture in ${place}`, [generated(body), picture], { ...made, ...more });

const event = (type: string, members: object): string =>
	`event: ${type}\ndata: ${JSON.stringify({ type, ...members })}\n\n`;

const completion = (content: unknown) => ({
	id: 'chatcmpl-1',
	object: 'chat.completion',
	choices: [{ index: 0, message: { role: 'assistant', content }, finish_reason: 'stop' }],
});

/** 8: pictures are read wherever they are. */
export const placesOfPictures: readonly Row[] = [
	inTask('an address without a host', { image_url: '/pic/1.png' }),
	inTask('an address on localhost, where nobody listens', {
		image_url: 'http://localhost:1/pic/1.png',
	}),
	inTask('an address on 127.0.0.1, where nobody listens', { url: 'http://127.0.0.1:1/pic/1.png' }),
	inTask('task_result.image_urls', { task_result: { image_urls: [address] } }),
	inTask('task_result.images', { task_result: { images: [{ index: 0, url: address }] } }),
	inTask('output.image_url', { output: { image_url: address, image_urls: null } }),
	inTask('output.image_urls', { output: { image_urls: [address] } }),
	inTask('output.images', { output: { images: [{ url: address }] } }),
	inTask('output as an address', { output: address }),
	inTask('result.sample', { result: { sample: address } }),
	inTask('result.images', { result: { images: [{ url: [address] }] } }),
	inTask('output_images', { output_images: [address] }),
	inTask('image, bare base64', { image: '{b64:png}' }),
	inTask('images, bare base64', { images: ['{b64:webp}'] }, { mime: 'image/webp', bytes: 'webp' }),
	inTask('url, a list', { url: [address] }),
	inTask('url, bare base64', { url: '{b64:png}' }),
	inTask('images, one of which failed', {
		images: [null, { error: { message: 'withheld' } }, { url: address }],
	}),
	getTaskOfDiffusion(
		'piapi: data.output.image_url',
		[
			lookAt({
				code: 200,
				data: {
					task_id: id,
					status: 'completed',
					output: { image_url: address, progress: 100 },
					error: { code: 0, message: '' },
				},
				message: 'success',
			}),
			picture,
		],
		made,
	),
	getTaskOfDiffusion(
		'output.results',
		[
			lookAt({ output: { task_id: id, task_status: 'SUCCEEDED', results: [{ url: address }] } }),
			picture,
		],
		made,
	),
	getTask(
		'imageUrls of objects',
		[
			get(lookPath, { id, status: 'SUCCESS', imageUrl: '', imageUrls: [{ url: address }] }),
			picture,
		],
		made,
	),
	imagine(
		'an address of New-API without a host, with a query',
		[taken, look({ imageUrl: '/pic/1.png?rand=7' }), picture],
		made,
	),
	imagine(
		'a video',
		[taken, look({ action: 'VIDEO', imageUrl: '', videoUrl: '{host}/pic/1.mp4' })],
		{ output: 'success', files: 0, told: ['{host}/pic/1.mp4'] },
	),
	textToImage(
		'one of two withheld',
		[
			drawing,
			lookAt({
				output: {
					task_id: id,
					task_status: 'SUCCEEDED',
					results: [{ code: 'InternalError', message: 'oops' }, { url: address }],
				},
			}),
			picture,
		],
		made,
	),
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
