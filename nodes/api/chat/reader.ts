import type { Hear, Reader } from '../call';
import { eitherReader } from '../eitherReader';
import { eventReader } from '../eventReader';
import { jsonReader } from '../jsonReader';
import { ChatAssembly } from './assembly';
import { readCompletion, type Completion } from './completion';

/**
 * Reads a chat completion, streamed or not: what counts is what arrives.
 *
 * @param hear told the text of the first choice as it comes; in one piece where it is not streamed
 * @param asked choices that were asked for: before so many have begun, a stream that breaks off is not complete
 */
export function chatReader(hear: Hear = () => {}, asked = 1): Reader<Completion> {
	let heard = 0;
	let begun = () => asked;
	const tell = (text: string): void => {
		if (text.length <= heard) return;
		hear(text.slice(heard));
		heard = text.length;
	};
	const reader = eitherReader(jsonReader(readCompletion), (head) => {
		const assembly = new ChatAssembly();
		begun = () => (assembly.body().choices as unknown[]).length;
		return eventReader(head, {
			add: (chunk) => {
				assembly.add(chunk);
				tell(assembly.text);
			},
			isComplete: () => assembly.complete,
			hasBegun: () => assembly.begun,
			partial: () => ({ text: assembly.text, usage: assembly.spent }),
			result: () => readCompletion(assembly.body(), head),
		});
	});
	return {
		...reader,
		isComplete: () => (reader.isComplete?.() ?? false) && (asked === 1 || begun() >= asked),
		end() {
			const reading = reader.end();
			if (reading.value) tell(reading.value.choices[0].text);
			return reading;
		},
	};
}
