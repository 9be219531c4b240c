import type { Reader } from '../../../nodes/api/call';
import type { Form, Sent } from './sent';

/** A good answer of a route, and what has to hold of whatever is made of it. */
export interface Good {
	route: string;
	/** The body, or the list of events; `[DONE]` is a text. */
	tree: unknown;
	form: Form;
	reader(): Reader<unknown>;
	/** Whether it may be asked for again, because it costs nothing, or never is. */
	isFree?: boolean;
	/** What is wrong with a value that was read; empty when nothing is. */
	faults(value: never, sent: Sent): string[];
}
