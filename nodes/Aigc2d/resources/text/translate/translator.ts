import type { JsonObject } from '../../../../api/json';
import type { Completion } from '../../../../api/chat/completion';
import { jsonIn } from '../../../../api/answer/jsonIn';
import { cutText } from '../cut';
import { ask, emptyAnswer, type AskOptions, type AskContext } from '../ask';
import { UsageSum } from '../usageSum';
import { flawsOf } from './flaws';
import { instructionsFor, type Rules } from './rules';

/** Characters of the passage before, for the model to go on from. */
const contextCharacters = 200;

/** Translates the texts of one item; adds up what that takes, and collects what stays wrong. */
export class Translator {
	readonly usageSum = new UsageSum();
	/** What is wrong with the translations after they were repaired once. */
	readonly warnings: string[] = [];
	model: unknown = null;

	constructor(
		private readonly asking: AskOptions,
		private readonly rules: Rules,
		/** Most tokens of text in one request, estimated. */
		private readonly chunkTokens: number,
		private readonly context: AskContext,
	) {}

	/**
	 * Translates a text of any length, passage by passage; blanks and line breaks between them stay.
	 *
	 * @param onPassage called with what there is of the translation so far
	 */
	async translateText(
		text: string,
		onPassage: (soFar: string) => void = () => {},
	): Promise<string> {
		let whole = '';
		let before: { text: string; translation: string } | undefined;
		for (const piece of cutText(text, this.chunkTokens)) {
			const passage = piece.trim();
			if (!isTranslatable(passage)) {
				whole += piece;
				continue;
			}
			const translation = await this.translatePassage(passage, before);
			const start = piece.indexOf(passage);
			whole += piece.slice(0, start) + translation + piece.slice(start + passage.length);
			before = {
				text: passage.slice(-contextCharacters),
				translation: translation.slice(-contextCharacters),
			};
			onPassage(whole);
		}
		return whole;
	}

	/**
	 * Translates several short texts with one request; one by one when the model mixes them up.
	 */
	async translateList(texts: readonly string[]): Promise<string[]> {
		const content = JSON.stringify(texts);
		const system = instructionsFor(this.rules, content, texts.length);
		const completion = await this.ask([
			{ role: 'system', content: system },
			{ role: 'user', content },
		]);
		const answers = jsonIn(completion.choices[0].text);
		const translations: string[] = [];
		const isUsable = (answer: unknown): answer is string =>
			typeof answer === 'string' && answer.trim() !== '';
		const usable =
			Array.isArray(answers) && answers.length === texts.length && answers.every(isUsable)
				? answers
				: [];
		for (const [position, text] of texts.entries()) {
			const answer = usable[position];
			translations.push(
				answer === undefined ? await this.translatePassage(text) : await this.repair(text, answer),
			);
		}
		return translations;
	}

	private async translatePassage(
		text: string,
		before?: { text: string; translation: string },
	): Promise<string> {
		const messages = this.messagesFor(text, before);
		const completion = await this.ask(messages);
		const translation = completion.choices[0].text.trim();
		// What it cost is in the spending already.
		if (translation === '') throw emptyAnswer({ ...completion, usage: null }, 'translation');
		return await this.repair(text, translation, messages);
	}

	private messagesFor(text: string, before?: { text: string; translation: string }): JsonObject[] {
		return [
			{ role: 'system', content: instructionsFor(this.rules, text, undefined, before) },
			{ role: 'user', content: text },
		];
	}

	/** Asks once for what is wrong with a translation; of two the better one counts. */
	private async repair(
		text: string,
		translation: string,
		messages: JsonObject[] = this.messagesFor(text),
	): Promise<string> {
		const flaws = flawsOf(text, translation, this.rules);
		if (flaws.length === 0) return translation;
		const { choices } = await this.ask([
			...messages,
			{ role: 'assistant', content: translation },
			{
				role: 'user',
				content: `${flaws.join('. ')}. Write the whole translation again without these mistakes, and nothing else.`,
			},
		]);
		const second = choices[0].text.trim();
		const left = second === '' ? flaws : flawsOf(text, second, this.rules);
		const isBetter = left.length < flaws.length;
		this.warnings.push(...(isBetter ? left : flaws));
		return isBetter ? second : translation;
	}

	private async ask(messages: JsonObject[]): Promise<Completion> {
		const completion = await ask(this.asking, { messages }, this.context);
		this.usageSum.add(completion);
		this.model = completion.body.model ?? null;
		return completion;
	}
}

/** Whether there is anything to translate: letters. */
export function isTranslatable(text: string): boolean {
	return /\p{L}/u.test(text);
}
