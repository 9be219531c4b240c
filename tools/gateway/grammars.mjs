/** Grammars kept ready: a job sends the same schema with every item. */
const remembered = 16;

/** Grammars that let the model write nothing but JSON of a certain shape. */
export class Grammars {
	#llama;
	#known = new Map();

	/** @param {import('node-llama-cpp').Llama} llama */
	constructor(llama) {
		this.#llama = llama;
	}

	/** A grammar that allows any JSON object. */
	anyObject() {
		return this.#remember('any', () => this.#llama.getGrammarFor('json'));
	}

	/**
	 * A grammar that allows what a JSON schema allows. Every property is required, and properties come in the schema's order.
	 *
	 * @param {object} schema
	 * @throws {Error} when llama.cpp cannot use it
	 */
	forSchema(schema) {
		return this.#remember(JSON.stringify(schema), async () => {
			const { grammar } = await this.#llama.createGrammarForJsonSchema(/** @type {any} */ (schema));
			// The library ends its grammars with four line breaks, a mark for its own chat class. Here the answer ends with the JSON.
			return await this.#llama.createGrammar({
				grammar: grammar.replace(String.raw` "\n\n\n\n" [\n]*`, ''),
			});
		});
	}

	async #remember(name, create) {
		const grammar = this.#known.get(name) ?? (await create());
		// Set again at the end: the one not used for longest is the first to go.
		this.#known.delete(name);
		this.#known.set(name, grammar);
		if (this.#known.size > remembered) this.#known.delete(this.#known.keys().next().value);
		return grammar;
	}
}
