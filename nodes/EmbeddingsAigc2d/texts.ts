import { describeValue, invalidField } from '../fields/check';

/**
 * The texts that a vector store wants vectors of.
 *
 * @throws Failed (`input`) when one of them is none: its vector would be found for anything, or for nothing
 */
export function checkDocuments(documents: unknown): string[] {
	if (!Array.isArray(documents)) {
		return invalidField(
			'Documents',
			`must be a list of texts, but ${describeValue(documents)}`,
			'Connect this node to a vector store of n8n, which hands over such a list.',
		);
	}
	return documents.map((text: unknown, position) => {
		if (isText(text)) return text;
		const which = `Document ${position + 1} of ${documents.length}`;
		return invalidField(
			which,
			emptyOr(text),
			'Look at what the data loader of the vector store takes its text from. Leave out items without text with a Filter node in front of the store.',
		);
	});
}

/**
 * What a vector store looks for.
 *
 * @throws Failed (`input`) when it is no text
 */
export function checkQuery(query: unknown): string {
	if (isText(query)) return query;
	return invalidField(
		'Query',
		emptyOr(query),
		'Look at the prompt of the vector store, or at what the Agent or the chain asks it: an expression may give nothing.',
	);
}

function isText(value: unknown): value is string {
	return typeof value === 'string' && value.trim() !== '';
}

function emptyOr(value: unknown): string {
	const isEmpty = value === undefined || value === null || typeof value === 'string';
	return isEmpty ? 'is empty' : `must be text, but ${describeValue(value)}`;
}
