import { png } from '../../support/files';
import type { Answer } from '../../support/wire/case';
import { on, json, events, usage, type Row } from './build';

const picture = png();

const base64 = picture.toString('base64');

const bytesOfPicture = { image: picture.length };

const file: Answer = { content_type: 'image/png', body: [picture], path: '/files/1.png' };

const withFile = (title: string, body: object): Row => ({
	...on('images', title, json(body), { requests: 2, output: 'success', files: bytesOfPicture }),
	answer: undefined,
	answers: [{ ...json(body), path: '/v1/images/generations' }, file],
});

/** Pictures beside failed ones, and in every place that is known. */
export const images: readonly Row[] = [
	on(
		'images',
		'one failed picture of three',
		json({
			created: 1,
			data: [
				{ b64_json: base64 },
				{ error: { message: 'the second one failed', code: 'server_error' } },
				{ b64_json: base64 },
			],
			usage,
		}),
		{
			requests: 1,
			output: 'success',
			files: { image: picture.length, image_1: picture.length },
		},
		{ options: { n: 3 } },
	),
	on(
		'images',
		'an empty entry beside a picture',
		json({ data: [{}, { b64_json: base64 }] }),
		{ requests: 1, output: 'success', files: bytesOfPicture },
		{ options: { n: 2 } },
	),
	on(
		'images',
		'null beside a picture',
		json({ data: [{ b64_json: base64 }, null] }),
		{ requests: 1, output: 'success', files: bytesOfPicture },
		{ options: { n: 2 } },
	),
	on(
		'images',
		'all pictures failed: the words of the first',
		json({
			data: [{ error: { message: 'the seed is taken' } }, { error: { message: 'so is this' } }],
		}),
		{ requests: 1, output: 'failure', words: 'the seed is taken' },
		{ options: { n: 2 } },
	),
	withFile('an address without a host', { data: [{ url: '/files/1.png' }] }),
	withFile('SiliconFlow: images with an address', { images: [{ url: '/files/1.png' }] }),
	withFile('an address without a host beside an empty b64_json', {
		data: [{ b64_json: '', url: '/files/1.png' }],
	}),
	on(
		'images',
		'the picture as an event',
		events([
			`event: image_generation.completed\ndata: ${JSON.stringify({ type: 'image_generation.completed', b64_json: base64, usage })}`,
		]),
		{ requests: 1, output: 'success', files: bytesOfPicture },
	),
];
