import { defined } from '../defined';
import { failure, type Failure, type FailureKind } from '../failure';
import type { JsonObject } from '../json';
import { headFacts } from '../readers/head';
import type { ResponseHead } from '../readers/reader';
import { unusable } from '../readers/unusable';
import { readDeclaredError } from '../refusal/refusal';
import type { Ending } from './endings';
import { partialAnswer } from './partial';

/** What decides whether an answer of a completion can be used, in any dialect. */
export interface AnswerState {
	text: string;
	/** What the model thought; empty when it did not show it. */
	reasoning: string;
	ending: Ending;
	/** Why it ended, as sent. */
	word: string | null;
	/** Whether it calls a tool instead of, or besides, answering. */
	isCall: boolean;
	/** Words with which the model refuses; empty when it does not. */
	refusal: string;
	/** Whether a part of it has a form that cannot be read. */
	isUnread: boolean;
	/** Whether it holds something else that is wanted: an image, audio. */
	hasOthers: boolean;
	/** A failure that stands beside it. */
	error?: unknown;
}

/** What an answer of plain text does not have. */
export const textOnly = { isCall: false, refusal: '', isUnread: false, hasOthers: false };

/** Whether a completion can be used: a failure, or a hint for the user where something is unusual. */
type Usability =
	| { failure: Failure; hint?: undefined }
	| { hint: string | undefined; failure?: undefined };

/**
 * The failure of an answer with something in it that no rule reads. It came whole, and would come the same
 * again.
 *
 * @param kept what there is of it
 */
export function unknownFormFailure(head: ResponseHead, kept: Partial<Failure>): Failure {
	const message = 'The gateway answered in a form that is not known';
	return unusable(head, message, kept);
}

/**
 * Decides whether a completion that came whole can be used: by how its answers ended, and whether there is anything
 * in them. The failure of one that cannot be used keeps its text and usage.
 *
 * @param answers at least one
 */
export function assessAnswers(
	answers: readonly [AnswerState, ...AnswerState[]],
	usage: JsonObject | null,
	head: ResponseHead,
): Usability {
	const [first] = answers;
	const kept = partialAnswer({ text: first.text, usage });
	const failed = (kind: FailureKind, facts: Partial<Failure>): Usability => ({
		failure: failure(kind, { ...headFacts(head), ...kept, ...facts }),
	});

	for (const { error } of answers) {
		const told = readDeclaredError(head, { error });
		if (told) return failed(told.kind, withoutNulls({ ...told, text: first.text || undefined }));
	}
	if (answers.some(({ ending }) => ending === 'broken')) {
		const { word } = answers.find(({ ending }) => ending === 'broken') ?? first;
		return failed('server', { message: `The gateway broke off the answer: ${word}` });
	}
	if (answers.some(({ isUnread }) => isUnread)) return { failure: unknownFormFailure(head, kept) };
	if (first.ending === 'withheld' || (first.refusal !== '' && isEmpty(first))) {
		const { text, refusal } = first;
		return failed(
			'contentFilter',
			defined({ message: refusal || undefined, text: text || refusal || undefined }),
		);
	}
	if (answers.every((answer) => isEmpty(answer) && answer.ending === 'cut')) {
		const message = 'The answer was cut off before its first word: Max Tokens was used up';
		return failed('truncated', { message });
	}
	return { hint: hintFor(answers) };
}

function isEmpty({ text, isCall, hasOthers }: AnswerState): boolean {
	return text.trim() === '' && !isCall && !hasOthers;
}

function hintFor(answers: readonly AnswerState[]): string | undefined {
	const odd = answers.find(({ ending }) => ending === 'unknown');
	if (odd) {
		return `The gateway ended an answer with the reason "${odd.word?.slice(0, 60)}", which this node does not know. Check that the answer is complete.`;
	}
	if (answers.some(({ ending }, position) => position > 0 && ending === 'withheld'))
		return 'A content filter withheld one of several answers; see finish_reason in choices.';
	const empty = answers.find(isEmpty);
	if (empty === undefined) return undefined;
	return empty.reasoning === ''
		? 'The model gave an empty answer for at least one item, and ended it as if it were complete.'
		: 'The model only thought and gave no answer for at least one item: its thoughts are in "reasoning". Raise Max Tokens, or let the model think less.';
}

function withoutNulls(facts: Partial<Failure>): Partial<Failure> {
	const told = Object.entries(facts).filter(([, value]) => value !== null && value !== undefined);
	return Object.fromEntries(told) as Partial<Failure>;
}
