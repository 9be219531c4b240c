import type { JsonObject } from '../../../../nodes/api/json';
import { membersBesideFiles, filesIn } from '../../../../nodes/api/file/files';
import { fileOfText, type TextMeaning } from '../../../../nodes/api/file/givenFile';
import { fileType, bitmapType, isSvg, isText } from '../../../../nodes/api/file/type';
import { png, wav } from '../../../support/files';

const head = { status: 200, headers: {}, url: 'https://gateway.test/v1/images/generations' };
const picture = png().toString('base64');
const other = png(3, 1).toString('base64');
const jpeg = Buffer.from('ffd8ffe000104a464946', 'hex').toString('base64');
const address = 'https://files.test/a.png';

test.each<[string, TextMeaning, string, object]>([
	['an address', 'either', address, { url: address }],
	['an address where bytes belong', 'bytes', address, { url: address }],
	['base64', 'bytes', picture, { base64: picture }],
	['base64 where an address belongs', 'address', picture, { base64: picture }],
	['a JPEG, whose base64 begins like a path', 'either', jpeg, { base64: jpeg }],
	[
		'a data URL',
		'address',
		`data:image/png;base64,${picture}`,
		{ base64: picture, mimeType: 'image/png' },
	],
	['a data URL without a type', 'bytes', `data:;base64,${picture}`, { base64: picture }],
	['hex', 'either', wav().toString('hex'), { base64: wav().toString('base64') }],
	['a path', 'either', '/files/a.png', { url: 'https://gateway.test/files/a.png' }],
	[
		'a path without an ending',
		'address',
		'/mj/image/17000000000000107',
		{ url: 'https://gateway.test/mj/image/17000000000000107' },
	],
	[
		'a path where bytes belong',
		'bytes',
		'/files/a.png?sig=1',
		{ url: 'https://gateway.test/files/a.png?sig=1' },
	],
	[
		'an address without a scheme',
		'either',
		'//files.test/a.png',
		{ url: 'https://files.test/a.png' },
	],
	[
		'an address without a scheme or slashes',
		'address',
		'files.test/a.png',
		{ url: 'https://files.test/a.png' },
	],
	['a relative path', 'address', 'files/a.png', { url: 'https://gateway.test/files/a.png' }],
])('%s (%s) is a file', (_what, meant, text, file) => {
	expect(fileOfText(text, meant, head)).toEqual(file);
	expect(fileOfText(` ${text}\n`, meant, head)).toEqual(file);
});

test.each<[string, TextMeaning, string]>([
	['nothing', 'bytes', ''],
	['a word', 'either', 'success'],
	['a word where bytes belong', 'bytes', 'failed'],
	['a sentence', 'bytes', 'The prompt was refused'],
	['a sentence where an address belongs', 'address', 'The prompt was refused.'],
	['an ID', 'either', '17000000000000107'],
	['a name of a file', 'either', 'a.png'],
	['signs', 'bytes', '!!!'],
	['long text in base64', 'bytes', Buffer.from('{"error":"no"}'.repeat(40)).toString('base64')],
	['a long text', 'either', 'word '.repeat(200)],
])('%s (%s) is no file', (_what, meant, text) => {
	expect(fileOfText(text, meant, head)).toBeUndefined();
});

test('a path is no file where it is not known who gave it', () => {
	expect(fileOfText('/files/a.png', 'address', { status: 200, headers: {} })).toBeUndefined();
});

const read = (body: unknown) =>
	filesIn(body, head).files.map(({ base64, url, mimeType }) => base64 ?? url ?? mimeType);

