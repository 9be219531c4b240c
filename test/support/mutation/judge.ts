import type { Reading } from '../../../nodes/api/readers/reader';
import type { Failure } from '../../../nodes/api/failure';
import { saysTrouble, usageFaults } from './faults';
import { typeOf, type Good } from './good';
import { leavesOf } from './leaves';
import type { Random } from './random';
import { sent, type Sent } from './sent';

const kinds = [
	'input',
	'auth',
	'quota',
	'rateLimit',
	'badRequest',
	'notFound',
	'contentFilter',
	'truncated',
	'invalidOutput',
	'budget',
	'server',
	'timeout',
	'network',
	'malformed',
	'cancelled',
];

/** What one round gave. */
export interface Round {
	faults: string[];
	outcome: string;
	milliseconds: number;
	sent: Sent;
}

/** Changes a good answer at random, has it read in random packets, and says what is wrong with what came out. */
export function round(good: Good, random: Random): Round {
	const answer = sent(good.tree, good.form, random);
	const packets = random.packets(answer.bytes, random.pick([1, 20, 200, 2000, 1e6]));
	const begin = performance.now();
	let reading: Reading<unknown> | undefined;
	let thrown: unknown;
	try {
		reading = read(good, packets);
	} catch (error) {
		thrown = error;
	}
	return {
		faults: reading ? judged(good, answer, reading) : [`threw ${String(thrown)}`],
		outcome: reading?.failure?.kind ?? 'success',
		milliseconds: performance.now() - begin,
		sent: answer,
	};
}

/** What is wrong with a round, and how to see it again. */
export function inWords(
	at: number,
	{ faults, sent: { changes, text } }: Pick<Round, 'faults' | 'sent'>,
): string {
	const what = changes.length === 0 ? 'nothing was changed' : changes.join(', ');
	return `${faults.join('; ')}\n(WIRE_SEED=${at} WIRE_ROUNDS=1: ${what})\n${text.slice(0, 4000)}`;
}

/** What the reader of a route makes of an answer. */
export function readWhole(good: Good, bytes: Uint8Array): Reading<unknown> {
	return read(good, [bytes]);
}

/** The address that answers; what has no host is meant on it. */
const address = 'https://gateway.test/v1/x';

function read(good: Good, packets: readonly Uint8Array[]): Reading<unknown> {
	const reader = good.reader();
	reader.head({ status: 200, headers: { 'content-type': typeOf(good) }, url: address });
	for (const packet of packets) {
		if (!reader.push(packet)) break;
		if (packets.length < 100) reader.partial?.();
	}
	reader.isComplete?.();
	reader.partial?.();
	return reader.end();
}

/** What is wrong with what was read from an answer. */
export function judged(good: Good, answer: Sent, reading: Reading<unknown>): string[] {
	const reached = ({} as { text?: unknown }).text === undefined ? [] : ['a prototype was reached'];
	return reading.failure
		? [
				...reached,
				...failureFaults(reading.failure, answer, good),
				...(good.failed?.(reading.failure, answer) ?? []),
			]
		: [...reached, ...good.faults(reading.value as never, answer)];
}

function failureFaults(
	{ kind, message, retryable, status, usage, text }: Failure,
	answer: Sent,
	{ form, isFree }: Good,
): string[] {
	const isWholeBody = answer.isWhole && form === 'body' && isFree !== true;
	return [
		...(kinds.includes(kind) ? [] : [`kind is ${kind}`]),
		...(typeof message === 'string' && message.trim() !== '' ? [] : ['no message']),
		...(typeof retryable === 'boolean' ? [] : ['retryable is none']),
		...(status === 200 ? [] : [`status is ${status}`]),
		...(usage === undefined ? [] : usageFaults(usage, leavesOf(answer.parts), answer.text)),
		...(text === undefined || typeof text === 'string' ? [] : ['text is no text']),
		...(retryable && isWholeBody && !saysTrouble(answer.text)
			? [`bought again: ${kind}, ${message}`]
			: []),
	];
}
