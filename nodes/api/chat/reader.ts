import { splitThoughts, SpokenText } from '../answer/thoughts';
import { unreadFailure } from '../answer/verdict';
import type { Hear, Reader, ResponseHead } from '../call';
import { eitherReader } from '../eitherReader';
import { eventReader, type Assembly } from '../eventReader';
import type { Failure } from '../failure';
import { jsonReader, type Interpret } from '../jsonReader';
import { ChatAssembly } from './assembly';
import { readCompletion, textIn, type Completion } from './completion';

/**
 * Reads a chat completion, streamed or not: what counts is what arrives.
 *
 * @param hear told the text of the first choice as it comes, without thoughts; in one piece where it is not
 *   streamed
 */
export function chatReader(hear?: Hear): Reader<Completion> {
	const spoken = hear && new SpokenText(hear);
	const plain = jsonReader(readCompletion, { keep: textIn });
	const reader = eitherReader(plain, (head) =>
		eventReader(head, chatAssembly(head, readCompletion, spoken && ((text) => spoken.grown(text)))),
	);
	return {
		...reader,
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
 * @param grown told the text so far with every chunk
 */
export function chatAssembly<T>(
	head: ResponseHead,
	interpret: Interpret<T>,
	grown?: Hear,
): Assembly<T> {
	const assembly = new ChatAssembly();
	return {
		add(chunk) {
			const isPiece = assembly.add(chunk);
			grown?.(assembly.text);
			return isPiece;
		},
		isComplete: () => assembly.complete,
		hasBegun: () => assembly.begun,
		partial: () => soFar(assembly),
		result: () => {
			const reading = interpret(assembly.body(), head);
			return reading.value !== undefined && assembly.isUnread
				? { failure: unreadFailure(head, soFar(assembly)) }
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
		...(assembly.spent === null ? {} : { usage: assembly.spent }),
	};
}
