import type { IDataObject } from 'n8n-workflow';

/**
 * One conversation with a gateway on its routes for tasks, pictures and sound, and what has to come of it:
 * a run of the node through the engine. `about` in tasks.json explains the members.
 */
export interface Conversation {
	/** `T` and the number of tasks.json, or `T`, the kind and a place, such as `T4.2`. */
	nr: string;
	title: string;
	resource: string;
	operation: string;
	parameters: IDataObject;
	/** The task's ID, exactly. */
	taskId: string;
	/** A request is one of this case when one of these is in its address or body; without any, each is. */
	marks?: readonly string[];
	/** Cases with the same text are items of one run, with one key. */
	own?: boolean | string;
	answers: readonly Answer[];
	want: Want | Both;
}

/** What the k-th request of a route gets is the k-th answer of that route, and the last one again and again. */
export interface Answer {
	method: string;
	path: string;
	/** 200 unless it says otherwise. */
	status?: number;
	/** Of an object JSON, of a file nothing, unless it says otherwise. */
	type?: string;
	headers?: { [name: string]: string };
	/** An object is sent as JSON. {host}, {other}, {b64:x} and {hex:x} are filled in. */
	body?: unknown;
	/** The bytes of a sample. */
	file?: string;
	/** Bytes as they are; filled in as well. */
	bytes?: Uint8Array;
	/** Only for requests whose body has this member. */
	ifBodyHas?: string;
	/** The connection is reset: in place of an answer, or after the body. */
	reset?: boolean;
}

/** What has to come out of one item; each member is judged by the rule of its name (rules.ts). */
export interface Want {
	/** By which output the item leaves: either, when it is not told. */
	output?: 'success' | 'failure';
	/** How many files the item has. */
	files?: number;
	mime?: string;
	mimeIn?: readonly string[];
	/** Of the names of its files. */
	ending?: string;
	/** The sample that each of its files is; of several, each in order. */
	bytes?: string | readonly string[];
	text?: string;
	kind?: readonly string[];
	notKind?: readonly string[];
	/** In the message. */
	words?: string;
	/** Any of these in message or description. */
	says?: readonly string[];
	/** None of these in message or description. */
	notWords?: string | readonly string[];
	retryable?: boolean;
	/** The ID is exact in `error.task_id` or `task.id`. */
	taskId?: true;
	idKept?: true;
	/** Texts that stand somewhere in what the item says. */
	told?: readonly string[];
	/** Texts that stand nowhere in it. */
	notTold?: readonly string[];
	/** Members by their paths. */
	json?: { [path: string]: unknown };
	/** Members of the body of one request. */
	sent?: { [name: string]: unknown };
	/** How often a route is asked, and how often at most: `POST /mj/submit/imagine`. */
	requests?: { [route: string]: number };
	atMost?: { [route: string]: number };
	/** Routes that are asked, and never with the key. */
	withoutKey?: readonly string[];
}

/** One of these, and the other members in any case. */
export interface Both extends Want {
	anyOf: readonly Want[];
}

/** What came of a case. */
export interface Outcome {
	output: 'success' | 'failure';
	json: IDataObject;
	files: ReadonlyArray<{ mime: string; name: string; bytes: Buffer }>;
	/** The requests that belong to the case, and those that belong to none. */
	requests: readonly Asked[];
	strays: readonly Asked[];
	/** `success`, unless the run was stopped for its length or failed as a whole. */
	status: string;
	/** Fills {host} in. */
	fill: (text: string) => string;
}

/** A request as it came. */
export interface Asked {
	/** Method and path, without a query. */
	route: string;
	body: unknown;
	hasKey: boolean;
}
