import type { Reader } from '../call';
import { eitherReader } from '../eitherReader';
import { eventReader } from '../eventReader';
import { jsonReader } from '../jsonReader';
import { ChatAssembly } from './assembly';
import { readCompletion, type Completion } from './completion';

/** Reads a chat completion, streamed or not: what counts is what arrives. */
export function chatReader(): Reader<Completion> {
	return eitherReader(jsonReader(readCompletion), (head) => {
		const assembly = new ChatAssembly();
		return eventReader(head, {
			add: (chunk) => assembly.add(chunk),
			isComplete: () => assembly.complete,
			hasBegun: () => assembly.begun,
			partial: () => ({ text: assembly.text, usage: assembly.spent }),
			result: () => readCompletion(assembly.body(), head),
		});
	});
}
