import type { Failure, FailureKind } from '../failure';
import type { ResponseHead } from '../readers/reader';
import { unusable } from '../readers/unusable';
import { longestQuote } from '../refusal/page';
import { readAnyError, readErrorText } from '../refusal/refusal';

/** Why a member of a list is no file: in its own words, or quoted. */
export function missingFile(entry: unknown, head: ResponseHead): Failure {
	return { ...(readAnyError(head, entry) ?? unread(entry, head)), retryable: false };
}

/**
 * Kinds that words in the place of a file may tell: they are about that file. Others would be about the key
 * or its limit, and an address can have such a word in it.
 */
const ofOne: readonly FailureKind[] = ['contentFilter', 'badRequest', 'server'];

function unread(entry: unknown, head: ResponseHead): Failure {
	const text = typeof entry === 'string' ? entry.trim() : (JSON.stringify(entry) ?? '');
	const said = readErrorText(head, text.slice(0, longestQuote));
	if (ofOne.includes(said.kind)) return said;
	const isEmpty = /^(|null|\{\}|\[\])$/.test(text);
	const message = isEmpty
		? 'The gateway gave nothing in its place'
		: `The gateway gave something else in its place: ${said.message}`;
	return unusable(head, message);
}
