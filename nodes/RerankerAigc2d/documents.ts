import { asObject, isObject, type JsonObject } from '../api/json';
import { describeValue, invalidField } from '../fields/check';
import { documentText } from '../fields/documents';

/** A document of LangChain: its text is in `pageContent`. */
export type Document = JsonObject;

/** A document with its text. */
export interface TextDocument {
	document: Document;
	text: string;
}

/**
 * The documents that a vector store has found.
 *
 * @throws Failed (`input`) when one of them has no text
 */
export function checkDocuments(documents: unknown): TextDocument[] {
	if (!Array.isArray(documents)) {
		return invalidField(
			'Documents',
			`must be a list, but ${describeValue(documents)}`,
			'Connect this node to a vector store of n8n, which hands over such a list.',
		);
	}
	return documents.map((document: unknown, position) => {
		const text = documentText(document);
		if (isObject(document) && text !== undefined) return { document, text };
		return invalidField(
			`Document ${position + 1} of ${documents.length}`,
			`has no text to rank, but ${describeValue(document)}`,
			'Look at what the vector store holds: a document must have its text in "pageContent" or "text". Some stores want to be told which of their fields has it.',
		);
	});
}

/** A document with its score where vector stores look for it. What was handed over stays as it is: it is in the store. */
export function withScore(document: Document, relevanceScore: number): Document {
	const copy = Object.create(Object.getPrototypeOf(document) as object) as Document;
	const metadata = { ...asObject(document.metadata), relevanceScore };
	return Object.assign(copy, document, { metadata });
}
