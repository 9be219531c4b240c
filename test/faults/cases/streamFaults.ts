import { chunk, done, ending, first, piece, spent, chunks } from '../../cases/own/chatBodies';
import { fails, groups, recovered, type FaultCase } from '../case';
import { faultIn, type Form } from './build';
import {
	dialects,
	dialectsOfText,
	eventsOf,
	stream,
	written,
	type Dialect,
	type StreamEvent,
} from './dialects';

const fault = faultIn(groups.S);
const text = 'Hello';
const pieces = ['Hel', 'lo'];

const good = (dialect: Dialect) => stream(written(eventsOf(dialect, pieces)));

/** A stream with something between the first piece of its text and the rest. */
const interrupted = (dialect: Dialect, between: string, goesOn: boolean) =>
	stream(
		written([...dialect.begin, ...dialect.text(pieces.slice(0, 1))]) +
			between +
			(goesOn ? written([...dialect.text(pieces.slice(1)), ...dialect.end, ...dialect.after]) : ''),
	);

const words = 'The model broke off';
const errorEvent: StreamEvent = {
	name: 'error',
	data: JSON.stringify({ type: 'error', error: { type: 'internal_error', message: words } }),
};
const errorChunk: StreamEvent = {
	data: JSON.stringify({ error: { type: 'internal_error', message: words } }),
};
const brokenJson = 'data: {"choices":[{"index":0,"delta":{"content":"wor\n\n';
const saysBroken = 'The gateway sent broken JSON in the middle of its answer';

/** What comes in the middle, whether the stream goes on, and how it is read. */
const interruptions: ReadonlyArray<
	[fault: string, between: string, goesOn: boolean, kind: string, sentence: string]
> = [
	['an error event in the middle', written([errorEvent]), false, 'server', words],
	[
		'an error event in the middle, and the stream goes on',
		written([errorEvent]),
		true,
		'server',
		words,
	],
	['a chunk with an error in the middle', written([errorChunk]), false, 'server', words],
	['a chunk of broken JSON', brokenJson, true, 'malformed', saysBroken],
];

/** One item that asks twice at most. */
const twice = { items: 1, throughput: { maxAttempts: 2 } };

const interruptedForms = interruptions.flatMap(([what, between, goesOn, kind, sentence]) => [
	...fault(
		`${what}, once`,
		...dialectsOfText.map(
			(dialect): Form => ({
				form: dialect.form,
				ask: dialect.ask,
				drive: dialect.drive,
				isCut: true,
				server: [interrupted(dialect, between, goesOn), good(dialect)],
				outcome: recovered(4, { item: dialect.item(text) }),
			}),
		),
	),
	...fault(
		`${what}, every time, of two`,
		...dialectsOfText.map(
			(dialect): Form => ({
				form: dialect.form,
				ask: { ...dialect.ask, ...twice },
				drive: dialect.drive,
				isCut: true,
				server: interrupted(dialect, between, goesOn),
				outcome: fails(dialect.drive ? 'thrown' : kind, sentence, 2, {
					item: dialect.drive ? {} : { text: 'Hel' },
				}),
			}),
		),
	),
]);

/** What is charged when it arrives is not asked for again. */
const charged = dialects
	.filter(({ isCharged }) => isCharged)
	.flatMap((dialect) =>
		fault('an error event in the middle of what is charged on arrival', {
			form: dialect.form,
			ask: { ...dialect.ask, items: 1 },
			isCut: true,
			server: interrupted(dialect, written([errorEvent]), false),
			outcome: fails('server', words, 1, { item: { advice: 'charged' } }),
		}),
	);

const openEnd = chunks(first, piece('{asked}'), done);

/** Streams whose end is told in part. */
const openEnds = [
	...fault(
		'[DONE] without a finish_reason',
		{
			form: 'at a gateway that never sends one',
			ask: { items: 1 },
			server: openEnd,
			outcome: recovered(3, { says: 'the answer, with a hint that a cut cannot be told there' }),
		},
		{
			form: 'at a gateway that has sent one',
			ask: { items: 2 },
			isCut: true,
			server: [chunks(first, piece('{asked}'), ending(), spent, done), openEnd],
			outcome: fails('malformed', 'The answer ended in the middle', 6, { failed: 1 }),
			pace: 'slow',
		},
	),
];

/** Deltas that say nothing. */
const empty = fault(
	'role and content that are null, missing or empty',
	...[
		chunk({ role: null, content: null }),
		chunk({ role: 'assistant' }),
		chunk({}),
		chunk(null),
		chunk(undefined),
		chunk({ content: '' }),
		chunk({ content: [] }),
		chunk({ content: null, tool_calls: null, function_call: null, refusal: null }),
		chunk({ role: null, content: null }, { choices: [] }),
	].map((nothing, at) => ({
		form: `${at + 1}: ${JSON.stringify((nothing as { choices: unknown[] }).choices[0] ?? 'no choice').slice(0, 90)}`,
		server: chunks(nothing, piece('{asked}'), nothing, ending(), nothing, spent, done),
		outcome: recovered(3),
	})),
);

/** Streams that say in the middle that something is wrong, or not at the end that all is right. */
export const streamFaults: readonly FaultCase[] = [
	...interruptedForms,
	...charged,
	...openEnds,
	...empty,
];
