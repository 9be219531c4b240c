import type { IncomingMessage, ServerResponse } from 'node:http'; // eslint-disable-line @n8n/community-nodes/no-restricted-imports -- types
import type { IDataObject } from 'n8n-workflow';
import type { Route } from './routes';

/** What a hostile gateway sends in place of an answer. */
export interface Attack {
	name: string;
	/** Routes that it is tried on, by name or by what they answer with; every route when absent. */
	on?: readonly string[];
	/** Whether a good item may come out nevertheless, because all that was asked for is in the answer. */
	mayPass?: boolean;
	/** Kinds of failure, where only these are right. */
	kinds?: readonly string[];
	/** Words that the sentence must have. */
	words?: RegExp;
	/** Whether good requests of the run cannot come out either: it is their parameters that are hostile. */
	spoilsAll?: boolean;
	/** Parameters of the node, where the attack is in them. */
	parameters?: IDataObject;
	send(exchange: Exchange): unknown;
}

/** One request, and what a good gateway would answer. */
export interface Exchange {
	route: Route;
	request: IncomingMessage;
	response: ServerResponse;
	good: GoodAnswer;
	/** Where a server listens that nobody should ask. */
	victim: string;
}

/** An answer as it should be. */
export interface GoodAnswer {
	type: string;
	body: string | Buffer;
}

/** Whether an attack is tried on a route. */
export function isOn({ on }: Attack, { name, forms }: Route): boolean {
	return on === undefined || on.includes(name) || forms.some((form) => on.includes(form));
}
