import { chatFilePart } from '../../../../nodes/api/chat/filePart';
import { claudeFilePart } from '../../../../nodes/api/claude/filePart';
import { attachedBase64, attachedFile, attachedUrl } from '../../../../nodes/api/file/attachedFile';

const latin1 = (text: string) => Buffer.from(text, 'latin1');
const pdf = latin1('%PDF-1.7\n');
const isom = latin1('\0\0\0\x18ftypisom\0\0');
const webm = latin1('\x1aE\xdf\xa3....');
const ogg = latin1('OggS\0\x02');
const unknown = latin1('\x01\x02\x03');

test.each([
	['a PDF', pdf, 'application/pdf', 'document', 'application/pdf'],
	['a PDF that says nothing', pdf, 'application/octet-stream', 'document', 'application/pdf'],
	['a PDF that claims to be a picture', pdf, 'image/png', 'document', 'application/pdf'],
	[
		'a PDF behind a byte order mark',
		latin1('\xef\xbb\xbf%PDF-1.4'),
		'',
		'document',
		'application/pdf',
	],
	[
		'a PNG that claims to be a PDF',
		latin1('\x89PNG\r\n\x1a\n'),
		'application/pdf',
		'image',
		'image/png',
	],
	['a WAV', latin1('RIFF....WAVE'), 'audio/x-wav', 'sound', 'audio/wav'],
	['a WAV that claims to be a film', latin1('RIFF....WAVE'), 'video/avi', 'sound', 'audio/wav'],
	['an AVI', latin1('RIFF....AVI '), '', 'video', 'video/x-msvideo'],
	['an MP4', isom, 'video/mp4', 'video', 'video/mp4'],
	['an MP4 that says nothing', isom, 'application/octet-stream', 'video', 'video/mp4'],
	['an MP4 that claims to be a PDF', isom, 'application/pdf', 'video', 'video/mp4'],
	['a sound in the container of films', isom, 'audio/x-m4a', 'sound', 'audio/mp4'],
	['a film of QuickTime', latin1('\0\0\0\x14ftypqt  '), '', 'video', 'video/quicktime'],
	['a film in WebM', webm, 'video/webm', 'video', 'video/webm'],
	['a film in Matroska', webm, 'video/x-matroska', 'video', 'video/x-matroska'],
	['a sound in WebM', webm, 'audio/webm; codecs=opus', 'sound', 'audio/webm'],
	['a film in Ogg', ogg, 'video/ogg', 'video', 'video/ogg'],
	['a sound in Ogg that claims to be MP3', ogg, 'audio/mpeg', 'sound', 'audio/ogg'],
	['an MPEG film', latin1('\0\0\x01\xba'), '', 'video', 'video/mpeg'],
	['a text that says nothing', latin1('Hello'), '', 'document', 'text/plain'],
	['a text with its type', latin1('a;b'), 'text/csv; charset=utf-8', 'document', 'text/csv'],
	['what nothing tells', unknown, '', 'document', 'application/octet-stream'],
	['what only its type tells', unknown, 'audio/mp3', 'sound', 'audio/mpeg'],
])('%s', (_what, bytes, stated, kind, mimeType) => {
	const base64 = bytes.toString('base64');
	const file = { bytes, mimeType: stated, fileName: 'a.bin' };
	expect(attachedFile(file)).toMatchObject({ kind, mimeType, base64 });
	expect(attachedBase64(base64, stated, 'a.bin')).toMatchObject({ kind, mimeType, base64 });
	expect(attachedUrl(`data:${stated};base64,${base64}`, 'a.bin')).toMatchObject({ kind, mimeType });
});

test.each(['https://a.test/a.pdf', 'data:text/plain,Hello', undefined, 7])(
	'%p is no file in base64',
	(url) => {
		expect(attachedUrl(url, 'a')).toBeUndefined();
	},
);

test('a name gets the ending of a PDF', () => {
	const { fileName } = attachedFile({ bytes: pdf, mimeType: '', fileName: 'bill' });
	expect(fileName).toBe('bill.pdf');
});

test.each([
	['audio/wav', 'wav'],
	['audio/mpeg', 'mp3'],
])('a sound of the type %s is sent as %s', (mimeType, format) => {
	const sound = { kind: 'sound' as const, mimeType, fileName: 'a', base64: 'AAAA' };
	expect(chatFilePart(sound)).toEqual({
		part: { type: 'input_audio', input_audio: { data: 'AAAA', format } },
	});
	expect(claudeFilePart(sound)).toMatchObject({ problem: expect.stringContaining(mimeType) });
});
