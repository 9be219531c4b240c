import { multipart } from '../../../nodes/api/multipart';
import type { FormPart } from '../../../nodes/api/call';

/** Reads a form back with Node.js's own parser. */
async function readBack(parts: FormPart[]): Promise<Array<[string, unknown]>> {
	const { contentType, bytes } = multipart(parts);
	const response = new Response(new Uint8Array(bytes), {
		headers: { 'content-type': contentType },
	});
	const entries = [...(await response.formData()).entries()];
	return await Promise.all(
		entries.map(
			async ([name, value]): Promise<[string, unknown]> =>
				typeof value === 'string'
					? [name, value]
					: [
							name,
							[value.name, value.type, Buffer.from(await value.arrayBuffer()).toString('latin1')],
						],
		),
	);
}

const file = (content: string, fileName = 'a.png', mimeType = 'image/png') => ({
	bytes: Buffer.from(content, 'latin1'),
	fileName,
	mimeType,
});

test('fields and files arrive as they were, in their order', async () => {
	const content = Array.from({ length: 256 }, (_, code) => String.fromCharCode(code)).join('');
	expect(
		await readBack([
			{ name: 'prompt', value: 'für 你好 🎈\nsecond line' },
			{ name: 'image[]', value: file(content) },
			{ name: 'image[]', value: file('', 'leer.webp', 'image/webp') },
			{ name: 'n', value: '' },
		]),
	).toEqual([
		['prompt', 'für 你好 🎈\nsecond line'],
		['image[]', ['a.png', 'image/png', content]],
		['image[]', ['leer.webp', 'image/webp', '']],
		['n', ''],
	]);
});

test('a part that contains the boundary gets another one', async () => {
	const { contentType } = multipart([{ name: 'a', value: 'x' }]);
	const boundary = contentType.split('boundary=')[1] as string;
	const nasty = `\r\n--${boundary}--\r\n`;
	expect(await readBack([{ name: 'a', value: nasty }])).toEqual([['a', nasty]]);
	expect(await readBack([{ name: 'a', value: file(nasty) }])).toEqual([
		['a', ['a.png', 'image/png', nasty]],
	]);
});

test.each(['quo"te.png', 'new\r\nline: x.png', '名字.png', 'back\\slash.png'])(
	'the file name %j cannot end its header',
	async (fileName) => {
		const [entry, ...others] = await readBack([
			{ name: 'image', value: file('x', fileName) },
			{ name: 'n', value: '1' },
		]);
		expect(entry?.[0]).toBe('image');
		expect((entry?.[1] as string[])[2]).toBe('x');
		expect(others).toEqual([['n', '1']]);
	},
);

test('a type that is none is sent as bytes of any kind', async () => {
	const [entry] = await readBack([{ name: 'a', value: file('x', 'a', 'image/png\r\nx-evil: 1') }]);
	expect(entry?.[1]).toEqual(['a', 'application/octet-stream', 'x']);
});
