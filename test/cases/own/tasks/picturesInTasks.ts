import { address, drawing, get, look, lookAt, lookPath, picture, taken } from './answers';
import { getTask, getTaskOfDiffusion, id, imagine, made, type Row, textToImage } from './build';

const inTask = (place: string, members: object, more = {}): Row =>
	getTaskOfDiffusion(
		`the picture in ${place}`,
		[lookAt({ task_id: id, status: 'succeeded', ...members }), picture],
		{ ...made, ...more },
	);

/** 8: pictures are read wherever they are in a task. */
export const picturesInTasks: readonly Row[] = [
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
];
