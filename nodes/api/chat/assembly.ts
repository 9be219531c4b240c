import { readReasoning } from '../answer/content';
import { partialAnswer } from '../answer/partial';
import { joinThoughts, splitThoughts } from '../answer/thoughts';
import { unknownFormFailure } from '../answer/usability';
import type { Failure } from '../failure';
import { isObject, type JsonObject } from '../json';
import type { Assembly } from '../readers/eventStream';
import type { Interpret } from '../readers/json';
import type { Reading, ResponseHead } from '../readers/reader';
import { laterUsage, spent, usageIn } from '../usage/usage';
import { choiceIndex, choicesIn, mostChoices, unwrap } from './choices';
import { mergeTop } from './merge';
import {
	extendChoice,
	finishChoice,
	isChoice,
	startChoice,
	type StartedChoice,
} from './startedChoice';

/**
 * Puts the chunks of a streamed chat completion together. The result is, key by key, the body that the
 * gateway would have sent without streaming.
 */
export class ChatAssembly<T> implements Assembly<T> {
	private readonly top: JsonObject = {};
	private readonly choices = new Map<number, StartedChoice>();
	private hasUnread = false;
	/** Whether a choice had an index that is not a number. */
	private hasUnplaced = false;
	private usage: JsonObject | null = null;

	/** @param interpret reads the body that the chunks make */
	constructor(
		private readonly head: ResponseHead,
		private readonly interpret: Interpret<T>,
	) {}

	/** Takes the next chunk (`chat.completion.chunk`). */
	add(chunk: JsonObject): boolean {
		return this.take(unwrap(chunk));
	}

	/** Whether there is at least one choice, and every one has said why it ended. */
	isComplete(): boolean {
		for (const { finish } of this.choices.values()) if (finish === null) return false;
		return this.hasBegun();
	}

	/** How many choices have begun. */
	get count(): number {
		return this.choices.size;
	}

	hasBegun(): boolean {
		return this.choices.size > 0;
	}

	/** The text of the first choice so far. */
	get text(): string {
		return this.first?.content.text ?? '';
	}

	/** The text so far of the choice with index 0, before which others may begin. */
	get textOfZero(): string {
		return this.choices.get(0)?.content.text ?? '';
	}

	/** The first choice so far. */
	partial(): Partial<Failure> {
		const { text, reasoning } = splitThoughts(this.text);
		const { reasoning_content, reasoning: beside } = this.first?.message ?? {};
		const thoughts = joinThoughts(readReasoning(reasoning_content ?? beside), reasoning);
		return partialAnswer({ text, reasoning: thoughts, usage: this.usage });
	}

	result(): Reading<T> {
		const reading = this.interpret(this.body(), this.head);
		return reading.value !== undefined && this.isUnread
			? { failure: unknownFormFailure(this.head, this.partial()) }
			: reading;
	}

	/** The body as it would have come without streaming. */
	private body(): JsonObject {
		const choices = [...this.choices.values()].sort((one, other) => one.index - other.index);
		return {
			...this.top,
			object: 'chat.completion',
			choices: choices.map(finishChoice),
			...spent(this.usage),
		};
	}

	/**
	 * Whether a part of the answer is missing: something among the choices or calls could not be read, or it is not known
	 * to which of several choices it belongs.
	 */
	private get isUnread(): boolean {
		if (this.hasUnread || (this.hasUnplaced && this.choices.size > 1)) return true;
		return [...this.choices.values()].some(({ calls }) => calls.isUnread);
	}

	private get first(): StartedChoice | undefined {
		return this.choices.get(Math.min(...this.choices.keys()));
	}

	private take(chunk: JsonObject): boolean {
		const { choices } = chunk;
		mergeTop(this.top, chunk, ['choices', 'usage']);
		const told = usageIn(chunk);
		this.usage = laterUsage(this.usage, told);
		if (choices === undefined || choices === null) return told !== null;
		choicesIn(chunk).forEach((choice, position) => {
			if (isObject(choice) && isChoice(choice)) this.addChoice(choice, position);
			else if (choice !== null) this.hasUnread = true;
		});
		return true;
	}

	private addChoice(given: JsonObject, position: number): void {
		const number = choiceIndex(given);
		this.hasUnplaced ||= number === undefined && (given.index ?? null) !== null;
		const index = number ?? position;
		const choice = this.choices.get(index) ?? startChoice(index);
		if (this.choices.size >= mostChoices && !this.choices.has(index)) return;
		this.choices.set(index, choice);
		extendChoice(choice, given);
	}
}
