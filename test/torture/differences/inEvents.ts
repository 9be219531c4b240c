import { isObject } from '../../../nodes/api/json';
import { eachData, parsed } from './chunkEvents';
import type { EventDifference } from './difference';

const done = /^(["']?)\[?done\]?\1$/i;

/** Where we find chunks in events, and `openai` does not; in the order in which it is done. */
export const inEvents: readonly EventDifference[] = [
	{
		name: 'an event that says nothing',
		reason: 'gateways and proxies keep a connection open with words, comments and empty values',
		usual: (events) =>
			events.filter(({ event, data }) => {
				const isNamed = /^(ping|heartbeat)$/.test(event) && !data.includes('choices');
				return event === 'error' || !(isSilent(data) || isNamed);
			}),
	},
	{
		name: 'an event with a name',
		reason: 'some gateways name every event; the chunk in it is the same',
		usual: (events) =>
			events.map((given) =>
				given.event === '' || given.event === 'error' ? given : { ...given, event: '' },
			),
	},
	{
		name: 'several chunks in one event',
		reason: 'gateways leave out the blank line between events, or write chunks in a row',
		usual: eachData(inRow),
	},
	{
		name: 'a list of chunks, or JSON in a string',
		reason: 'relays write a list around chunks, or write JSON as JSON once more',
		usual: eachData(unpacked),
	},
	{
		name: 'another spelling of [DONE]',
		reason: 'seen in small letters, without brackets, in quotes',
		usual: eachData((data) => (done.test(data.trim()) ? '[DONE]' : data)),
	},
	{
		name: 'a chunk that is broken over two lines',
		reason: 'relays break long lines anywhere, also within a string',
		usual: eachData((data) => {
			const joined = data.replaceAll('\n', '');
			return joined === data ||
				parsed(exact(data)) !== undefined ||
				!isObject(parsed(exact(joined)))
				? data
				: joined;
		}),
	},
	{
		name: 'numbers that JavaScript does not hold',
		reason: 'NaN is null; a whole number beyond 2^53 is kept to the digit, as text',
		usual: eachData(exact),
	},
];

function isSilent(data: string): boolean {
	return /^(:|(ping|keep-?alive)\b|(null|""|\[\]|\{\}|true|false|\d+)?$)/i.test(data.trim());
}

/** Where a chunk may end and another begin, or the end be said. */
const between = /(?<=[}\]"])\s*(?=[{["]|data:)|\n/g;

function isOne(text: string): boolean {
	return (
		isSilent(text) ||
		done.test(text.trim()) ||
		parsed(exact(text)) !== undefined ||
		isObject(parsed(exact(text.replaceAll('\n', ''))))
	);
}

/** Without the field that was written again in the same line. */
function partOf(text: string): string {
	return text.replace(/^\s*data:\s*(?=\{)/, '');
}

/** Chunks in a row, in lines of their own or not. */
function inRow(data: string): string | string[] {
	if (isOne(data)) return data;
	const parts: string[] = [];
	let start = 0;
	for (const { index } of data.matchAll(between)) {
		const part = partOf(data.slice(start, index));
		if (!isOne(part)) continue;
		parts.push(part);
		start = index;
	}
	const rest = partOf(data.slice(start));
	return isOne(rest) ? [...parts, rest].filter((part) => !isSilent(part)) : data;
}

/** What a list or a text of JSON holds. */
function unpacked(data: string): string | string[] {
	if (!/^\s*["[]/.test(data)) return data;
	const value = parsed(exact(data));
	if (typeof value === 'string' && !done.test(value)) return unpacked(value);
	return Array.isArray(value) ? value.map((chunk) => JSON.stringify(chunk)) : data;
}

/** JSON whose numbers JavaScript holds; what is in strings stays. */
function exact(json: string): string {
	if (!/NaN|\d{16}/.test(json)) return json;
	return json.replace(/"(?:[^"\\]|\\.)*"|\bNaN\b|(?<![\d.])-?\d{16,}(?![\d.eE])/g, (token) => {
		if (token.startsWith('"')) return token;
		if (token === 'NaN') return 'null';
		return Number.isSafeInteger(Number(token)) ? token : `"${token}"`;
	});
}
