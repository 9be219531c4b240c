/** What was said in a sound, in the forms that a request may ask for. */

/**
 * Divides the time of the sound among the sentences by their length.
 *
 * @param {string} text
 * @param {number} seconds
 * @returns {{ id: number, start: number, end: number, text: string }[]}
 */
export function segmentsOf(text, seconds) {
	return share(text.match(/[^.!?。！？]+[.!?。！？]*\s*|[.!?。！？]+\s*/g) ?? [text], seconds).map(
		(part, id) => ({ id, ...part }),
	);
}

/** @returns {{ word: string, start: number, end: number }[]} */
export function wordsOf(text, seconds) {
	return share(text.match(/\S+\s*/g) ?? [], seconds).map(({ text: word, ...times }) => ({
		word,
		...times,
	}));
}

function share(parts, seconds) {
	const all = parts.reduce((sum, { length }) => sum + length, 0);
	let before = 0;
	return parts.map((part) => {
		const start = round((before / all) * seconds);
		before += part.length;
		return { start, end: round((before / all) * seconds), text: part.trim() };
	});
}

const round = (seconds) => Math.round(seconds * 1000) / 1000;

/** @param {ReturnType<typeof segmentsOf>} segments */
export function srtOf(segments) {
	return segments
		.map(
			({ id, start, end, text }) =>
				`${id + 1}\n${clock(start, ',')} --> ${clock(end, ',')}\n${text}\n\n`,
		)
		.join('');
}

/** @param {ReturnType<typeof segmentsOf>} segments */
export function vttOf(segments) {
	const cues = segments.map(
		({ start, end, text }) => `${clock(start, '.')} --> ${clock(end, '.')}\n${text}\n\n`,
	);
	return `WEBVTT\n\n${cues.join('')}`;
}

/** Such as 00:01:02,500. */
function clock(seconds, mark) {
	const [time, thousandths] = new Date(Math.round(seconds * 1000))
		.toISOString()
		.slice(11, 23)
		.split('.');
	return time + mark + thousandths;
}
