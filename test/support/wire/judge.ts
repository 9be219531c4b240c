import type { IDataObject } from 'n8n-workflow';
import { isObject, tryParseJson } from '../../../nodes/api/json';
import { requestViolations } from '../responses/violations';
import type { Outcome, Want, WantedItem } from './case';
import { differs, mismatchesIn, shown, unless } from './compare';

type Item = Outcome['items'][number];

/** What is not as wanted, one sentence each; none when all is. */
export function mismatches(want: Want, outcome: Outcome): string[] {
	const { requests, items, hints, status, stalled = 0 } = outcome;
	const wanted = want.items ?? [want];
	const count = requests.length;
	const time = requests.at(-1)?.after ?? 0;
	const unknown = items.filter(({ json }) => usageOf(json) === null).length;
	const [hint] = hints;
	return [
		...unless(status === 'success', `run: ${status}, wanted success`),
		...differs('requests', count, want.requests),
		...unless(
			count <= (want.atMostRequests ?? count),
			`requests: ${count}, wanted ${want.atMostRequests} at most`,
		),
		...differs('paths', withoutRepetitions(requests.map(({ path }) => path)), want.paths),
		...unless(
			time - stalled <= (want.within ?? time),
			`time: ${Math.round(time)} ms, wanted ${want.within} at most`,
		),
		...unless(
			time >= (want.waits ?? time),
			`time: ${Math.round(time)} ms, wanted ${want.waits} at least`,
		),
		...unless(
			unknown <= (want.withoutUsage ?? unknown),
			`items without usage: ${unknown}, wanted ${want.withoutUsage} at most`,
		),
		...unless(want.hint !== true || hint !== undefined, 'hint: none, wanted one'),
		...unless(want.hint !== false || hint === undefined, `hint: ${shown(hint)}, wanted none`),
		...unless(
			typeof want.hint !== 'string' || hints.some((one) => one.includes(String(want.hint))),
			`hint: ${shown(hints)}, wanted ${shown(want.hint)} in one`,
		),
		...(want.sent ?? []).flatMap((members, position) =>
			mismatchesIn(`request ${position + 1}`, requests[position]?.body, members),
		),
		...requests
			.filter(({ path }) => path === '/v1/responses')
			.flatMap(({ body }) => requestViolations(body)),
		...differs('items', items.length, wanted.length),
		...(items.length === 1 ? differs('attempts', attemptsOf(items[0]?.json), count) : []),
		...items.flatMap((item, position) => {
			const sentences = itemMismatches(wanted[position] ?? {}, item);
			return items.length === 1
				? sentences
				: sentences.map((sentence) => `item ${position}: ${sentence}`);
		}),
	];
}

function withoutRepetitions(paths: readonly string[]): string[] {
	return paths.filter((path, position) => path !== paths[position - 1]);
}

/** Members of what is wanted that are not of the item, or are judged by a rule of their own. */
const ofTheRun = [
	'requests',
	'atMostRequests',
	'paths',
	'sent',
	'within',
	'waits',
	'hint',
	'withoutUsage',
	'items',
];

/** How each member is judged; one without a rule is a member of the item's `json`. */
const rules: { [name: string]: (wanted: never, item: Item) => string[] } = {
	output: (wanted: string, { json }) => differs('output', outputOf(json), wanted),
	text: (wanted: string, { json }) => differs('text', textOf(json), wanted),
	reasoning: (wanted: string | null, { json }) =>
		differs('reasoning', trimmed(json.reasoning ?? failed(json)?.reasoning), trimmed(wanted)),
	usage: (wanted: WantedItem['usage'], { json }) =>
		wanted === true
			? unless(usageOf(json) !== null, 'usage: null, wanted any')
			: differs('usage', usageOf(json), wanted),
	kind: (wanted: string | string[], { json }) =>
		unless(
			[wanted].flat().includes(String(failed(json)?.kind)),
			`kind: ${shown(failed(json)?.kind)}, wanted ${[wanted].flat().join(' or ')}`,
		),
	words: (wanted: string, { json }) =>
		unless(
			String(json.message).includes(wanted),
			`words: ${shown(json.message)}, wanted ${shown(wanted)} in them`,
		),
	notWords: (wanted: string, { json }) =>
		unless(
			!String(json.message).includes(wanted),
			`words: ${shown(json.message)}, wanted no ${shown(wanted)} in them`,
		),
	letters: (wanted: number, { json }) =>
		unless(
			String(json.message).length <= wanted,
			`words: ${String(json.message).length} letters, wanted ${wanted} at most`,
		),
	advice: (wanted: string, { json }) =>
		unless(
			String(failed(json)?.description).toLowerCase().includes(wanted.toLowerCase()),
			`advice: ${shown(failed(json)?.description)}, wanted ${shown(wanted)} in it`,
		),
	calls: (wanted: unknown[], { json }) =>
		differs(
			'calls',
			callsOf(json).map(({ function: called }) => nameAndArguments(called)),
			wanted,
		),
	ids: (wanted: string[], { json }) =>
		differs(
			'ids',
			callsOf(json).map(({ id }) => id),
			wanted,
		),
	message: (wanted: IDataObject, { json }) => mismatchesIn('message', messageOf(json), wanted),
	json: (wanted: IDataObject, { json }) => mismatchesIn('json', json, wanted),
	files: (wanted: IDataObject, { files }) => differs('files', files, wanted),
};

/** What of an item is not as wanted, one sentence each. */
export function itemMismatches(wanted: WantedItem, item: Item): string[] {
	const { json } = item;
	const shape = outputOf(json) === 'failure' ? Object.keys(json).sort() : undefined;
	return [
		...(shape === undefined ? [] : differs('failed item', shape, ['error', 'message'])),
		...Object.entries(wanted)
			.filter(([name, value]) => value !== undefined && !ofTheRun.includes(name))
			.flatMap(([name, value]) => {
				const rule = rules[name];
				return rule ? rule(value as never, item) : differs(name, json[name], value);
			}),
	];
}

function failed({ error }: IDataObject): IDataObject | undefined {
	return isObject(error) && typeof error.kind === 'string' ? (error as IDataObject) : undefined;
}

function outputOf(json: IDataObject): string {
	return failed(json) ? 'failure' : 'success';
}

function attemptsOf(json: IDataObject = {}): unknown {
	return (failed(json) ?? (json.request as IDataObject | undefined))?.attempts;
}

function usageOf(json: IDataObject): unknown {
	return (failed(json) ?? json).usage ?? null;
}

/** With Simplify off the message stands where the gateway put it. */
function messageOf(json: IDataObject): unknown {
	const [choice] = (json.choices ?? []) as IDataObject[];
	return json.message ?? choice?.message;
}

function textOf(json: IDataObject): unknown {
	if (failed(json)) return failed(json)?.text;
	const message = messageOf(json);
	return json.text ?? (isObject(message) ? message.content : undefined);
}

function callsOf(json: IDataObject): IDataObject[] {
	const message = failed(json) ? undefined : messageOf(json);
	const calls = isObject(message) ? message.tool_calls : undefined;
	return Array.isArray(calls) ? (calls as IDataObject[]) : [];
}

function nameAndArguments(called: unknown): unknown[] {
	const { name, arguments: given } = (called ?? {}) as IDataObject;
	return [name, typeof given === 'string' ? (tryParseJson(given) ?? given) : given];
}

function trimmed(value: unknown): unknown {
	return typeof value === 'string' ? value.trim() : (value ?? null);
}
