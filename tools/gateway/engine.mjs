/** The language model: tokens in, text out. Knows nothing of HTTP or of OpenAI's shapes. */
import { evaluateOptions } from './evaluateOptions.mjs';
import { Grammars } from './grammars.mjs';
import { Slots } from './slots.mjs';
import { showableText } from './stopText.mjs';

/** What the model was trained on. llama.cpp rounds the space it reserves up to 256, but beyond 192 the model has never looked. */
const contextTokens = 192;

/**
 * Loads the model.
 *
 * @param {object} options
 * @param {string} options.modelFile path of a GGUF file
 * @param {number} options.slots answers worked on at the same time; the rest waits in a queue
 * @returns {Promise<Engine>}
 * @throws {Error} when the engine is not installed (see ensureEngine.mjs) or the file is not a model
 */
export async function loadEngine({ modelFile, slots }) {
	// Imported here and not at the top, so that this module can be imported before the engine is installed.
	const library = await import('node-llama-cpp');
	// One thread: the model is so small that two spend far longer waiting for each other than they save.
	const llama = await library.getLlama({
		gpu: false,
		build: 'never',
		skipDownload: true,
		maxThreads: 1,
		logLevel: library.LlamaLogLevel.error,
	});
	const model = await llama.loadModel({ modelPath: modelFile });
	const context = await model.createContext({
		contextSize: contextTokens,
		sequences: slots,
		threads: 1,
	});
	return new Engine(library, llama, model, context);
}

export class Engine {
	contextTokens = contextTokens;
	/** @type {Grammars} */
	grammars;
	#library;
	#llama;
	#model;
	#slots;

	/** Use `loadEngine`. */
	constructor(library, llama, model, context) {
		this.#library = library;
		this.#llama = llama;
		this.#model = model;
		this.grammars = new Grammars(llama);
		const vocabulary = model.fileInfo.metadata.tokenizer.ggml.tokens;
		/** Number of different tokens; they are numbered from 0. */
		this.vocabularySize = vocabulary.length;
		/** Characters that one token can stand for at most. */
		this.longestToken = Math.max(...vocabulary.map((token) => token.length));
		this.#slots = new Slots(
			Array.from({ length: context.totalSequences }, () => context.getSequence()),
		);
	}

	/** The tokens of a text, the begin-of-sequence token first. Nothing in the text is taken for a special token. */
	tokenize(text) {
		return [this.#model.tokens.bos, ...this.#model.tokenize(text)];
	}

	/**
	 * Counts tokens without a limit on length. The text is cut into pieces first, because the time to tokenize grows
	 * with the square of the length; a cut may cost a token more than the whole would.
	 *
	 * @param {string} text
	 * @param {number} [limit] counting ends where this many are reached
	 * @returns {{ tokens: number, counted: string }} `counted` is the beginning of the text that has these tokens
	 */
	countTokens(text, limit = Infinity) {
		let tokens = 0;
		let counted = '';
		for (const piece of text.match(/[^]{1,200}/gu) ?? []) {
			const own = this.#model.tokenize(piece);
			if (tokens + own.length > limit) {
				const rest = this.#model.detokenize(own.slice(0, limit - tokens));
				return { tokens: limit, counted: counted + rest.replace(/\uFFFD+$/, '') };
			}
			tokens += own.length;
			counted += piece;
		}
		return { tokens, counted };
	}

	/**
	 * Writes one answer, as soon as a slot is free.
	 *
	 * @param {number[]} prompt tokens
	 * @param {import('./evaluateOptions.mjs').Sampling} sampling
	 * @param {{ signal: AbortSignal, onText?: (text: string) => void }} run `onText` gets the answer piece by piece
	 * @returns {Promise<{ text: string, tokens: number, finishReason: 'stop' | 'length', stop?: string }>} `stop` is the
	 *   stop text that ended it, if one did
	 * @throws the signal's reason when aborted; the slot is free again then
	 */
	async complete(prompt, sampling, { signal, onText = () => {} }) {
		const sequence = await this.#slots.take(signal);
		try {
			await sequence.clearHistory();
			return await this.#write(sequence, prompt, sampling, signal, onText);
		} finally {
			this.#slots.giveBack(sequence);
		}
	}

	async #write(sequence, prompt, sampling, signal, onText) {
		const output = [];
		let sent = '';
		/** @type {'stop' | 'length'} */
		let finishReason = 'stop';
		const show = (text) => {
			if (text.length > sent.length) onText(text.slice(sent.length));
			sent = text;
		};
		for await (const token of sequence.evaluate(
			prompt,
			evaluateOptions(this.#library, this.#model, sampling, output),
		)) {
			signal.throwIfAborted();
			output.push(token);
			const { shown, stop } = showableText(this.#model.detokenize(output), sampling.stops);
			show(shown);
			if (stop !== undefined) return { text: sent, tokens: output.length, finishReason, stop };
			if (output.length >= sampling.maxTokens) {
				finishReason = 'length';
				break;
			}
		}
		// What was held back cannot become anything else any more.
		show(this.#model.detokenize(output));
		return { text: sent, tokens: output.length, finishReason };
	}

	/** Frees the memory. No answer may be under way. */
	async dispose() {
		await this.#llama.dispose();
	}
}
