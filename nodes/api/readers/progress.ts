import { isObject, type JsonObject } from '../json';

/*
 * Gateways keep a connection open with comments, blank lines, events named ping, empty pieces, or a word that they
 * repeat. None of that is a part of an answer, however long it goes on.
 */

/** Names of events that only keep the connection open, whatever their data. */
export const heartbeat = /^(ping|pong|keep-?alive|heart-?beat)$/i;

/** Members with a piece of what was asked for: it counts each time, because a word may come twice. */
const pieces = new Set(
	[
		[
			'content',
			'text',
			'delta',
			'completion',
			'response',
			'result',
			'output',
			'refusal',
			'transcript',
		],
		['reasoning', 'reasoning_content', 'reasoningContent', 'reasoning_text', 'thinking', 'summary'],
		['arguments', 'partial_json', 'input', 'code', 'signature'],
		['audio', 'sound', 'data', 'hex', 'base64', 'b64_json', 'image', 'image_url', 'url'],
	].flat(),
);
/** Members that differ from event to event although nothing has come: names, numbers, times, padding. */
const counters =
	/(^|_)(ids?|uuid|index|created|time|timestamp|date|ts|at|now|ms|seconds?|elapsed|duration|uptime|latency|eta|seq|sequence|number|counts?|counter|ticks?|nonce|trace|obfuscation|pad|padding|fingerprint)$/i;

/** Anything but blanks, those without a width included. */
const printed = /[^\s\u200b-\u200d\u2060\ufeff]/;
/** A string that is a number says how far something is. */
const number = /^\s*[\d.]+\s*%?\s*$/;

/** What is looked at of a text, in characters. */
const longestSaid = 200;

/** How deep is looked, and how many different things one answer may say outside of its text. */
const deepest = 12;
const mostSeen = 10_000;

/**
 * How much the events of an answer have brought, as a number that grows: with every piece of text, sound,
 * picture or call, and with anything else that was not said before.
 */
export class EventProgress {
	amount = 0;
	private readonly seen = new Set<string>();

	/** Takes the data of the next event. */
	addChunk(chunk: JsonObject): void {
		const isHeartbeat = chunk.choices === undefined && heartbeat.test(String(chunk.type ?? ''));
		if (!isHeartbeat && (hasPiece('', chunk, 0) || this.saysNew('', chunk, 0))) this.amount++;
	}

	/** Counts something that is no event with JSON, such as words. */
	addOther(): void {
		this.amount++;
	}

	private saysNew(name: string, value: unknown, depth: number): boolean {
		if (value === null || value === undefined || value === '' || depth > deepest) return false;
		if (Array.isArray(value))
			return value.some((entry: unknown) => this.saysNew(name, entry, depth + 1));
		if (isObject(value))
			return Object.keys(value).some(
				(member) => !isCounter(member) && this.saysNew(member, value[member], depth + 1),
			);
		// "Still working, 37 s" says the same as "Still working, 38 s".
		const start = String(value).slice(0, longestSaid);
		const isWords = typeof value === 'string' && !number.test(start);
		const said = isWords ? start.replace(/\d+/g, '0') : start;
		const sign = `${name}=${said}`;
		if (this.seen.has(sign) || this.seen.size >= mostSeen) return false;
		this.seen.add(sign);
		return true;
	}
}

/** Names of members that were judged, as they come again with every event; and how many are remembered. */
const judged = new Map<string, boolean>();
const mostJudged = 1_000;

function isCounter(member: string): boolean {
	const known = judged.get(member);
	if (known !== undefined) return known;
	const is = counters.test(member.replace(/([a-z])([A-Z])/g, '$1_$2'));
	if (judged.size < mostJudged && member.length < 100) judged.set(member, is);
	return is;
}

function hasPiece(name: string, value: unknown, depth: number): boolean {
	if (typeof value === 'string') return pieces.has(name) && printed.test(value);
	if (depth > deepest || typeof value !== 'object' || value === null) return false;
	// Loops: it is asked of every event.
	if (Array.isArray(value)) {
		for (const entry of value) if (hasPiece(name, entry, depth + 1)) return true;
		return false;
	}
	const body = value as JsonObject;
	for (const member of Object.keys(body))
		if (hasPiece(member, body[member], depth + 1)) return true;
	return false;
}

/** A line longer than this, in characters, is no sign of life: it is a picture or a sound. */
const longLine = 4_096;

/**
 * Whether a line that is not complete yet has grown, and is too long to be a sign of life.
 *
 * @param before its length before the last bytes, in characters
 */
export function growsLong(before: number, now: number): boolean {
	return now > longLine && now > before;
}
