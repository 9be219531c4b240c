import { endingOf, fileReader } from '../../nodes/api/fileReader';

function read(content: string | Buffer, headers: { [name: string]: string } = {}, status = 200) {
	const reader = fileReader({ name: 'audio', mimeType: 'audio/mpeg' });
	reader.head({ status, headers });
	const bytes = Buffer.from(content);
	for (let at = 0; at < bytes.length; at += 3) reader.push(bytes.subarray(at, at + 3));
	return reader.end();
}

test('a file comes with its bytes, its type and a name', () => {
	expect(read('sound', { 'content-type': 'audio/wav; rate=8000' }).value).toEqual({
		bytes: Buffer.from('sound'),
		mimeType: 'audio/wav',
		fileName: 'audio.wav',
	});
});

test.each([[{}], [{ 'content-type': '' }], [{ 'content-type': 'application/octet-stream' }]])(
	'with the headers %j the type is the expected one',
	(headers) => {
		expect(read('sound', headers).value).toMatchObject({
			mimeType: 'audio/mpeg',
			fileName: 'audio.mp3',
		});
	},
);

test.each<[string, string, string, object]>([
	[
		'a failure told in JSON',
		'{"error":{"message":"No such voice","code":"invalid_request_error"}}',
		'application/json',
		{ kind: 'badRequest', message: 'No such voice' },
	],
	[
		'JSON with a message',
		'{"code":1,"message":"Try later"}',
		'application/json',
		{ message: 'Try later' },
	],
	[
		'other JSON',
		'{"ok":true}',
		'application/json',
		{ kind: 'malformed', message: 'The answer is JSON where a file was asked for' },
	],
	[
		'a web page',
		'<!doctype html><html></html>',
		'text/html',
		{
			kind: 'malformed',
			message: 'The answer is a web page where a file was asked for',
			retryable: false,
		},
	],
	[
		'nothing',
		'',
		'audio/mpeg',
		{ kind: 'malformed', message: 'The answer is empty where a file was asked for' },
	],
])('%s is a failure', (_what, content, type, failure) => {
	expect(read(content, { 'content-type': type }).failure).toMatchObject(failure);
});

test('a status of 400 is read like anywhere else', () => {
	const { failure } = read('{"error":{"message":"Wrong voice"}}', { 'x-request-id': 'r1' }, 400);
	expect(failure).toMatchObject({ kind: 'badRequest', message: 'Wrong voice', request_id: 'r1' });
});

test('a file without end is not read to its end', () => {
	const reader = fileReader({ name: 'image', mimeType: 'image/png' });
	reader.head({ status: 200, headers: {} });
	const piece = new Uint8Array(16 * 1024 * 1024);
	let pieces = 1;
	while (reader.push(piece)) pieces++;
	expect(pieces).toBe(17);
	expect(reader.end().failure).toMatchObject({
		kind: 'malformed',
		message: 'The file is larger than 256 MB',
		retryable: false,
	});
});

test.each([
	['image/jpeg', 'jpg'],
	['image/png', 'png'],
	['audio/x-wav', 'wav'],
	['audio/L16', 'pcm'],
	['image/svg+xml', 'svg'],
	['application/pdf', 'pdf'],
	['nonsense', 'bin'],
])('a file of %s ends with .%s', (mimeType, ending) => {
	expect(endingOf(mimeType)).toBe(ending);
});
