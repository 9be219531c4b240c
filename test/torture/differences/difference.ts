import type { Failure } from '../../../nodes/api/failure';
import type { JsonObject } from '../../../nodes/api/json';
import type { ServerEvent } from '../../../nodes/api/readers/sse';

/** An event, and the chunk in it, if it is one. */
export interface ChunkEvent extends ServerEvent {
	chunk: JsonObject | undefined;
}

/** Something that we read otherwise than an oracle, on purpose. */
interface Difference {
	name: string;
	/** Why we do. */
	reason: string;
}

/** The oracle has to make the same of the text as we make of it, once it is written by the standard. */
export interface TextDifference extends Difference {
	standard(text: string): string;
}

/** The oracle has to make the same of the events as we make of them, once they are as OpenAI sends them. */
export interface EventDifference extends Difference {
	/** What is not changed is the very same event. */
	usual(events: readonly ChunkEvent[]): readonly ChunkEvent[];
}

/** An answer that the oracle takes for good, and we do not. */
export interface Refused extends Difference {
	/** @param body what the oracle made of it */
	isMeant(why: Failure, body: JsonObject, text: string): boolean;
}

/** An answer that was cut and that we take for complete, although there was more. */
export interface Complete extends Difference {
	/**
	 * @param had outlines of the choices that we read
	 * @param sent outlines of those that the gateway meant to send; undefined where that is no answer
	 */
	isMeant(had: readonly JsonObject[], sent: readonly JsonObject[] | undefined): boolean;
}
