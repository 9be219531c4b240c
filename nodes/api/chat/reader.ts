import { ThoughtFilter } from '../answer/thoughts';
import type { OnText } from '../call';
import type { Failure } from '../failure';
import type { JsonObject } from '../json';
import { eventReader } from '../readers/eventStream';
import { jsonReader } from '../readers/json';
import { jsonOrEventStreamReader } from '../readers/jsonOrEventStream';
import type { Reader, Reading, ResponseHead } from '../readers/reader';
import { isResponse, readResponse, textInResponse, unwrapResponse } from '../responses/answer';
import { type Completion, readCompletion, textIn } from './completion';
import { CompletionAssembly } from './completionAssembly';

/**
 * A text longer than this, in characters, is looked at once for all events that come together, and not for each: what
 * is joined is copied when it is looked at.
 */
const longText = 4 * 1024;

/**
 * Reads a completion of either dialect, streamed or not, whichever was asked for.
 *
 * @param onText called with the text of the first choice as it comes, without thoughts; once, where it is not streamed
 * @param asked choices that were asked for: a stream that breaks off before so many have begun is not complete
 */
export function chatReader(onText?: OnText, asked = 1): Reader<Completion> {
	const filter = onText && new ThoughtFilter(onText);
	const plain = jsonReader(readBody, { keep: keepOfBody });
	let assembly: CompletionAssembly | undefined;
	const reader = jsonOrEventStreamReader(plain, (head) => {
		assembly = new CompletionAssembly(head, () => passOn(longText));
		return eventReader(head, assembly);
	});
	const passOn = (most = Infinity) => {
		if (filter === undefined || assembly === undefined) return;
		const text = assembly.textOf(asked);
		if (text.length <= most) filter.update(text);
	};
	return {
		...reader,
		isComplete: () =>
			(reader.isComplete?.() ?? false) && (assembly === undefined || assembly.hasChoices(asked)),
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

function readBody(given: JsonObject, head: ResponseHead): Reading<Completion> {
	const body = unwrapResponse(given);
	return isResponse(body) ? readResponse(body, head) : readCompletion(given, head);
}

function keepOfBody(given: JsonObject): Partial<Failure> {
	const body = unwrapResponse(given);
	return isResponse(body) ? textInResponse(body) : textIn(given);
}
