import { readReasoning } from '../answer/content';
import { isObject, type JsonObject } from '../json';
import { laterUsage, usageIn, spent } from '../usage/usage';
import { choicesIn, mostChoices, numberOf, unwrap } from './choices';
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
export class ChatAssembly {
	private readonly top: JsonObject = {};
	private readonly choices = new Map<number, StartedChoice>();
	private hasForeign = false;
	/** Whether a choice had an index that is none. */
	private hasUnplaced = false;
	private usage: JsonObject | null = null;

	/** Takes the next chunk (`chat.completion.chunk`). Returns whether it was anything of an answer. */
	add(given: JsonObject): boolean {
		const chunk = unwrap(given);
		const { choices } = chunk;
		mergeTop(this.top, chunk, ['choices', 'usage']);
		const told = usageIn(chunk);
		this.usage = laterUsage(this.usage, told);
		if (choices === undefined || choices === null) return told !== null;
		choicesIn(chunk).forEach((choice, position) => {
			if (isObject(choice) && isChoice(choice)) this.addChoice(choice, position);
			else if (choice !== null) this.hasForeign = true;
		});
		return true;
	}

	/** Whether there is at least one choice, and every one has said why it ended. */
	get isComplete(): boolean {
		for (const { finish } of this.choices.values()) if (finish === null) return false;
		return this.begun;
	}

	/** How many choices have begun. */
	get count(): number {
		return this.choices.size;
	}

	/** Whether anything of an answer has arrived. */
	get begun(): boolean {
		return this.choices.size > 0;
	}

	/**
	 * Whether something stood among the choices, or the calls, that is none, so that what it held is missing; or
	 * it is not known to which of several choices something belongs.
	 */
	get isUnread(): boolean {
		if (this.hasForeign || (this.hasUnplaced && this.choices.size > 1)) return true;
		return [...this.choices.values()].some(({ calls }) => calls.isUnread);
	}

	/** The text of the first choice so far. */
	get text(): string {
		return this.first?.content.text ?? '';
	}

	/** The text so far of the choice with the number 0: others may begin before it. */
	get textOfZero(): string {
		return this.choices.get(0)?.content.text ?? '';
	}

	/** What the model thought so far for the first choice, where that stands beside its text. */
	get reasoning(): string {
		return readReasoning(this.first?.message.reasoning_content ?? this.first?.message.reasoning);
	}

	/** Token usage, or null as long as none has arrived. */
	get spent(): JsonObject | null {
		return this.usage;
	}

	/** The body as it would have come without streaming. */
	body(): JsonObject {
		const choices = [...this.choices.values()].sort((one, other) => one.index - other.index);
		return {
			...this.top,
			object: 'chat.completion',
			choices: choices.map(finishChoice),
			...spent(this.usage),
		};
	}

	private get first(): StartedChoice | undefined {
		return this.choices.get(Math.min(...this.choices.keys()));
	}

	private addChoice(given: JsonObject, position: number): void {
		const number = numberOf(given);
		this.hasUnplaced ||= number === undefined && (given.index ?? null) !== null;
		const index = number ?? position;
		const choice = this.choices.get(index) ?? startChoice(index);
		if (this.choices.size >= mostChoices && !this.choices.has(index)) return;
		this.choices.set(index, choice);
		extendChoice(choice, given);
	}
}
