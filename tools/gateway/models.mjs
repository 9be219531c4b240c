/**
 * The names that the gateway answers to, and on which routes. Behind every name that is not a rule's own stands the
 * one tiny model: names of real models are there so that what clients do for them can be tried.
 */
import { brokenModel, misplacedModel, spentModel, unknownModel } from './errors.mjs';

/** @type {Record<string, string[]>} */
const others = {
	'claude-2': ['chat', 'messages', 'complete'],
	'claude-instant-1': ['chat', 'messages', 'complete'],
	'ernie-bot': ['chat'],
	'ernie-bot-4': ['chat'],
	'ernie-bot-turbo': ['chat'],
	'rule-agent': ['chat'],
	'rule-agent-new': ['chat'],
	'rule-agent-pro': ['responses'],
	'rule-broken': ['chat'],
	'rule-embedder': ['embeddings'],
	'rule-extractor': ['chat'],
	'rule-painter': ['images'],
	'rule-reader': ['transcriptions', 'translations'],
	'rule-reranker': ['rerank'],
	'rule-speaker': ['speech'],
	'rule-spent': ['chat'],
	'rule-summarizer': ['chat'],
	'rule-translator': ['chat'],
	'spark-v3.0': ['chat'],
};

/** What a rule does, said behind its name in the list: whoever chooses there sees nothing else of it. */
const explanations = {
	'rule-agent': 'calls the tools it is told to',
	'rule-agent-new': 'the same, with tools only on /v1/responses',
	'rule-agent-pro': 'the same, only on /v1/responses',
	'rule-broken': 'always in trouble',
	'rule-embedder': 'hashes words',
	'rule-extractor': 'reads lines of name: value',
	'rule-painter': 'draws patterns',
	'rule-reader': 'reads what rule-speaker wrote',
	'rule-reranker': 'counts shared words',
	'rule-speaker': 'plays tones',
	'rule-spent': 'its own quota is always used up',
	'rule-summarizer': 'takes first sentences',
	'rule-translator': 'swaps a dozen words',
};

/** Those that are there to fail. */
const failing = { 'rule-broken': brokenModel, 'rule-spent': spentModel };

/** @param {string} name @returns {string} as the list shows it; requests may have it in either form */
function listed(name) {
	const explanation = explanations[name];
	return explanation === undefined ? name : `${name} (no model: ${explanation})`;
}

/** @param {string} name as the list shows it, or bare @returns {string} without the explanation */
export function bareName(name) {
	return name.replace(/ \(no model: [^()]*\)$/, '');
}

export class Models {
	#uses;

	/** @param {string} model the name that the tiny model is served under */
	constructor(model) {
		this.#uses = new Map([[model, ['chat', 'completions', 'messages']], ...Object.entries(others)]);
	}

	/** What the list shows. */
	get names() {
		return [...this.#uses.keys()].map(listed);
	}

	/**
	 * @param {string} name as sent
	 * @param {string} use the route's, such as 'chat'
	 * @throws {import('./errors.mjs').ApiError} 404; what the model fails with, where it is there to fail
	 */
	check(name, use) {
		const uses = this.#uses.get(name);
		if (!uses) throw unknownModel(name);
		if (!uses.includes(use)) throw misplacedModel(name, uses);
		const fail = failing[name];
		if (fail) throw fail(name);
	}
}
