import { isObject } from '../../../nodes/api/json';
import { differs, mismatchesIn, shown, unless } from '../wire/compare';
import type { Both, Conversation, Outcome, Want } from './case';
import { sample } from './samples';
import { errorOf, idIn, memberOf, saidIn, toldIn } from './said';

type Rule<Name extends keyof Want> = (
	wanted: NonNullable<Want[Name]>,
	outcome: Outcome,
	one: Conversation,
) => string[];

/** How each member of what is wanted is judged: a sentence for each thing that is not so. */
const rules: { [Name in keyof Required<Want>]: Rule<Name> } = {
	output: (wanted, { output, json }) =>
		unless(output === wanted, `output: ${output}, ${shown(json.message)}, wanted ${wanted}`),
	files: (wanted, { files }) => differs('files', files.length, wanted),
	mime: (wanted, { files }) => eachOf(files, ({ mime }) => differs('type of file', mime, wanted)),
	mimeIn: (wanted, { files }) =>
		eachOf(files, ({ mime }) =>
			unless(wanted.includes(mime), `type of file: ${mime}, wanted ${wanted.join(' or ')}`),
		),
	ending: (wanted, { files }) =>
		eachOf(files, ({ name }) =>
			unless(name.endsWith(`.${wanted}`), `name of file: ${name}, wanted .${wanted}`),
		),
	bytes: (wanted, { files }) =>
		eachOf(files, ({ bytes }, position) => {
			const name = typeof wanted === 'string' ? wanted : wanted[position];
			const isSame = name !== undefined && bytes.equals(sample(name));
			return unless(isSame, `file ${position}: ${bytes.length} bytes that are not ${name}`);
		}),
	text: (wanted, { json }) => differs('text', errorOf(json)?.text ?? json.text, wanted),
	kind: (wanted, { json }) =>
		unless(
			wanted.includes(String(errorOf(json)?.kind)),
			`kind: ${shown(errorOf(json)?.kind)}, wanted ${wanted.join(' or ')}`,
		),
	notKind: (wanted, { json }) =>
		unless(!wanted.includes(String(errorOf(json)?.kind)), `kind: ${shown(errorOf(json)?.kind)}`),
	words: (wanted, { json }) =>
		unless(
			String(json.message).includes(wanted),
			`words: ${shown(json.message)}, wanted ${shown(wanted)} in them`,
		),
	says: (wanted, { json }) =>
		unless(
			wanted.some((words) => saidIn(json).includes(words)),
			`says: ${saidIn(json)}, wanted any of ${shown(wanted)}`,
		),
	notWords: (wanted, { json }) =>
		[wanted]
			.flat()
			.flatMap((words) =>
				unless(!saidIn(json).includes(words), `says: ${saidIn(json)}, wanted no ${shown(words)}`),
			),
	retryable: (wanted, { json }) => differs('retryable', errorOf(json)?.retryable, wanted),
	taskId: (_, { json }, { taskId }) => differs('ID of the task', idIn(json), taskId),
	idKept: (_, { json }, { taskId }) => differs('ID of the task', idIn(json), taskId),
	told: (wanted, { json, fill }) =>
		wanted.flatMap((text) =>
			unless(toldIn(json).includes(fill(text)), `nothing tells ${fill(text)}`),
		),
	notTold: (wanted, { json, fill }) =>
		wanted.flatMap((text) => unless(!toldIn(json).includes(fill(text)), `it tells ${fill(text)}`)),
	json: (wanted, { json }) =>
		Object.entries(wanted).flatMap(([path, value]) => differs(path, memberOf(json, path), value)),
	sent: (wanted, { requests }) => {
		const bodies = requests.flatMap(({ body }) => (isObject(body) ? [body] : []));
		const isSent = bodies.some((body) => mismatchesIn('body', body, wanted).length === 0);
		return unless(isSent, `sent: ${shown(bodies)}, wanted ${shown(wanted)} in one`);
	},
	requests: (wanted, outcome) =>
		Object.entries(wanted).flatMap(([route, count]) =>
			differs(`requests of ${route}`, countOf(route, outcome), count),
		),
	atMost: (wanted, outcome) =>
		Object.entries(wanted).flatMap(([route, most]) => {
			const count = countOf(route, outcome);
			return unless(count <= most, `requests of ${route}: ${count}, wanted ${most} at most`);
		}),
	withoutKey: (wanted, { requests }) =>
		wanted.flatMap((route) => {
			const own = requests.filter((request) => request.route === route);
			return [
				...unless(own.length > 0, `requests of ${route}: none, wanted one`),
				...unless(!own.some(({ hasKey }) => hasKey), `${route} was asked with the key`),
			];
		}),
};

/** What is not as wanted, one sentence each; none when all is. */
export function mismatchesOf(one: Conversation, outcome: Outcome): string[] {
	const { status, strays, output, json } = outcome;
	const { anyOf, ...wanted } = one.want as Partial<Both>;
	const ways = anyOf?.map((way) => unmet(way, outcome, one)) ?? [];
	const asked = Object.keys(one.parameters);
	const members = Object.keys(json).filter((name) => !asked.includes(name));
	return [
		...unless(status === 'success', `run: ${status}, wanted success`),
		...strays.map(({ route }) => `a request that belongs to no case: ${route}`),
		...(output === 'failure' ? differs('failed item', members.sort(), ['error', 'message']) : []),
		...unmet(wanted, outcome, one),
		...(ways.some((sentences) => sentences.length === 0) ? [] : ways.flat()),
	];
}

function unmet(wanted: Want, outcome: Outcome, one: Conversation): string[] {
	return Object.entries(wanted).flatMap(([name, value]) => {
		const rule = rules[name as keyof Want] as Rule<keyof Want> | undefined;
		return rule ? rule(value as never, outcome, one) : [`there is no rule for ${name}`];
	});
}

function eachOf(
	files: Outcome['files'],
	look: (file: Outcome['files'][number], position: number) => string[],
): string[] {
	return files.length === 0 ? ['files: none, wanted some'] : files.flatMap(look);
}

function countOf(wanted: string, { requests }: Outcome): number {
	return requests.filter(({ route }) => route === wanted).length;
}
