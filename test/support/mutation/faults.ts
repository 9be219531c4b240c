import { leavesOf, type Leaf } from './leaves';

/** Whether a text is what stands in the answer, without thoughts between marks. */
export function isSpoken(text: string, answer: string): boolean {
	if (text === answer || !/<\/?think>/.test(answer)) return text === answer;
	const spoken = answer.replace(/<think>[^]*?<\/think>/g, '');
	return /<\/?think>/.test(spoken) ? answer.includes(text) : text === spoken.trim();
}

const words: ReadonlyArray<[RegExp, 'cut' | 'withheld' | 'broken']> = [
	[/^(length|MAX_TOKENS|max_tokens)$/, 'cut'],
	[/^(sensitive|refusal)$/, 'withheld'],
	[/^error$/, 'broken'],
];

/** What the words for the end of an answer stand for, as far as good answers have them. */
export function endingOf(
	said: readonly unknown[],
): Array<'cut' | 'withheld' | 'broken' | undefined> {
	return said.map((word) => words.find(([pattern]) => pattern.test(String(word)))?.[1]);
}

/**
 * What is wrong with calls of tools: arguments of two calls are never mixed, and none is lost.
 *
 * @param calls as read, in the form of chat
 * @param pieces leaves with arguments, those of one answer behind each other
 * @param changes what was changed
 */
export function callFaults(
	calls: unknown,
	pieces: readonly Leaf[],
	changes: readonly string[],
): string[] {
	// Without its index a piece belongs to the first answer.
	const mark = changes.some((change) => /index/.test(change)) ? /«a\d(\d)_/g : /«a(\d\d)_/g;
	const list = Array.isArray(calls) ? (calls as unknown[]) : [];
	const given = list.map((call) =>
		JSON.stringify(
			(call as { function?: { arguments?: unknown } } | null)?.function?.arguments ?? '',
		),
	);
	const mixed = given.filter(
		(text) => new Set([...text.matchAll(mark)].map(([, call]) => call)).size > 1,
	);
	const sent = pieces.map(({ value }) => String(value)).join('');
	const lost = [...sent.matchAll(/«a\d\d_\d+/g)]
		.map(([word]) => word)
		.filter((word) => !given.join('').includes(word));
	// Where two pieces of calls are changed, they cannot be told apart any more.
	const isTold = changes.filter((change) => /tool_calls|choices|^\/\/\d+ /.test(change)).length < 2;
	const isNumbered = !changes.some((change) => /tool_calls.*index|\/type .*JSON/.test(change));
	return [
		...(isTold ? mixed : []).map((text) => `arguments of several calls: ${text}`),
		...(lost.length === 0 || !isNumbered ? [] : [`lost of arguments: ${lost.join()}`]),
	];
}

/** What is wrong with usage: it consists of what was in the answer, and it is not lost. */
export function usageFaults(usage: unknown, leaves: readonly Leaf[], sent: string): string[] {
	if (usage === null || usage === undefined) {
		// Within a list it is none.
		const isListed = /^\W*\[|\[\[|"(usage|x_groq)": ?\[/.test(sent);
		const told = leaves.some(
			({ path, value }) => /^(choices\.|x_groq\.)?usage\.\w+$/.test(path) && Number(value) > 900,
		);
		return told && !isListed ? ['usage is lost'] : [];
	}
	if (typeof usage !== 'object' || Array.isArray(usage)) return ['usage is no object'];
	// Also in events that are broken.
	const counts = [...sent.matchAll(/_tokens\\*": ?(-?[\d.]+)/g)].map(([, count]) => Number(count));
	const told = leaves.filter(({ path }) => /usage/.test(path)).map(({ value }) => value);
	const known = new Set([...told, ...counts, ...sumsOf([...told, ...counts])]);
	return leavesOf([usage])
		.filter(
			({ value }) =>
				typeof value === 'number' && !known.has(value) && !sent.includes(String(value)),
		)
		.map(({ value }) => `usage ${value} was not in the answer`);
}

/** Claude's counts have sums besides. */
function sumsOf(told: ReadonlyArray<Leaf['value']>): number[] {
	const numbers = [0, ...new Set(told.filter((value) => typeof value === 'number'))].slice(0, 50);
	return numbers.flatMap((one) => numbers.flatMap((other) => [one + other]));
}

/** Words of the failures that are put in and pass, of endings that say so, and a code that is not 0. */
const passing = /upstream broke|engine crashed|"error\\?"|"status_code": ?-?[\d.]*[1-9]/;

/** Whether an answer tells of trouble that passes. */
export function saysTrouble(answer: string): boolean {
	return passing.test(answer);
}
