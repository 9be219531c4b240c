import type { Reader } from '../../../nodes/api/readers/reader';
import type { Failure } from '../../../nodes/api/failure';
import type { Form, Sent } from './sent';

/** A good answer of a route, and what has to hold of whatever is made of it. */
export interface Good {
	route: string;
	/** The body, or the list of events; `[DONE]` is a text. A file is its bytes. */
	tree: unknown;
	form: Form;
	/** The type that the answer claims, if not that of its form. */
	type?: string;
	reader(): Reader<unknown>;
	/** Whether it may be asked for again, because it costs nothing, or never is. */
	isFree?: boolean;
	/** Whether it has what was asked for, or leads to it: then it must not fail unless something is changed. */
	isMade?: boolean;
	/** What is wrong with a value that was read; empty when nothing is. */
	faults(value: never, sent: Sent): string[];
	/** What is wrong with a failure, beyond what holds of each. */
	failed?(why: Failure, sent: Sent): string[];
}

/** The type that an answer claims. */
export function typeOf({ form, type }: Good): string {
	return type ?? (/events/.test(form) ? 'text/event-stream' : 'application/json');
}
