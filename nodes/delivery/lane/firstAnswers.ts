import type { Call } from '../../api/call';
import { hasTools } from '../../api/responses/tools';
import { FirstAnswer } from './firstAnswer';

/**
 * The first answers of a lane, of requests with tools and of those without: a model may take the ones on another route than
 * the others.
 */
export class FirstAnswers {
	private readonly withTools = new FirstAnswer();
	private readonly plain = new FirstAnswer();

	/** Those that a call belongs to. */
	of({ request: { body } }: Call<unknown>): FirstAnswer {
		return body && hasTools(body) ? this.withTools : this.plain;
	}

	/** Nobody waits any more. */
	show(): void {
		this.withTools.show();
		this.plain.show();
	}
}
