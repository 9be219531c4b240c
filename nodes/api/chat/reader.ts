import { ThoughtFilter } from '../answer/thoughts';
import type { OnText } from '../call';
import { eventReader } from '../readers/eventStream';
import { jsonReader } from '../readers/json';
import { jsonOrEventStreamReader } from '../readers/jsonOrEventStream';
import type { Reader } from '../readers/reader';
import { ChatAssembly } from './assembly';
import { type Completion, readCompletion, textIn } from './completion';

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
		const chunks: ChatAssembly<Completion> = new ChatAssembly(head, readCompletion, () =>
			filter?.update(asked > 1 ? chunks.textOfZero : chunks.text),
		);
		assembly = chunks;
		return eventReader(head, chunks);
	});
	return {
		...reader,
		isComplete: () =>
			(reader.isComplete?.() ?? false) && (assembly === undefined || assembly.count >= asked),
		end() {
			const reading = reader.end();
			if (reading.value) filter?.finish(reading.value.choices[0].text);
			return reading;
		},
	};
}
