import type { Adaptation, Announcement, Sign } from './adaptation';
import type { Failure, ModelFailure } from './failure';
import type { JsonObject } from './json';
import type { BinaryOutput } from './output';
import type { Reader, Reading } from './readers/reader';
import type { MostTokens } from './usage/mostTokens';

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
	/** The form is sent as application/x-www-form-urlencoded instead; there are no files in it. */
	isUrlEncoded?: true;
} & ({ path: string; url?: undefined } | { url: string; path?: undefined });

/** A field or a file of a form. */
export interface FormPart {
	name: string;
	value: string | BinaryOutput;
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
	 * Whether the request may be sent again. `free`: it costs nothing. `paid`: its answer is paid for. `charged`: it is
	 * charged when it arrives, so only after a refusal that made nothing. `never`: not once it may have arrived.
	 */
	repeat: 'free' | 'paid' | 'charged' | 'never';
	/**
	 * For how long it is sent again when the server has trouble, in milliseconds, in place of the user's number of
	 * attempts; 0: it is sent once. For calls that cost nothing.
	 */
	repeatFor?: number;
	/**
	 * Whether its outcome tells nothing about other requests, and theirs nothing about it: a task that was accepted can
	 * still be asked for when the key is refused for new ones, and the other way round.
	 */
	standsAlone?: true;
	/** Estimated tokens of the request and its answer, for gateways that limit them. */
	tokens?: number;
	/** The most tokens that the request may use as it goes out, for budgets; absent where it uses none. */
	mostTokens?(sent: Request): MostTokens;
	reader(): Reader<T>;
	/** Longest time for one attempt, in seconds, where it is known to be shorter than the user's. */
	within?: number;
	/** Whether a part of the answer was passed on to the user: then the request cannot be sent again. */
	hasPassedOn?(): boolean;
	/** Whether another model is asked when this one cannot answer: then nobody waits long for a lane that lets nothing through. */
	hasNext?: boolean;
	/** What was asked in vain before. */
	insteadOf?: InsteadOf;
	/** Changes that may be made when the gateway refuses the request as it is. */
	adaptations?: readonly Adaptation[];
	/** How many pictures an answer has, where each may be paid for. */
	pictures?(value: T): number;
	/** Which of the routes for a conversation gave an answer; absent where there is one only. */
	apiOf?(value: T): 'chatCompletions' | 'responses';
	/** What its answer tells of other lanes of the key: the adaptations with which their requests are to begin, by lane. */
	announces?(value: T): Announcement;
	/**
	 * What an answer shows of how later requests should go.
	 *
	 * @param sent body of the request as it went out
	 */
	watch?(reading: Reading<T>, sent: JsonObject): readonly Sign[];
}

/** What was asked before a call, of other models. */
export interface InsteadOf {
	/** Those that could not answer this request, or an earlier one of its conversation. */
	models: readonly ModelFailure[];
	/** The calls to those of this request, and how each failed. */
	calls: ReadonlyArray<{ call: Call<unknown>; why: Failure }>;
}

/** Called with each piece of an answer's text as it comes. */
export type OnText = (text: string) => void;

/** Sends a call and returns its value; rejects with {@link Failed} when there is none. */
export type Send = <T>(call: Call<T>) => Promise<T>;

/** Waits so many milliseconds without holding a slot; rejects when the run is cancelled. */
export type Wait = (milliseconds: number) => Promise<void>;
