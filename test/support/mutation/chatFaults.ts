import type { JsonObject } from '../../../nodes/api/json';
import { callFaults, endingOf, isSpoken, usageFaults } from './faults';
import { leavesOf, type Leaf } from './leaves';
import type { Sent } from './sent';
import { hasWord } from './words';

const above = String.raw`^(?:(?:data|result|output|response)\.)?choices`;
const inContent = String.raw`(?:\.(?:text|content|value|output_text|parts))*`;
/** Where text stands. */
const textPlace = new RegExp(
	`${above}\\.(?:text${inContent}|(?:delta|message)(?:\\.content${inContent})?)$`,
);
const wholePlace = new RegExp(`${above}\\.message`);
/** Where something stands in place of text, or around it. */
const aroundText = new RegExp(`${above}(?:\\.(?:delta|message)\\.content.*)?$`);
/** Members of parts that are never text. */
const besideText =
	/\.(type|index|id|thinking|reasoning|note|error|code|status_code|status_msg|constructor|prototype|toString|hasOwnProperty|length|usage|__proto__|bad|role|message)\b.*$/;
const argumentsPlace = new RegExp(
	`${above}\\.(?:delta|message)\\.tool_calls\\.function\\.arguments$`,
);
const endingPlace = new RegExp(`${above}\\.finish_reason(?:\\.\\w+)*$`);

/** What is looked at of a completion. */
interface Completion {
	choices: Array<{ index: number; text: string; truncated: boolean; message?: JsonObject }>;
	usage: JsonObject | null;
}

const none = (): string[] => [];

/** What is wrong with a chat completion that was read from an answer. */
export function chatFaults(value: Completion, sent: Sent, isStreamed: boolean): string[] {
	const parts = isStreamed ? sent.parts : sent.parts.slice(0, 1);
	const leaves = leavesOf(isStreamed ? parts : parts.map(inPlace));
	// A choice that comes twice in a chunk, with a whole message, says one thing twice.
	const isTwice = sent.changes.some((change) => /choices\/\d+ comes twice/.test(change));
	// What stands in place of the reason for the end ends the answer.
	const isExchanged = sent.changes.some((change) => /exchanged/.test(change));
	const isUnclear =
		sent.broken.length > 0 || (isTwice && leaves.some(({ path }) => wholePlace.test(path)));
	return [
		...(sent.isWhole ? unreadable(leaves, isStreamed) : []),
		...value.choices.flatMap((choice, position) => {
			const number = isStreamed ? choice.index : position;
			const own = leaves.filter((leaf) => leaf.choice === number);
			return [
				...(isUnclear ? [] : textFaults(choice.text, own, isStreamed)),
				...endingFaults(choice, own, position, isStreamed && sent.isWhole),
			];
		}),
		...missingChoices(value, leaves, isStreamed),
		...(sent.isWhole && !isExchanged ? callFaults : none)(
			value.choices.flatMap(({ message }) => message?.tool_calls ?? []),
			leaves
				.filter(({ path }) => argumentsPlace.test(path))
				.sort((one, other) => one.choice - other.choice),
			sent.changes,
		),
		...usageFaults(value.usage, leaves, sent.text),
		...(isExchanged ? [] : brokenFaults(sent, isStreamed)),
	];
}

/** Choices of a whole answer are told by their place in the list. */
function inPlace(body: unknown): unknown {
	return JSON.parse(JSON.stringify(body), (name, member: unknown) =>
		name === 'choices' && Array.isArray(member)
			? member.map((entry: unknown, index) =>
					typeof entry === 'object' && entry !== null && !Array.isArray(entry)
						? { ...entry, index }
						: entry,
				)
			: member,
	);
}

function unreadable(leaves: readonly Leaf[], isStreamed: boolean): string[] {
	const isRepeated = (leaf: Leaf) =>
		isStreamed &&
		leaves.some(
			(other) =>
				other.choice === leaf.choice &&
				textPlace.test(other.path) &&
				wholePlace.test(other.path) !== wholePlace.test(leaf.path) &&
				leaves.some(({ path }) => wholePlace.test(path)),
		);
	return leaves
		.filter(
			(leaf) =>
				((textPlace.test(leaf.path) && typeof leaf.value !== 'string') ||
					(aroundText.test(leaf.path) &&
						!textPlace.test(leaf.path) &&
						!besideText.test(leaf.path))) &&
				!isRepeated(leaf),
		)
		.map(
			({ path, value }) =>
				`success although ${path.slice(0, 60)} holds ${JSON.stringify(value).slice(0, 60)}`,
		);
}

function textFaults(text: string, leaves: readonly Leaf[], isStreamed: boolean): string[] {
	const texts = leaves.filter(
		({ path, value }) => textPlace.test(path) && typeof value === 'string',
	);
	const joined = (list: readonly Leaf[]) => list.map(({ value }) => value).join('');
	const wholes = isStreamed ? texts.filter(({ path }) => wholePlace.test(path)) : [];
	const pieces = texts.filter((leaf) => !wholes.includes(leaf));
	const candidates = [joined(pieces)];
	if (wholes.length > 0) {
		const last = Math.max(...wholes.map(({ part }) => part));
		const end = joined(wholes.filter(({ part }) => part === last));
		const after = joined(pieces.filter(({ part }) => part > last));
		const isLonger = end.length >= (candidates[0] as string).length;
		candidates.splice(isLonger ? 0 : 1, isLonger ? 1 : 0, end, end + after);
	}
	if (candidates.some((candidate) => isSpoken(text, candidate))) return [];
	return [
		`text is ${JSON.stringify(text)} where the answer has ${candidates.map((one) => JSON.stringify(one)).join(' or ')}`,
	];
}

function endingFaults(
	{ truncated }: Completion['choices'][number],
	leaves: readonly Leaf[],
	position: number,
	needsEnd: boolean,
): string[] {
	const said = leaves.filter(({ path }) => endingPlace.test(path)).map(({ value }) => value);
	const kinds = endingOf(said);
	return [
		...(needsEnd && said.length === 0 ? ['success without an end'] : []),
		...(kinds.includes('cut') && !truncated ? ['cut, and not truncated'] : []),
		...(kinds.includes('broken') ? ['success although it was broken off'] : []),
		...(kinds.includes('withheld') && position === 0 ? ['success although it was withheld'] : []),
	];
}

function missingChoices(value: Completion, leaves: readonly Leaf[], isStreamed: boolean): string[] {
	const read = new Set(value.choices.map(({ index }, position) => (isStreamed ? index : position)));
	return leaves
		.filter(({ path, choice }) => textPlace.test(path) && !read.has(choice))
		.map(({ value: text }) => `lost choice with ${JSON.stringify(text)}`);
}

function brokenFaults({ broken, text }: Sent, isStreamed: boolean): string[] {
	if (!isStreamed) return broken.length === 0 ? [] : ['success from JSON that is broken'];
	return broken
		.filter((data) => {
			const before = text.split(data)[0] as string;
			return hasWord('p', data) && !/"finish_reason": ?["\d][^"]/.test(before);
		})
		.map((data) => `success although an event is broken: ${data.slice(0, 80)}`);
}
