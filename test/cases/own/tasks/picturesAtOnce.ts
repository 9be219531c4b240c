import { address, drawn, file, picture, submitted } from './answers';
import { failed, id, imagine, made, type Row, textToImage } from './build';

const atOnce = (title: string, body: unknown, more = {}): Row =>
	textToImage(title, [drawn(body), picture, file('/pic/2.png')], { ...made, ...more });

/** 3: pictures in the answer to a submission: the task is done. */
export const picturesAtOnce: readonly Row[] = [
	atOnce('Stability: artifacts', {
		artifacts: [{ base64: '{b64:png}', seed: 7, finishReason: 'SUCCESS' }],
	}),
	atOnce('Stability: image', { image: '{b64:png}', finish_reason: 'SUCCESS', seed: 7 }),
	atOnce('data with b64_json', { created: 1, data: [{ b64_json: '{b64:png}' }] }),
	atOnce('data with an address', { created: 1, data: [{ url: address }] }),
	atOnce('images with addresses in objects', { images: [{ url: address, width: 512 }], seed: 7 }),
	atOnce('images with addresses', { images: [address], seed: 7 }),
	atOnce('images with data: addresses', { images: ['data:image/png;base64,{b64:png}'] }),
	textToImage(
		'two pictures',
		[drawn({ images: ['{b64:png}', '{b64:webp}'], parameters: {}, info: '{}' })],
		{ output: 'success', files: 2 },
	),
	atOnce('Replicate, waited for: succeeded with an output', {
		id,
		status: 'succeeded',
		output: [address],
		error: null,
	}),
	atOnce(
		'a WebP among artifacts',
		{ artifacts: [{ base64: '{b64:webp}', finishReason: 'SUCCESS' }] },
		{ mime: 'image/webp', bytes: 'webp' },
	),
	imagine(
		'the picture beside success',
		[submitted({ code: 1, description: 'success', data: [{ url: address }] }), picture],
		made,
	),
	imagine('base64 in images', [submitted({ images: ['{b64:png}'] })], made),
	textToImage('base64 that is no picture', [drawn({ images: ['{b64:jsonerror}'] })], {
		...failed,
		retryable: false,
	}),
];
