import { fc } from '../property';

type Json = { [name: string]: unknown };

/** A whole answer of /v1/responses, and the events in which it comes. */
export interface Streamed {
	body: Json;
	events: Json[];
}

const word = fc.stringMatching(/^[a-zA-Z ,.äß你好🎈\n"{}]{0,12}$/u);
const text = fc.array(word, { minLength: 1, maxLength: 6 });

const thought = text.map((pieces) => ({ kind: 'reasoning' as const, pieces }));
const message = text.map((pieces) => ({ kind: 'message' as const, pieces: ['A', ...pieces] }));
const call = fc
	.dictionary(fc.stringMatching(/^[a-z]{1,4}$/), fc.oneof(fc.integer(), word), { maxKeys: 3 })
	.map((given) => ({
		kind: 'function_call' as const,
		pieces: JSON.stringify(given).match(/[^]{1,5}/gu) ?? [],
	}));

const items = fc.array(fc.oneof(thought, message, call), { minLength: 1, maxLength: 5 });

/** An answer at random as OpenAI streams it, every event in its place. */
export const streamed: fc.Arbitrary<Streamed> = items.map((list) => {
	const output = list.map(({ kind, pieces }, index) => itemOf(kind, pieces.join(''), index));
	const head = {
		id: 'resp_1',
		object: 'response',
		created_at: 1_700_000_000,
		model: 'm',
		error: null,
		incomplete_details: null,
	};
	const usage = { input_tokens: 9, output_tokens: 3, total_tokens: 12 };
	const body = { ...head, status: 'completed', output, usage };
	const begun = { ...head, status: 'in_progress', output: [], usage: null };
	const events = [
		{ type: 'response.created', response: begun },
		{ type: 'response.in_progress', response: begun },
		...list.flatMap(({ kind, pieces }, index) =>
			eventsOf(kind, pieces, output[index] ?? {}, index),
		),
		{ type: 'response.completed', response: body },
	];
	return { body, events: events.map((event, sequence_number) => ({ ...event, sequence_number })) };
});

function itemOf(kind: string, said: string, index: number): Json {
	if (kind === 'reasoning')
		return { id: `rs_${index}`, type: kind, summary: [{ type: 'summary_text', text: said }] };
	if (kind === 'message')
		return {
			id: `msg_${index}`,
			type: kind,
			status: 'completed',
			role: 'assistant',
			content: [{ type: 'output_text', text: said, annotations: [], logprobs: [] }],
		};
	return {
		id: `fc_${index}`,
		type: kind,
		status: 'completed',
		call_id: `call_${index}`,
		name: 'get',
		arguments: said,
	};
}

function eventsOf(
	kind: string,
	pieces: readonly string[],
	item: Json,
	output_index: number,
): Json[] {
	const at = { item_id: item.id, output_index };
	const whole = pieces.join('');
	const opened = {
		type: 'response.output_item.added',
		output_index,
		item: { ...item, ...empty(kind) },
	};
	const closed = { type: 'response.output_item.done', output_index, item };
	if (kind === 'function_call')
		return [
			opened,
			...pieces.map((delta) => ({ type: 'response.function_call_arguments.delta', ...at, delta })),
			{ type: 'response.function_call_arguments.done', ...at, name: 'get', arguments: whole },
			closed,
		];
	const isThought = kind === 'reasoning';
	const place = { ...at, [isThought ? 'summary_index' : 'content_index']: 0 };
	const name = isThought ? 'reasoning_summary' : 'output';
	const part = isThought ? 'reasoning_summary_part' : 'content_part';
	const partOf = (said: string) =>
		isThought
			? { type: 'summary_text', text: said }
			: { type: 'output_text', text: said, annotations: [] };
	return [
		opened,
		{ type: `response.${part}.added`, ...place, part: partOf('') },
		...pieces.map((delta) => ({ type: `response.${name}_text.delta`, ...place, delta })),
		{ type: `response.${name}_text.done`, ...place, text: whole },
		{ type: `response.${part}.done`, ...place, part: partOf(whole) },
		closed,
	];
}

function empty(kind: string): Json {
	if (kind === 'reasoning') return { summary: [] };
	return kind === 'message'
		? { content: [], status: 'in_progress' }
		: { arguments: '', status: 'in_progress' };
}

/** What gateways leave out of such a stream, or add to it. */
export type Oddity = (events: Json[]) => Json[];

const without =
	(pattern: RegExp): Oddity =>
	(events) =>
		events.filter(({ type }) => !pattern.test(String(type)));

export const oddities: { readonly [name: string]: Oddity } = {
	'no items are announced': without(/output_item\.added/),
	'no parts are announced': without(/_part\./),
	'nothing comes whole but the end': without(/\.done$/),
	'no pieces': without(/\.delta$/),
	'only the end': without(/^response\.(?!completed)/),
	'the end without items': (events) =>
		events.map((event) =>
			event.type === 'response.completed'
				? { ...event, response: { ...(event.response as Json), output: [] } }
				: event,
		),
	'another ID with every event': (events) =>
		events.map((event, number) =>
			event.item_id === undefined ? event : { ...event, item_id: `x${number}` },
		),
	'signs of life': (events) =>
		events.flatMap((event) => [
			event,
			{ type: 'keepalive' },
			{ type: 'codex.rate_limits', limits: {} },
		]),
};
