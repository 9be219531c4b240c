import { spent } from '../usage/usage';
import { splitThoughts, ThoughtFilter } from '../answer/thoughts';
import { unknownFormFailure } from '../answer/usability';
import type { OnText } from '../call';
import type { Reader, ResponseHead } from '../readers/reader';
import { jsonOrEventStreamReader } from '../readers/jsonOrEventStream';
import { eventReader, type Assembly } from '../readers/eventStream';
import type { Failure } from '../failure';
import { jsonReader, type Interpret } from '../readers/json';
import { ChatAssembly } from './assembly';
import { readCompletion, textIn, type Completion } from './completion';

/**
 * Reads a chat completion, streamed or not: what counts is what arrives.
 *
 * @param onText told the text of the first choice as it comes, without thoughts; in one piece where it is not
 *   streamed
 * @param asked choices that were asked for: before so many have begun, a stream that breaks off is not complete
 */
export function chatReader(onText?: OnText, asked = 1): Reader<Completion> {
	const spoken = onText && new ThoughtFilter(onText);
	const plain = jsonReader(readCompletion, { keep: textIn });
	let assembly: ChatAssembly | undefined;
	const reader = jsonOrEventStreamReader(plain, (head) => {
		const begun = (assembly = new ChatAssembly());
		const grown = () => spoken?.grown(asked > 1 ? begun.textOfZero : begun.text);
		return eventReader(head, chatChunks(begun, head, readCompletion, grown));
	});
	return {
		...reader,
		isComplete: () =>
			(reader.isComplete?.() ?? false) && (assembly === undefined || assembly.count >= asked),
		end() {
			const reading = reader.end();
			if (reading.value) spoken?.ended(reading.value.choices[0].text);
			return reading;
		},
	};
}

/**
 * The chunks of a chat completion on their way to a value.
 *
 * @param interpret reads the body that they make
 * @param grown called after every chunk
 */
export function chatChunks<T>(
	assembly: ChatAssembly,
	head: ResponseHead,
	interpret: Interpret<T>,
	grown?: () => void,
): Assembly<T> {
	return {
		add(chunk) {
			const isPiece = assembly.add(chunk);
			grown?.();
			return isPiece;
		},
		isComplete: () => assembly.isComplete,
		hasBegun: () => assembly.begun,
		partial: () => soFar(assembly),
		result: () => {
			const reading = interpret(assembly.body(), head);
			return reading.value !== undefined && assembly.isUnread
				? { failure: unknownFormFailure(head, soFar(assembly)) }
				: reading;
		},
	};
}

function soFar(assembly: ChatAssembly): Partial<Failure> {
	const { text, reasoning } = splitThoughts(assembly.text);
	const thoughts = [assembly.reasoning, reasoning].filter((part) => part !== '').join('\n\n');
	return {
		...(text === '' ? {} : { text }),
		...(thoughts === '' ? {} : { reasoning: thoughts }),
		...spent(assembly.spent),
	};
}
