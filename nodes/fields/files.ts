import { Failed } from '../api/failure';
import { sentFile } from '../api/file/sentFile';
import type { BinaryOutput } from '../api/output';
import { brief } from '../api/shorten';
import { invalidField, texts } from './check';
import type { Parameters } from './parameters';
import { orRemove } from './place';

/** Names in a list, or in one text that holds several. */
export function listOf(given: unknown, label: string, separator = /\s*,\s*/): string[] {
	const rows = texts(given ?? [], label) ?? [];
	return rows.flatMap((row) => row.split(separator)).filter((entry) => entry.trim() !== '');
}

/** What a route takes as a file. */
export interface Accepted {
	/** Whether it takes files of this type and name. */
	type: (mimeType: string, fileName: string) => boolean;
	/** The types in words: `an image (PNG, JPEG or WebP)`. */
	words: string;
	/** Largest file, in MB. */
	most: number;
}

/** Any file that goes along with a message. */
export const attachments: Accepted = { type: () => true, words: 'a file', most: 50 };

/** Below a field that names a file. */
export const binaryHint = 'Its name in the Binary tab of the input';
/** Below one that names several. */
export const binaryHints = 'Their names in the Binary tab of the input';

const megabyte = 1024 * 1024;

/**
 * A file of the item that a route takes.
 *
 * @param isAdded whether the field that names it was added, and can be removed
 * @throws Failed (`input`) when there is none of that name, when it is empty, too large or of another type
 */
export async function readFile(
	parameters: Parameters,
	name: string,
	label: string,
	{ type, words, most }: Accepted,
	isAdded = false,
): Promise<BinaryOutput> {
	const given = isAdded
		? await readAddedFile(parameters, name, label)
		: await parameters.file(name.trim(), label);
	const file = sentFile(given);
	const { byteLength } = file.bytes;
	const named = `"${brief(name)}"`;
	if (byteLength === 0) {
		invalidField(
			label,
			`names the file ${named}, which is empty`,
			'Check the node that reads the file.',
		);
	}
	if (!type(file.mimeType, file.fileName)) {
		invalidField(
			label,
			`must name ${words}, but ${named} holds ${brief(file.mimeType)}`,
			`Name a binary field that holds ${words}.`,
		);
	}
	if (byteLength > most * megabyte) {
		invalidField(
			label,
			`names the file ${named} of ${(byteLength / megabyte).toFixed(1)} MB, but at most ${most} MB are taken`,
			'Make the file smaller in an earlier node.',
		);
	}
	return file;
}

/**
 * A file of the item that is named in a field that was added, and can be removed.
 *
 * @throws Failed (`input`) when there is none of that name
 */
export async function readAddedFile(
	parameters: Parameters,
	name: string,
	label: string,
): Promise<BinaryOutput> {
	return await parameters.file(name.trim(), label).catch((thrown: unknown) => {
		throw thrown instanceof Failed ? new Failed(orRemove(thrown.failure)) : thrown;
	});
}