test.each<[string, unknown]>([
	['b64_json', { data: [{ b64_json: picture }, { b64_json: other }] }],
	['base64 of other names', { data: [{ image_base64: picture }, { b64: other }] }],
	['data as an object of a list', { data: { images: [picture, other] } }],
	['a list of texts', { images: [picture, other] }],
	['a list of data URLs', { images: [`data:image/png;base64,${picture}`, other] }],
	['a bare list', [picture, { b64_json: other }]],
	[
		'Stability',
		{ artifacts: [{ base64: picture, seed: 1, finishReason: 'SUCCESS' }, { base64: other }] },
	],
	[
		'Vertex',
		{
			predictions: [
				{ bytesBase64Encoded: picture, mimeType: 'image/png' },
				{ bytesBase64Encoded: other },
			],
		},
	],
	[
		'Gemini',
		{
			candidates: [
				{
					content: {
						parts: [
							{ text: 'Here they are' },
							{ inlineData: { mimeType: 'image/png', data: picture } },
							{ inline_data: { mime_type: 'image/png', data: other } },
						],
					},
				},
			],
		},
	],
	[
		'Responses',
		{
			output: [
				{ type: 'reasoning', summary: [] },
				{ type: 'image_generation_call', result: picture },
				{ type: 'image_generation_call', result: other },
			],
		},
	],
	[
		'a chat answer',
		{
			choices: [
				{
					message: {
						role: 'assistant',
						content: '',
						images: [
							{ type: 'image_url', image_url: { url: `data:image/png;base64,${picture}` } },
							{ image_url: { url: `data:image/png;base64,${other}` } },
						],
					},
				},
			],
		},
	],
	[
		'the same in two forms',
		{ images: [{ url: address }], data: [{ b64_json: picture }, { b64_json: other }] },
	],
])('two pictures are found in the form: %s', (_form, body) => {
	expect(read(body)).toEqual([picture, other]);
});

test.each<[string, unknown]>([
	['url', { data: [{ url: address }] }],
	['url beside empty base64', { data: [{ b64_json: '', url: address }] }],
	['data as an object', { data: { url: address } }],
	['images', { images: [{ url: address }], seed: 7 }],
	['url as a list', { images: [{ url: [address] }] }],
	['image', { image: address }],
	['url alone', { url: address }],
	['image_url', { image_url: address }],
	['image_url as an object', { data: [{ image_url: { url: address } }] }],
	['output', { output: address }],
	['a list in output', { output: [address] }],
	['DashScope', { output: { task_status: 'SUCCEEDED', results: [{ url: address }] } }],
	['DashScope as chat', { output: { choices: [{ message: { content: [{ image: address }] } }] } }],
	['result.sample', { id: 'x', status: 'Ready', result: { sample: address } }],
	['task_result', { task_result: { image_url: address, error_messages: [] } }],
	[
		'images beside the address of the task',
		{ url: 'https://gateway.test/task/1', images: [address] },
	],
	['an address where base64 belongs', { data: [{ b64_json: address }] }],
	['a path', { data: [{ url: '//files.test/a.png' }] }],
])('the address of a picture is found in the form: %s', (_form, body) => {
	expect(read(body)).toEqual([address]);
	expect(filesIn(body, head).failures).toEqual([]);
});

test.each<[string, unknown]>([
	['nothing', {}],
	['an empty list', { data: [] }],
	['a task', { data: { status: 'submitted', task_id: '17000000000000107' } }],
	['words', { message: 'success', result: 'ok', output: 'done', data: null }],
	['addresses of something else', { urls: { get: address, cancel: address } }],
	['a text', { choices: [{ text: 'I cannot draw' }] }],
])('no file is found in %s', (_what, body) => {
	expect(filesIn(body, head)).toEqual({ files: [], failures: [] });
});

test('a file has its type, and what is said of it', () => {
	const data = [
		{ b64_json: picture, url: '', revised_prompt: 'A boat', mime_type: 'image/webp' },
		{ image: { url: address, content_type: 'image/jpeg' }, seed: 7 },
		{ index: 2, inlineData: { data: other, mimeType: 'image/png' } },
	];
	expect(filesIn({ data, created: 1 }, head).files).toEqual([
		{ base64: picture, mimeType: 'image/webp', more: { revised_prompt: 'A boat' } },
		{ url: address, mimeType: 'image/jpeg', more: { seed: 7 } },
		{ base64: other, mimeType: 'image/png', more: { index: 2 } },
	]);
});

