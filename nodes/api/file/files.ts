import { defined } from '../defined';
import type { Failure } from '../failure';
import { isObject, type JsonObject, without } from '../json';
import type { ResponseHead } from '../readers/reader';
import { fileOfText, type GivenFile, type TextMeaning } from './givenFile';
import { picturesInWords } from './markdown';
import {
	addressMembers,
	bytesMembers,
	containerMembers,
	typeMembers,
	wordMembers,
} from './members';
import { missingFile } from './missingFile';

/** The files in an answer, and why there are not more of them. */
interface FilesFound {
	files: GivenFile[];
	/** One for each member of a list that is no file: what it says. None of them is worth asking again. */
	failures: Failure[];
}

/** How deep files may lie. */
const deepest = 8;
/** How many entries of a list are looked at: no gateway makes as many files at once. */
const mostEntries = 1_000;
const nothing: FilesFound = { files: [], failures: [] };

/**
 * The files in the JSON of an answer, whatever its shape: texts, objects, lists of both, in any of the members
 * of the tables. Where several members hold files, they are the same files in several forms, and the first of
 * them counts.
 */
export function filesIn(value: unknown, head: ResponseHead): FilesFound {
	return collectFiles(value, 'either', head, 0);
}

/** The members of a body that have not become files. */
export function membersBesideFiles(body: JsonObject, head: ResponseHead): JsonObject {
	const known = [...bytesMembers, ...addressMembers, ...containerMembers];
	const used = known.filter((name) => {
		const { files, failures } = collectFiles(body[name], meaningOf(name), head, 1);
		return files.length > 0 || failures.length > 0;
	});
	return without(body, ...used);
}

function collectFiles(
	value: unknown,
	meant: TextMeaning,
	head: ResponseHead,
	depth: number,
): FilesFound {
	if (depth > deepest) return nothing;
	if (typeof value === 'string') {
		const file = fileOfText(value, meant, head);
		if (file !== undefined) return { files: [{ ...file, more: {} }], failures: [] };
		return meant === 'words' ? filesInWords(value, head) : nothing;
	}
	if (Array.isArray(value)) return filesInList(value, meant, head, depth);
	return isObject(value) ? filesInObject(value, head, depth) : nothing;
}

function filesInWords(words: string, head: ResponseHead): FilesFound {
	const found = picturesInWords(words).map((text) => fileOfText(text, 'address', head));
	const files = found.filter((file) => file !== undefined);
	return { files: files.map((file) => ({ ...file, more: {} })), failures: [] };
}

function filesInList(
	list: readonly unknown[],
	meant: TextMeaning,
	head: ResponseHead,
	depth: number,
): FilesFound {
	const all = list.slice(0, mostEntries).map((entry) => {
		const inside = collectFiles(entry, meant, head, depth + 1);
		const isNothing = inside.files.length === 0 && inside.failures.length === 0;
		return isNothing && !isWords(entry)
			? { files: [], failures: [missingFile(entry, head)] }
			: inside;
	});
	return {
		files: all.flatMap(({ files }) => files),
		failures: all.flatMap(({ failures }) => failures),
	};
}

/** The files of the first member that has any: the surest first, lists and objects around files, then bytes. */
function filesInObject(object: JsonObject, head: ResponseHead, depth: number): FilesFound {
	const places = (names: readonly string[]) =>
		names
			.filter((name) => object[name] !== undefined && object[name] !== null)
			.map((name) => ({
				name,
				inside: collectFiles(object[name], meaningOf(name), head, depth + 1),
			}));
	const around = places(containerMembers);
	const lists = around.filter(({ name }) => typeof object[name] === 'object');
	const texts = around.filter(({ name }) => typeof object[name] === 'string');
	const bytes = texts.filter(({ inside }) => inside.files[0]?.base64 !== undefined);
	const all = [...lists, ...places(bytesMembers), ...bytes, ...places(addressMembers), ...texts];
	const filled = all.find(({ inside }) => inside.files.length > 0);
	if (filled === undefined)
		return lists.find(({ inside }) => inside.failures.length > 0)?.inside ?? nothing;
	const { name, inside } = filled;
	// The body tells of the answer, and not of the file.
	return depth > 0 && isAlone(object[name]) ? withDescription(object, name, inside) : inside;
}

/** Whether a member is the file, and not what holds several things. */
function isAlone(value: unknown): boolean {
	return isObject(value)
		? Object.values(value).every((member) => typeof member !== 'object' || member === null)
		: !Array.isArray(value);
}

/** A file with its type, and with what the object says of it that has it. */
function withDescription(
	object: JsonObject,
	name: string,
	{ files, failures }: FilesFound,
): FilesFound {
	const claimed = typeMembers.map((member) => object[member]).find(isType);
	const type = defined({ mimeType: claimed });
	const more = without(object, name, ...bytesMembers, ...addressMembers, ...typeMembers);
	return {
		files: files.map((file) => ({ ...type, ...file, more: { ...more, ...file.more } })),
		failures,
	};
}

function meaningOf(name: string): TextMeaning {
	if (bytesMembers.includes(name)) return 'bytes';
	if (wordMembers.includes(name)) return 'words';
	return addressMembers.includes(name) ? 'address' : 'either';
}

function isType(value: unknown): value is string {
	return typeof value === 'string' && /^[a-z]+\/[\w.+-]{1,80}$/i.test(value);
}

/** What a model says beside a picture: no file is missing there. */
function isWords(entry: unknown): boolean {
	if (!isObject(entry)) return false;
	const { type, text } = entry;
	return (
		typeof text === 'string' || /^(text|message|reasoning|thinking|output_text)$/.test(`${type}`)
	);
}
