import { isObject, type JsonObject, objectsIn } from '../../../api/json';

/**
 * Which model wrote the messages of a conversation. Thoughts and their signatures are for the model that had them: another
 * one is given the messages without.
 */
export class Writers {
	private readonly models = new WeakMap<object, string>();

	/** What is new in a conversation is of this model. */
	note({ messages }: JsonObject, model: string): void {
		for (const message of objectsIn(messages))
			if (!this.models.has(message)) this.models.set(message, model);
	}

	/**
	 * A request as its model is to get it.
	 *
	 * @param withoutThoughts makes a message fit for a model that did not write it
	 */
	fit(body: JsonObject, withoutThoughts: (message: JsonObject) => unknown): JsonObject {
		const { model, messages } = body;
		const isForeign = (message: unknown): message is JsonObject =>
			isObject(message) && (this.models.get(message) ?? model) !== model;
		if (!Array.isArray(messages) || !messages.some(isForeign)) return body;
		const fitting = messages.map((message: unknown) =>
			isForeign(message) ? withoutThoughts(message) : message,
		);
		return { ...body, messages: fitting };
	}
}
