import { chat, on, bad, bytes, type Row } from './build';

const pages: ReadonlyArray<[string, string]> = [
	['a comment first', '<!-- cache --><html><head><title>Wait</title></head><body>1</body></html>'],
	['<?xml', '<?xml version="1.0" encoding="UTF-8"?><Error><Code>Denied</Code></Error>'],
	['<div', '<div class="login">Please log in</div>'],
	['<script', '<script>location="/login"</script>'],
	['<meta', '<meta http-equiv="refresh" content="0; url=/login">'],
	['<svg', '<svg xmlns="http://www.w3.org/2000/svg"></svg>'],
	['blanks first', '\n\n  <center><h1>Hello</h1></center>'],
	['a BOM first', '\ufeff<!DOCTYPE html><html></html>'],
];

/** A page is a page however it begins: one request, and no tags among the words. */
export const webPages: readonly Row[] = [
	...pages.map(([what, page]) =>
		chat(`${what}, under 200`, bytes(page, 'text/html'), bad('malformed')),
	),
	...pages
		.slice(0, 4)
		.map(([what, page]) =>
			chat(
				`${what}, under 403`,
				bytes(page, 'text/html', { status: 403 }),
				bad(['auth', 'badRequest'], undefined, { notWords: '<' }),
			),
		),
	chat(
		'the title of a page that begins with a comment',
		bytes('<!-- x -->\n<html><title>Blocked by the wall</title></html>', 'text/html', {
			status: 403,
		}),
		bad(['auth', 'badRequest'], 'Blocked by the wall'),
	),
	on(
		'models',
		'models: a page that begins with <div',
		bytes('<div>Hi</div>', 'text/html'),
		bad('malformed'),
	),
	on(
		'transcriptions',
		'a transcript: a page that begins with a comment',
		bytes('<!-- x --><html></html>', 'text/html'),
		bad('malformed'),
	),
	on(
		'speech',
		'sound: a page that begins with <script',
		bytes('<script></script>', 'text/html'),
		bad('malformed'),
	),
	on(
		'embeddings',
		'embeddings: XML',
		bytes('<?xml version="1.0"?><Error/>', 'application/xml'),
		bad('malformed'),
		{ items: [{ text: 'a' }] },
	),
];
