/**
 * Decides how much of a growing answer may be shown.
 *
 * The end of the text is held back while it may still turn into something else: a character of several bytes of which
 * only the first have arrived, or the beginning of a stop text, which must never be shown.
 *
 * @param {string} text all the text so far
 * @param {string[]} stops texts that end the answer and are not part of it
 * @returns {{ shown: string, stop?: string }} `stop` is the stop text that ended it, if one did
 */
export function showableText(text, stops) {
	const found = stops.filter((stop) => text.includes(stop));
	if (found.length > 0) {
		const stop = found.reduce((a, b) => (text.indexOf(b) < text.indexOf(a) ? b : a));
		return { shown: text.slice(0, text.indexOf(stop)), stop };
	}

	const complete = text.replace(/\uFFFD+$/, '');
	const held = Math.max(0, ...stops.map((stop) => beginningAtEnd(complete, stop)));
	return { shown: complete.slice(0, complete.length - held) };
}

/** How many characters at the end of the text are the beginning of the stop text. */
function beginningAtEnd(text, stop) {
	for (let length = Math.min(stop.length - 1, text.length); length > 0; length--) {
		if (text.endsWith(stop.slice(0, length))) return length;
	}
	return 0;
}