test.each<[string, unknown, object]>([
	[
		'a failure',
		{ error: { message: 'Blocked by moderation', code: 'moderation_blocked' } },
		{ kind: 'contentFilter', message: 'Blocked by moderation' },
	],
	[
		'a code with words',
		{ code: 'DataInspectionFailed', message: 'Output data may contain inappropriate content.' },
		{ kind: 'contentFilter', message: 'Output data may contain inappropriate content.' },
	],
	[
		'words',
		'The prompt was too long',
		{ message: 'The gateway gave something else in its place: The prompt was too long' },
	],
	[
		'a reason under another name',
		{ raiFilteredReason: 'violated the usage guidelines' },
		{ kind: 'contentFilter' },
	],
	['null', null, { kind: 'malformed', message: 'The gateway gave nothing in its place' }],
	['an empty object', {}, { kind: 'malformed', message: 'The gateway gave nothing in its place' }],
	['an empty picture', { b64_json: null, url: null }, { kind: 'malformed' }],
	[
		'base64 of a failure',
		{ b64_json: Buffer.from('{"error":"no"}').toString('base64') },
		{ kind: 'malformed' },
	],
])(
	'a member of a list that is %s is a failure, and costs only itself',
	(_what, entry, expected) => {
		const { files, failures } = filesIn({ data: [{ url: address }, entry, picture] }, head);
		expect(files.map(({ url, base64 }) => url ?? base64)).toEqual([address, picture]);
		expect(failures).toEqual([expect.objectContaining({ retryable: false, ...expected })]);
	},
);

test('what stands beside the files is kept, the files in all their forms are not', () => {
	const body: JsonObject = {
		created: 1,
		data: [{ b64_json: picture }],
		images: [{ url: address }],
		message: 'success',
		output_format: 'png',
		seed: 7,
	};
	expect(membersBesideFiles(body, head)).toEqual({
		created: 1,
		message: 'success',
		output_format: 'png',
		seed: 7,
	});
});

test('nothing is looked for without end', () => {
	let deep: unknown = { url: address };
	for (let level = 0; level < 150; level++) deep = { data: [deep] };
	expect(filesIn(deep, head).files).toEqual([]);
	const comments = Buffer.from('<!-- -->'.repeat(500));
	expect(isSvg(comments)).toBe(false);
	expect(fileOfText('a%/'.repeat(2_600), 'address', head)).toBeUndefined();
});

test.each<[string, string, string | undefined]>([
	['a WAV', wav().toString('latin1'), 'audio/wav'],
	['an MP3 with a head', 'ID3\x04\0\0', 'audio/mpeg'],
	['an MP3', '\xff\xfb\x90\x64', 'audio/mpeg'],
	['an AAC', '\xff\xf1\x50\x80', 'audio/aac'],
	['an Ogg', 'OggS\0\x02', 'audio/ogg'],
	['a FLAC', 'fLaC\0\0', 'audio/flac'],
	['an M4A', '\0\0\0\x20ftypM4A ', 'audio/mp4'],
	['a WebM', '\x1aE\xdf\xa3', 'audio/webm'],
	['a PNG', png().toString('latin1'), 'image/png'],
	['a text', 'ID3 is a format', undefined],
])('%s is known by its first bytes', (_what, start, type) => {
	const bytes = Buffer.from(start, 'latin1');
	expect(fileType(bytes)).toBe(type);
	expect(bitmapType(bytes)).toBe(type?.startsWith('image/') ? type : undefined);
	expect(isText(bytes)).toBe(type === undefined);
});

test('a long text is a text also where the part that is looked at ends within a character', () => {
	for (const blanks of ['', ' ', '  '])
		expect(isText(Buffer.from(blanks + '字'.repeat(2_000)))).toBe(true);
	expect(isText(Buffer.from(`${'字'.repeat(9)}\0`))).toBe(false);
});
