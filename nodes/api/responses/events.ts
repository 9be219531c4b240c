import type { Place } from './startedItem';

/** What an event brings. */
export type EventMeaning =
	/** The answer as it is so far. */
	| { kind: 'snapshot' }
	/** The answer as it is in the end. */
	| { kind: 'end'; status: string }
	| { kind: 'itemOpened' | 'itemClosed' | 'part' | 'annotation' }
	/** A piece of a text, or the whole of it. */
	| { kind: 'text'; place: Place; member: string; isWhole: boolean };

/** Names of texts in the types of events, and where they belong. */
const texts: ReadonlyArray<[name: string, place: Place]> = [
	['output_text', 'text'],
	['text', 'text'],
	['refusal', 'refusal'],
	['reasoning_summary_text', 'summary'],
	['reasoning_summary', 'summary'],
	['reasoning_text', 'thought'],
	['reasoning', 'thought'],
	['function_call_arguments', 'arguments'],
	['mcp_call_arguments', 'arguments'],
	['custom_tool_call_input', 'input'],
];

/** Members in which an event has the whole of a text. */
const wholeMembers: Readonly<Record<Place, string>> = {
	text: 'text',
	refusal: 'refusal',
	summary: 'text',
	thought: 'text',
	arguments: 'arguments',
	input: 'input',
};

const snapshot: EventMeaning = { kind: 'snapshot' };

/** By type, without `response.` in front. An event that is not here brings nothing of an answer. */
const meanings: ReadonlyMap<string, EventMeaning> = new Map<string, EventMeaning>([
	['created', snapshot],
	['in_progress', snapshot],
	['queued', snapshot],
	...['completed', 'done', 'incomplete', 'failed', 'cancelled'].map(
		(status): [string, EventMeaning] => [
			status,
			{ kind: 'end', status: status === 'done' ? 'completed' : status },
		],
	),
	['output_item.added', { kind: 'itemOpened' }],
	['output_item.done', { kind: 'itemClosed' }],
	['content_part.added', { kind: 'part' }],
	['content_part.done', { kind: 'part' }],
	['reasoning_summary_part.added', { kind: 'part' }],
	['reasoning_summary_part.done', { kind: 'part' }],
	['output_text.annotation.added', { kind: 'annotation' }],
	...texts.flatMap(
		([name, place]): Array<[string, EventMeaning]> => [
			[`${name}.delta`, { kind: 'text', place, member: 'delta', isWhole: false }],
			[`${name}.done`, { kind: 'text', place, member: wholeMembers[place], isWhole: true }],
		],
	),
]);

/** What an event of POST /v1/responses brings, by the type in its data. */
export function meaningOf(type: unknown): EventMeaning | undefined {
	return typeof type === 'string' ? meanings.get(type.replace(/^response\./, '')) : undefined;
}

/** Whether an event is one of this route, known or not. */
export function isOfResponses({ type, choices, object }: { [name: string]: unknown }): boolean {
	if (choices !== undefined) return false;
	return (typeof type === 'string' && type.startsWith('response.')) || object === 'response';
}
