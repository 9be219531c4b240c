import type { IDataObject } from 'n8n-workflow';

/** One way that a gateway answers, and what has to come of it: a whole request through the engine. */
export interface WireCase {
	/** Kind and number, such as `A4.12`; plain numbers are those of `wire.json`. */
	nr: string;
	title: string;
	ask: Ask;
	/** Every request gets this one … */
	answer?: Answer;
	/** … or each request the next of these, the last one again and again. */
	answers?: readonly Answer[];
	want: Want;
}

/** What is asked for. */
export interface Ask {
	/** Path of the request; it tells the operation, unless `operation` does. */
	route: string;
	/** The option Stream; left out, the node chooses. */
	stream?: boolean;
	/** The option Response Format. */
	response_format?: string;
	simplify?: boolean;
	/** Resource and operation as workflows store them, such as `text.extract`. */
	operation?: string;
	/** Further parameters, in place of those of the same name. */
	parameters?: IDataObject;
	/** Further options. */
	options?: IDataObject;
	/** Limits and retries; by default five attempts. */
	throughput?: IDataObject;
	/** Input items; by default one without members. */
	items?: readonly IDataObject[];
}

/** What the server sends. */
export interface Answer {
	/** 200 unless it says otherwise. */
	status?: number;
	content_type?: string;
	headers?: { [name: string]: string };
	/** Headers that are a number, less one for each request before. */
	countdown?: { [name: string]: number };
	/** In pieces, each arrives alone. */
	body: string | ReadonlyArray<string | Uint8Array>;
	/** Unless it ends as it should: a reset connection, or one that stays open without a further byte. */
	ends?: 'reset' | 'silence';
	/** Pause before the first byte, in milliseconds. */
	delay?: number;
	/** Pause after each piece, in milliseconds, so that it is on its way alone; 15 unless it says otherwise. */
	between?: number;
	/** Only for requests that ask for a stream, or only for those that do not. */
	to?: 'streams' | 'whole';
	/** Only for requests to this path, such as that of a picture. */
	path?: string;
}

/** What has to come out: of the run, and of its item where there is only one. */
export interface Want extends WantedItem {
	/** Requests in all, those for pictures included. */
	requests?: number;
	atMostRequests?: number;
	/** Paths of the requests, in order, without repetitions that follow one another. */
	paths?: readonly string[];
	/** Members of the body of each request, in order; `undefined`: it must not be there. */
	sent?: ReadonlyArray<{ [name: string]: unknown }>;
	/** Longest time from the first request to the last, in milliseconds. */
	within?: number;
	/** Shortest time from the first request to the last, in milliseconds. */
	waits?: number;
	/** Whether the run says anything to the user, or words of what it says. */
	hint?: boolean | string;
	/** Most items whose usage may be unknown. */
	withoutUsage?: number;
	/** Each item, where there are several. */
	items?: readonly WantedItem[];
}

/** What one item has to hold. Any further name is a member of its `json`. */
export interface WantedItem {
	output?: 'success' | 'failure';
	/** The text, of a failure that which it keeps. */
	text?: string;
	/** Thoughts; null: there are none. */
	reasoning?: string | null;
	/** Exactly as it stands in the item; null where it is unknown; `true`: any. */
	usage?: object | null | true;
	/** Kind of a failure, or any of several. */
	kind?: string | readonly string[];
	/** Words that a failure must keep, and such as must not be in it. */
	words?: string;
	notWords?: string;
	/** Most letters of the message of a failure. */
	letters?: number;
	/** Words of a failure's description, in upper or lower case. */
	advice?: string;
	/** Calls of tools: names with arguments, in order. */
	calls?: ReadonlyArray<readonly [string, unknown]>;
	ids?: readonly string[];
	message?: object;
	/** Members of the item's `json`. */
	json?: object;
	/** Bytes of the item's files, by their names. */
	files?: { [name: string]: number };
	[name: string]: unknown;
}

/** What came of a case. */
export interface Outcome {
	/** The requests as they came, with the milliseconds since the first. */
	requests: ReadonlyArray<{ path: string; body: unknown; after: number }>;
	items: ReadonlyArray<{ json: IDataObject; files: { [name: string]: number } }>;
	/** What the run says to the user, but for its figures. */
	hints: readonly string[];
	/** `success`, unless the run was stopped for its length or failed as a whole. */
	status: string;
	/** How long the process was kept from its work, in milliseconds; absent: not at all. */
	stalled?: number;
}
