/** Sentences of an answer. */
const most = 5;

/**
 * Takes the first sentence of every paragraph, of the first five paragraphs at most.
 *
 * @param {{ text: string }} request
 */
export function summarize({ text }) {
	const paragraphs = text.split(/\n\s*\n/).filter((paragraph) => paragraph.trim() !== '');
	return paragraphs.slice(0, most).map(firstSentence).join('\n');
}

/** Ends after the first . ! or ? that a blank follows, or after the signs that Chinese and Japanese have for them. */
function firstSentence(paragraph) {
	// The number of a list is no sentence.
	const line = paragraph
		.trim()
		.replace(/\s+/g, ' ')
		.replace(/^\d+\. /, '');
	const [sentence] = /^.*?(?:[.!?]+(?=\s|$)|[。！？]|$)/.exec(line);
	return sentence;
}
