import type { IDataObject, INodeExecutionData } from 'n8n-workflow';
import { key } from '../../support/chat';
import { binary, bytesOf, formOf, png } from '../../support/files';
import { always, type Received } from '../../support/gateway';
import { runOperation } from '../../support/operation';

const model = { __rl: true, mode: 'id', value: 'gpt-image-1' };
const red = png();
const blue = png(3, 1, [0, 0, 255]);
const answer = { created: 1, data: [{ b64_json: blue.toString('base64') }], usage: null };

const item: INodeExecutionData = {
	json: { fields: ['data', 'second'] },
	binary: {
		data: binary(red, 'image/png', 'red.png'),
		second: binary(blue, 'application/octet-stream', 'blue'),
		mask: binary(png(2, 2, [0, 0, 0]), 'image/png', 'mask.png'),
		note: binary(Buffer.from('hello'), 'text/plain', 'note.txt'),
		empty: binary(Buffer.alloc(0), 'image/png', 'empty.png'),
		large: binary(Buffer.concat([red, Buffer.alloc(26 * 1024 * 1024)]), 'image/png', 'large.png'),
	},
};

const run = (parameters: IDataObject = {}) =>
	runOperation(
		always(answer),
		'image.edit',
		{ model, prompt: 'Make it blue', ...parameters },
		{ items: [item], onError: 'continueRegularOutput' },
	);

test('the picture of the item is sent as a form, and the new one becomes a file', async () => {
	const { items, requests } = await run();
	expect(requests).toHaveLength(1);
	expect(requests[0]).toMatchObject({
		method: 'POST',
		path: '/v1/images/edits',
		headers: {
			authorization: `Bearer ${key}`,
			'content-type': expect.stringMatching(/^multipart\/form-data; boundary=/),
		},
	});
	expect(await formOf(requests[0] as Received)).toEqual([
		['model', 'gpt-image-1'],
		['prompt', 'Make it blue'],
		['n', '1'],
		['image', { name: 'red.png', type: 'image/png', bytes: red }],
	]);
	expect(items[0]?.json).toMatchObject({
		images: [{ file: 'image', mime_type: 'image/png' }],
		model: 'gpt-image-1',
		usage: null,
		request: { sent: 1 },
	});
	expect(bytesOf(items[0], 'image')).toEqual(blue);
});

test.each([
	['in one text', 'data, second'],
	['as a list', '={{ $json.fields }}'],
])(
	'several pictures %s are sent together, with their true types',
	async (_how, binaryProperties) => {
		const { requests } = await run({ binaryProperties });
		expect((await formOf(requests[0] as Received)).slice(3)).toEqual([
			['image[]', { name: 'red.png', type: 'image/png', bytes: red }],
			['image[]', { name: 'blue.png', type: 'image/png', bytes: blue }],
		]);
	},
);

test('every option is a field of the form', async () => {
	const { requests } = await run({
		options: {
			n: 2,
			size: '1024x1024',
			quality: 'high',
			background: 'opaque',
			outputFormat: 'png',
			outputCompression: 50,
			responseFormat: 'url',
			inputFidelity: 'high',
			user: 'u-1',
			maskBinaryProperty: 'mask',
			path: '/v1/images/changes',
			extraBody: '{"format": "webp", "tags": ["a", "b"], "more": {"x": 1}}',
		},
	});
	expect(requests[0]?.path).toBe('/v1/images/changes');
	const form = await formOf(requests[0] as Received);
	expect(form.filter(([, value]) => typeof value === 'string')).toEqual(
		Object.entries({
			model: 'gpt-image-1',
			prompt: 'Make it blue',
			n: '2',
			size: '1024x1024',
			quality: 'high',
			background: 'opaque',
			output_format: 'png',
			output_compression: '50',
			response_format: 'url',
			user: 'u-1',
			input_fidelity: 'high',
			format: 'webp',
		}).concat([
			['tags[]', 'a'],
			['tags[]', 'b'],
			['more', '{"x":1}'],
		]),
	);
	expect(form.filter(([, value]) => typeof value !== 'string').map(([name]) => name)).toEqual([
		'image',
		'mask',
	]);
});

test.each<[IDataObject, string, string]>([
	[
		{ binaryProperties: '={{ "" }}' },
		'Image Binary Fields is empty: its expression gives nothing for this item',
		'Look at the result below the field. Name at least one binary field.',
	],
	[
		{ binaryProperties: 'other' },
		'Image Binary Fields names the binary field "other", which the item does not have',
		'The item has the binary fields data, second, mask, note, empty, large. Enter one of these names.',
	],
	[
		{ binaryProperties: 'note' },
		'Image Binary Fields must name an image (PNG, JPEG or WebP), but "note" holds text/plain',
		'Name a binary field that holds an image (PNG, JPEG or WebP).',
	],
	[
		{ binaryProperties: 'empty' },
		'Image Binary Fields names the file "empty", which is empty',
		'Check the node that reads the file.',
	],
	[
		{ binaryProperties: 'large' },
		'Image Binary Fields names the file "large" of 26.0 MB, but at most 25 MB are taken',
		'Make the file smaller in an earlier node.',
	],
	[
		{ options: { maskBinaryProperty: 'note' } },
		'Mask Binary Field must name an image (PNG, JPEG or WebP), but "note" holds text/plain',
		'Name a binary field that holds an image (PNG, JPEG or WebP).',
	],
	[
		{ prompt: '={{ null }}' },
		'Prompt is empty: its expression gives nothing for this item',
		'Look at the result below the field. Enter a text, or an expression that gives one.',
	],
	[
		{ options: { extraBody: '{"image": 1}' } },
		'Extra Body (JSON) cannot set "image"',
		'Remove that property: the node sets it where it is needed.',
	],
])(
	'%j is refused with a sentence, and nothing is sent',
	async (parameters, message, description) => {
		const { items, requests } = await run(parameters);
		expect(requests).toEqual([]);
		expect(items[0]?.json).toMatchObject({
			message: `${message} [Item 0]`,
			error: { kind: 'input', description },
		});
	},
);
