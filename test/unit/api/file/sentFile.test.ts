import { sentFile } from '../../../../nodes/api/file/sentFile';

const png = Buffer.from('\x89PNG\r\n\x1a\n', 'latin1');
const jpeg = Buffer.from('\xff\xd8\xff\xe0', 'latin1');
const ogg = Buffer.from('OggS\0\x02', 'latin1');
const mp3 = Buffer.from('ID3\x04\0', 'latin1');
const m4a = Buffer.from('\0\0\0\x20ftypM4A ', 'latin1');
const mp4 = Buffer.from('\0\0\0\x20ftypisom', 'latin1');
const webm = Buffer.from('\x1aE\xdf\xa3', 'latin1');
const unknown = Buffer.from('....', 'latin1');

test.each([
	['a voice message of Telegram', ogg, 'audio/ogg', 'voice.oga', 'audio/ogg', 'voice.ogg'],
	['one with its codec', ogg, 'audio/ogg; codecs=opus', 'note.opus', 'audio/ogg', 'note.ogg'],
	['a sound without an ending', mp3, 'audio/mpeg', 'recording', 'audio/mpeg', 'recording.mp3'],
	['a sound of no type', mp3, 'application/octet-stream', 'file.bin', 'audio/mpeg', 'file.mp3'],
	['a sound with an ending that fits', mp3, 'audio/mpeg', 'a.mpga', 'audio/mpeg', 'a.mpga'],
	['a sound with another ending in capitals', m4a, 'audio/x-m4a', 'A.M4A', 'audio/mp4', 'A.M4A'],
	['a PNG that claims to be a JPEG', png, 'image/jpg', 'a.jpg', 'image/png', 'a.png'],
	['a JPEG under its wrong name', jpeg, 'image/jpg', 'a.jpeg', 'image/jpeg', 'a.jpeg'],
	['a picture without a type', png, '', 'data', 'image/png', 'data.png'],
	['a film', mp4, 'video/mp4', 'a.mp4', 'video/mp4', 'a.mp4'],
	['a film in the container of sound', webm, 'video/webm', 'a.webm', 'video/webm', 'a.webm'],
	['what only its claim tells', unknown, 'audio/mp3', 'a', 'audio/mpeg', 'a.mp3'],
	[
		'what nothing tells',
		unknown,
		'application/octet-stream',
		'a.dat',
		'application/octet-stream',
		'a.dat',
	],
	[
		'a text with an ending of its own',
		Buffer.from('a,b'),
		'text/plain',
		'a.csv',
		'text/plain',
		'a.csv',
	],
	['a name with dots', ogg, 'audio/ogg', '2024.05.01', 'audio/ogg', '2024.05.ogg'],
])('%s', (_what, bytes, mimeType, fileName, type, name) => {
	expect(sentFile({ bytes, mimeType, fileName })).toEqual({
		bytes,
		mimeType: type,
		fileName: name,
	});
});
