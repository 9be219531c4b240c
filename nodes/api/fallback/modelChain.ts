import type { Call, Send } from '../call';
import { defined, unlessEmpty } from '../defined';
import { Failed, failureOf, type Failure, type ModelFailure } from '../failure';
import { isObject, type JsonObject } from '../json';
import { shorten } from '../shorten';
import { addUsage, spent } from '../usage/usage';
import { asksNext, type FallbackTerms } from './reasons';

/** What is known of an answer of any dialect. */
interface Answer {
	/** As sent. */
	body: JsonObject;
	usage: JsonObject | null;
}

/** A model that could not answer a request. */
interface Attempted {
	model: string;
	call: Call<unknown>;
	why: Failure;
}

/** What a request is asked with. */
export interface ChainOptions {
	/** Whether a part of the answer was passed on to a caller, in an earlier request of it: then no other model is asked. */
	isPassedOn?: (() => boolean) | undefined;
}

/** Longest message of a model that is kept beside an answer, in characters. */
const longestMessage = 1_000;

/** Failures that are about the run and not about a model: they are told, whichever failed before. */
const ofRun: ReadonlyArray<Failure['kind']> = ['cancelled', 'budget', 'input'];

/**
 * The models that may answer one conversation, in their order. When one cannot, the next one is asked, and answers what
 * is left of the conversation as well. One for each conversation: the next one begins with the first model again.
 */
export class ModelChain {
	private at = 0;
	/** How each model failed that could not answer, in the order of the list; of its last request. */
	private readonly failures = new Map<string, ModelFailure>();

	/**
	 * @param models no name twice
	 * @param terms of the user
	 */
	constructor(
		private readonly models: readonly [string, ...string[]],
		private readonly terms: FallbackTerms = { retryTimeouts: false },
	) {}

	/** The model that answers at present. */
	get model(): string {
		return this.models[this.at] ?? this.models[0];
	}

	/** The same models for another conversation. */
	anew(): ModelChain {
		return new ModelChain(this.models, this.terms);
	}

	/**
	 * Asks the models one after the other until one answers. Its usage is that of all that charged.
	 *
	 * @param callFor the request to a model
	 * @throws Failed as the first of them failed, with the others in `fallbacks`
	 */
	async ask<T extends Answer>(
		send: Send,
		callFor: (model: string) => Call<T>,
		{ isPassedOn = () => false }: ChainOptions = {},
	): Promise<T> {
		if (this.models.length === 1) return await send(callFor(this.model));
		const attempted: Attempted[] = [];
		for (;;) {
			const { at, model } = this;
			const hasNext = at + 1 < this.models.length;
			const call = this.withPlace(callFor(model), hasNext, attempted);
			try {
				return withUsageOf(attempted, await send(call));
			} catch (thrown) {
				const why = failureOf(thrown);
				attempted.push({ model, call, why });
				const isTold = isPassedOn() || call.hasPassedOn?.() === true;
				if (!hasNext || isTold || !asksNext(why, this.terms))
					throw this.report(attempted);
				this.failures.set(model, asTold(model, why));
				// Another request of the conversation may have gone on already.
				this.at = Math.max(this.at, at + 1);
			}
		}
	}

	private withPlace<T>(call: Call<T>, hasNext: boolean, attempted: readonly Attempted[]): Call<T> {
		const models = [...this.failures.values()];
		return {
			...call,
			...(hasNext ? { hasNext } : {}),
			...(models.length === 0 ? {} : { insteadOf: { models, calls: [...attempted] } }),
		};
	}

	/** The failure of a request: the first one, with what all of them cost and made. */
	private report(attempted: readonly Attempted[]): Failed {
		const last = attempted.at(-1) as Attempted;
		const told = ofRun.includes(last.why.kind) ? last : (attempted[0] as Attempted);
		const all = new Map(this.failures).set(last.model, asTold(last.model, last.why));
		all.delete(told.model);
		const made = attempted.find(({ why }) => why.text !== undefined)?.why;
		return new Failed({
			...told.why,
			...defined({ text: made?.text, reasoning: made?.reasoning }),
			...spent(usageOf(attempted)),
			...defined({ fallbacks: unlessEmpty([...all.values()]) }),
		});
	}
}

function asTold(model: string, { kind, message }: Failure): ModelFailure {
	return { model, kind, message: shorten(message, longestMessage) };
}

/** What the models that failed have charged for, as far as it is known; null: nothing. */
function usageOf(attempted: readonly Attempted[]): JsonObject | null {
	const known = attempted.flatMap(({ why }) => (isObject(why.usage) ? [why.usage] : []));
	return known.reduce<JsonObject | null>(
		(sum, usage) => (sum === null ? usage : addUsage(sum, usage)),
		null,
	);
}

function withUsageOf<T extends Answer>(attempted: readonly Attempted[], answer: T): T {
	const before = usageOf(attempted);
	if (before === null) return answer;
	const usage = addUsage(before, answer.usage);
	return { ...answer, usage, body: { ...answer.body, usage } };
}

/** A request for a model: the same where it is the one that it names. */
export function withModel(body: JsonObject, model: string): JsonObject {
	return String(body.model) === model ? body : { ...body, model };
}
