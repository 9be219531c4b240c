const extensions: { [mimeType: string]: string } = {
	'image/jpeg': 'jpg',
	'image/svg+xml': 'svg',
	'audio/mpeg': 'mp3',
	'audio/mp4': 'm4a',
	'audio/x-wav': 'wav',
	'audio/L16': 'pcm',
	'text/plain': 'txt',
};

/** The extension of a file's name by its type. */
export function extensionOf(mimeType: string): string {
	return extensions[mimeType] ?? /\/(?:x-)?([\w-]+)/.exec(mimeType)?.[1] ?? 'bin';
}
