import { gatewayRoot, originOf } from './baseUrl';
import { Failed, inputFailure } from './failure';
import { remember } from './remember';
import { brief } from './shorten';

/** A row of the credential's additional headers. */
export interface HeaderField {
	name?: unknown;
	value?: unknown;
}

/** Headers by their names. */
interface HeaderValues {
	[name: string]: string;
}

/** Headers that the node or the HTTP client sets itself. */
const reserved = /^(host|content-length|content-type|transfer-encoding|connection)$/i;
/** Headers that carry the key, and the one by which it is known which of them does. */
const signingHeader = /^(authorization|x-api-key|anthropic-version)$/i;
const headerName = /^[!#$%&'*+.^_`|~0-9A-Za-z-]+$/;
/** What a header can carry unaltered: visible ASCII and inner blanks. */
const headerValue = /^[\x21-\x7e](?:[\x20\x21-\x7e]*[\x21-\x7e])?$/;

/** What is said of a key that the gateway refuses. */
export const keyRefusedMessage =
	'The gateway does not accept this key. Copy it again from the console, in one piece.';

/**
 * The API key as it is sent.
 *
 * @throws Failed (`input`) when it is empty or cannot stand in a header. Its beginning is not judged:
 *   AIGC2D itself shows keys of several forms.
 */
export function checkKey(pasted: unknown): string {
	const key = typeof pasted === 'string' ? bare(pasted) : '';
	const remedy = 'Open the credential and paste the key from the console of the gateway.';
	if (key === '') throw new Failed(inputFailure('API Key', 'is empty', remedy));
	if (/\s/.test(key)) {
		throw new Failed(
			inputFailure(
				'API Key',
				'contains a space or a line break',
				'Copy the key again, in one piece, into the credential.',
			),
		);
	}
	if (!headerValue.test(key)) {
		throw new Failed(inputFailure('API Key', 'contains a character that no key can have', remedy));
	}
	return key;
}

/** What stands around a key in documentation and shells: the word Bearer, and quotation marks. */
function bare(pasted: string): string {
	const quoted = /^(["'`])(.*)\1$/s.exec(pasted.trim())?.[2];
	return (quoted ?? pasted)
		.trim()
		.replace(/^(authorization:\s*)?bearer\s+/i, '')
		.trim();
}

/**
 * The additional headers of a credential.
 *
 * @throws Failed (`input`) when a name or value cannot be sent as it is
 */
export function checkHeaders(rows: readonly HeaderField[] = []): HeaderValues {
	return checkRows(rows, () => 'Additional header', 'Remove it from the credential.');
}

/**
 * The headers of an item. They cannot take the place of those that carry the key.
 *
 * @param label of the field
 * @throws Failed (`input`) when a name or value cannot be sent as it is
 */
export function checkHeadersOf(rows: readonly HeaderField[], label: string): HeaderValues {
	const labelOf = (position: number) => `${label}, header ${position + 1},`;
	const headers = checkRows(rows, labelOf, 'Remove it here.');
	const signing = Object.keys(headers).find((name) => signingHeader.test(name));
	if (signing === undefined) return headers;
	const remedy = 'Remove it here. Another key needs a credential of its own.';
	const problem = `cannot set "${signing}": it is the header with the key, or tells where the key stands`;
	throw new Failed(inputFailure(label, problem, remedy));
}

function checkRows(
	rows: readonly HeaderField[],
	labelOf: (position: number) => string,
	removal: string,
): HeaderValues {
	const headers: HeaderValues = {};
	for (const [position, row] of rows.entries()) {
		const wrong = (problem: string, remedy: string) =>
			new Failed(inputFailure(labelOf(position), problem, remedy));
		const name = String(row.name ?? '').trim();
		const value = String(row.value ?? '').trim();
		if (name === '' && value === '') continue;
		if (!headerName.test(name)) {
			throw wrong(
				`has the name "${brief(name)}", which no header can have`,
				'Use letters, digits and hyphens.',
			);
		}
		if (reserved.test(name)) throw wrong(`"${name}" is set by the node itself`, removal);
		if (typeof row.value === 'object' || !headerValue.test(value)) {
			throw wrong(
				`"${brief(name)}" has a value that cannot be sent`,
				'Use letters, digits and signs of ASCII, without line breaks.',
			);
		}
		headers[name] = value;
	}
	return headers;
}

/** The origins that a key may be sent to: those of the Base URL and of the backup. */
export function allowedOrigins(baseUrl: unknown, backupUrl?: unknown): string[] {
	const backup = String(backupUrl ?? '').trim();
	const primary = originOfBase(String(baseUrl ?? ''));
	return backup === '' ? [primary] : [primary, originOfBackup(backup)];
}

const originOfBase = remember((pasted) => originOf(gatewayRoot(pasted)));
const originOfBackup = remember((pasted) => originOf(gatewayRoot(pasted, 'Backup URL')));
