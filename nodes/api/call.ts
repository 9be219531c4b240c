import type { Failure } from './failure';
import type { MostTokens } from './usage/mostTokens';

/** JSON as it travels; `unknown` inside, because gateways add members of their own. */
export type JsonObject = { [name: string]: unknown };

/** What a request does to the thing at its path. */
export type Method = 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE';

/**
 * One HTTP request as data. With `path` it goes to the gateway of the credential and is signed;
 * with `url` (a picture to fetch) it goes there and never carries the key.
 */
export type Request = {
	method: Method;
	headers?: { [name: string]: string };
	body?: JsonObject;
	/** In place of `body`: JSON that is sent letter for letter, such as numbers that JavaScript would round. */
	json?: string;
	/** In place of `body`: fields and files, sent as multipart/form-data. */
	form?: readonly FormPart[];
} & ({ path: string; url?: undefined } | { url: string; path?: undefined });

/** A field or a file of a form. */
export interface FormPart {
	name: string;
	value: string | BinaryOutput;
}

/** Status line and headers of an answer; header names in lower case. */
export interface ResponseHead {
	status: number;
	headers: { [name: string]: string };
	/** Address that answered; addresses without a host in the answer are meant on it. */
	url?: string;
}

/**
 * What a reader makes of an answer: the value asked for with its token usage, or why there is none. The hint
 * is what the user should know of an answer that is good, and yet odd.
 */
export type Reading<T> =
	| { value: T; usage?: unknown; hint?: string; failure?: undefined }
	| {
			failure: Failure;
			value?: undefined;
			usage?: undefined;
			hint?: undefined;
			/** The value all the same, if it is this gateway's way not to say why an answer ended. */
			ifEnded?: { value: T; usage?: unknown };
	  };

/** Turns the bytes of one answer into a value. A fresh one is made for every attempt. */
export interface Reader<T> {
	/** Once, before any bytes. */
	head(head: ResponseHead): void;
	/** Bytes as they arrive, cut anywhere. Returns false when nothing more is wanted. */
	push(bytes: Uint8Array): boolean;
	/** Once, after the last byte of an answer that ended cleanly. */
	end(): Reading<T>;
	/**
	 * Whether all that was asked for is there, though the answer has not ended: every choice has said why it
	 * ended. However the answer ends after that, it counts. Absent: only its end can tell.
	 */
	isComplete?(): boolean;
	/** What there is of an answer that did not end: its text and usage, for the failed item. */
	partial?(): Partial<Failure>;
	/**
	 * A number that grows when the bytes have brought something of the answer, and not with signs of life: comments,
	 * blank lines, empty pieces. Absent: all bytes are something.
	 */
	progress?(): number;
}

/**
 * A request that a gateway refuses although it could answer, and the change that it then takes. Delivery makes
 * it at once, remembers it for the lane once the changed request has passed, and tries the original again
 * now and then: the gateway may send each request through another channel.
 */
export interface Adaptation {
	/** Under which it is remembered. */
	name: string;
	/** What the user is told, once a run. */
	hint: string;
	/** Whether there is anything to change in a request. */
	applies(body: JsonObject): boolean;
	/** Whether a failure asks for this change. */
	fits(failure: Failure): boolean;
	change(body: JsonObject): JsonObject;
	/** Name of the adaptation that this one is the opposite of: it is taken back first. */
	undoes?: string;
}

/** What an answer shows of an adaptation, beyond the words of a refusal. */
export interface Sign {
	/** Name of the adaptation. */
	adaptation: string;
	/** What was looked at, such as `usage`; each is weighed on its own. */
	about: string;
	/**
	 * Of an answer to the request as it was: `needed`, it lacks something, or `needless`, it lacks nothing. Of
	 * one to the changed request: `helped`, it lacks nothing, or `useless`, it lacks the same.
	 */
	says: 'needed' | 'needless' | 'helped' | 'useless';
}

/**
 * One request with its reader: what an operation asks of delivery. Delivery decides when it goes,
 * sends it, has the reader turn bytes into a value or a failure, and decides whether it goes again.
 */
export interface Call<T> {
	request: Request;
	/** Model or task family whose limit this request counts against; null when it has none. */
	lane: string | null;
	/**
	 * May the request be sent again: it costs nothing; its answer is paid for; it is charged when it arrives, so
	 * only after a refusal that made nothing; or never once it may have arrived.
	 */
	repeat: 'free' | 'paid' | 'charged' | 'never';
	/**
	 * How long trouble of the server is met by sending it again, in milliseconds, in place of the user's number of
	 * attempts; 0: it is sent once. For what costs nothing.
	 */
	repeatFor?: number;
	/**
	 * Whether it says nothing of other requests, nor they of it: a look at a task that was taken on goes on when
	 * the key is refused for new ones, and a refused look refuses no new ones.
	 */
	standsAlone?: true;
	/** Estimated tokens of the request and its answer, for gateways that limit them. */
	tokens?: number;
	/** The most tokens that the request may use as it goes out, for budgets; absent where it uses none. */
	mostTokens?(sent: Request): MostTokens;
	reader(): Reader<T>;
	/** Longest time for one attempt, in seconds, where it is known to be shorter than the user's. */
	within?: number;
	/** Whether a part of the answer was passed on already: it cannot be asked for again then. */
	begun?(): boolean;
	/** Changes that may be made when the gateway refuses the request as it is. */
	adaptations?: readonly Adaptation[];
	/**
	 * What an answer shows of how later requests should go.
	 *
	 * @param sent body of the request as it went out
	 */
	watch?(reading: Reading<T>, sent: JsonObject): readonly Sign[];
}

/** Hears the text of an answer as it comes, piece by piece. */
export type OnText = (text: string) => void;

/** Sends a call and returns its value; rejects with {@link Failed} when there is none. */
export type Send = <T>(call: Call<T>) => Promise<T>;

/** Waits so many milliseconds without holding a slot; rejects when the run is cancelled. */
export type Wait = (milliseconds: number) => Promise<void>;

/** What was spent on an item: the `request` member of every output. */
export interface RequestSummary {
	/** Requests that were needed. */
	sent: number;
	/** HTTP requests that were made for them, repetitions included. */
	attempts: number;
	/** Attempts that the gateway turned away for its rate limit. */
	refused: number;
	/** From the first request to the last answer, waiting included. */
	duration_ms: number;
	/** Host that gave the last answer; null when there was none. */
	host: string | null;
	/** The answer was bought by another item of the run, or by an earlier try of the node. */
	shared?: true;
}

/** A file that an operation hands to the host. */
export interface BinaryOutput {
	bytes: Uint8Array;
	mimeType: string;
	fileName: string;
}

/** An item of a unit that comes to nothing although others of the unit do not. */
export interface FailedOutput {
	failure: Failure;
	/** Position within the unit of the item. */
	from: number;
}

/** One output item of an operation. */
export interface Output {
	json: JsonObject;
	binary?: { [name: string]: BinaryOutput };
	/** Position within the unit of the item it came from; absent: it came from all of them. */
	from?: number;
}
