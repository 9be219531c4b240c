import { ThoughtFilter } from '../answer/thoughts';
import type { OnText } from '../call';
import { eventReader } from '../readers/eventStream';
import { jsonReader } from '../readers/json';
import { jsonOrEventStreamReader } from '../readers/jsonOrEventStream';
import type { Reader } from '../readers/reader';
import { ChatAssembly } from './assembly';
import { type Completion, readCompletion, textIn } from './completion';

/**
 * A text longer than this, in characters, is looked at once for all events that come together, and not for each: what
 * is joined is copied when it is looked at.
 */
const longText = 64 * 1024;

/**
 * Reads a chat completion, streamed or not, whichever was asked for.
 *
 * @param onText called with the text of the first choice as it comes, without thoughts; once, where it is not streamed
 * @param asked choices that were asked for: a stream that breaks off before so many have begun is not complete
 */
export function chatReader(onText?: OnText, asked = 1): Reader<Completion> {
	const filter = onText && new ThoughtFilter(onText);
	const plain = jsonReader(readCompletion, { keep: textIn });
	let assembly: ChatAssembly<Completion> | undefined;
	const reader = jsonOrEventStreamReader(plain, (head) => {
		assembly = new ChatAssembly(head, readCompletion, () => passOn(longText));
		return eventReader(head, assembly);
	});
	const passOn = (most = Infinity) => {
		if (filter === undefined || assembly === undefined) return;
		const text = asked > 1 ? assembly.textOfZero : assembly.text;
		if (text.length <= most) filter.update(text);
	};
	return {
		...reader,
		isComplete: () =>
			(reader.isComplete?.() ?? false) && (assembly === undefined || assembly.count >= asked),
		push(bytes) {
			const wantsMore = reader.push(bytes);
			passOn();
			return wantsMore;
		},
		end() {
			const reading = reader.end();
			passOn();
			if (reading.value) filter?.finish(reading.value.choices[0].text);
			return reading;
		},
	};
}
