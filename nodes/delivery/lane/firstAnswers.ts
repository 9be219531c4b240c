import type { Call } from '../../api/call';
import { hasTools } from '../../api/responses/tools';
import { FirstAnswer } from './firstAnswer';

/** Longest time that others wait for a refusal, in milliseconds. */
const longestForRefusal = 2_000;

const firstOfEach = () => ({
	stream: new FirstAnswer(),
	whole: new FirstAnswer(longestForRefusal),
});

/**
 * The first answers of a lane, of requests with tools and of those without: a model may take the ones on another route than
 * the others. Streams and whole answers are apart, since only a stream shows whether streams tell their usage. Of a whole
 * answer nothing but its refusal is waited for, which comes soon.
 */
export class FirstAnswers {
	private readonly plain = firstOfEach();
	private readonly withTools = firstOfEach();

	/** Those that a call belongs to. */
	of({ request: { body = {} } }: Call<unknown>): FirstAnswer {
		const kind = hasTools(body) ? this.withTools : this.plain;
		return body.stream === true ? kind.stream : kind.whole;
	}

	/** Nobody waits any more. */
	show(): void {
		for (const { stream, whole } of [this.plain, this.withTools]) {
			stream.show();
			whole.show();
		}
	}
}
