import type { IDataObject, INode, INodeExecutionData } from 'n8n-workflow';
import type { Answer, Ask, WantedItem } from '../support/wire/case';

/** Parts of the list of faults, in the order of docs/faults.md, with the letter of their cases. */
export const groups = {
	H: 'HTTP status and headers',
	T: 'TCP, DNS, TLS and proxies',
	S: 'Streams of events',
	B: 'Bodies and JSON',
	U: 'User input',
	N: 'Life in n8n',
} as const;

export type Group = (typeof groups)[keyof typeof groups];

/** Something that goes wrong, and what exactly has to come of it: a run of the node through the engine. */
export interface FaultCase {
	group: Group;
	/** What goes wrong; cases with the same words are forms of one fault. */
	fault: string;
	/** Which form of it, or with which operation. */
	form?: string;
	/** What is asked; a function where it is large, so that it is made when its turn comes. */
	ask?: FaultAsk | (() => FaultAsk);
	/** What is asked of; nothing that answers unless told. */
	server?: Served;
	outcome: FaultOutcome;
	/**
	 * `slow`: not in the short form. `hurried`: the node's clock runs as fast as test/support/conversation/clock.ts says,
	 * for waits of minutes. `heavy`: it works so long that others would wait for it, or changes what holds for the whole
	 * process; it runs alone. `network`: in a network of its own, of which the process is the master (Linux).
	 */
	pace?: 'slow' | 'hurried' | 'heavy' | 'network';
	/** Whether an answer is cut, where its `ends` does not say so: then nothing of it may be on the success output. */
	isCut?: boolean;
	/** What is cut is whole nevertheless: what is missing is no part of the answer. */
	isComplete?: true;
	/** How it is run, unless by the node. */
	drive?: Drive;
	/** What else has to hold, one sentence for each thing that does not. */
	also?: (came: Came, server: OpenServer) => string[];
}

/** What is asked for: three items of Chat → Complete, unless told otherwise. */
export interface FaultAsk extends Omit<Partial<Ask>, 'items'> {
	/** Input items, or how many. Item 1 asks for the text `Item 1` unless parameters say otherwise. */
	items?: number | readonly IDataObject[];
	/** Files of every item. */
	binary?: INodeExecutionData['binary'];
	/** Members of the credential that differ. */
	credential?: IDataObject;
	/** Continue (using error output), unless told otherwise. */
	onError?: INode['onError'];
	/** Gets what presses Stop. */
	onStart?: (cancel: () => void) => void;
}

/**
 * What answers: the same every time, the next of a list (the last one again and again), such a list for every item, or
 * anything else that can be opened. `{asked}`, `{key}` and `{host}` in bodies and headers are what the request asks
 * for, the key that came with it, and the server's own host.
 */
export type Served = Answer | readonly Answer[] | { each: readonly Answer[] } | OpensServer;

/** Opens something to be asked: a server of any kind, or an address at which there is none. */
export type OpensServer = () => Promise<OpenServer>;

export interface OpenServer {
	/** Base URL for the credential. */
	url: string;
	/** Requests so far, or connections where there are no requests. */
	count(): number;
	close(): Promise<void>;
	/** What has reached anybody but the gateway; no secret may be in it. */
	elsewhere?(): unknown;
}

/** How many: exactly, or between two numbers where it depends on the moment. */
export type Count = number | readonly [least: number, most: number];

/** What has to come of a fault. */
export type FaultOutcome = Recovered | Fails | NotTried;

interface Recovered {
	is: 'recovered';
	requests: Count;
	/** What every item has to hold; for texts, unless told: the text that it asks for. */
	item?: WantedItem;
	/** What the user gets, for the page. */
	says?: string;
}

interface Fails {
	is: 'fails';
	kind: string;
	/**
	 * The sentence that the user reads, exactly; `…` at an end stands for any further words, `{host}` for the
	 * server's host.
	 */
	sentence: string;
	requests: Count;
	/** How many items fail; all, unless told. */
	failed?: Count;
	/** What every failed item has to hold beside. */
	item?: WantedItem;
	/** What the others have to hold. */
	others?: WantedItem;
	/** No item comes out at all, as n8n drops them when a node stops. */
	isStopped?: true;
}

interface NotTried {
	is: 'not tried';
	reason: string;
}

export const recovered = (requests: Count, more: Partial<Recovered> = {}): FaultOutcome => ({
	is: 'recovered',
	requests,
	...more,
});

export const fails = (
	kind: string,
	sentence: string,
	requests: Count,
	more: Partial<Fails> = {},
): FaultOutcome => ({ is: 'fails', kind, sentence, requests, ...more });

export const notTried = (reason: string): FaultOutcome => ({ is: 'not tried', reason });

/** Runs what is asked, and tells all that came of it. */
export type Drive = (ask: FaultAsk, circumstances: Circumstances) => Promise<Came>;

export interface Circumstances {
	credential: IDataObject;
	/** Of this case alone. */
	executionId: string;
	/** Gets what presses Stop, for a case that does not come to its end. */
	onStart: (cancel: () => void) => void;
}

/** What came of a case. */
export interface Came {
	/** How n8n shows the execution. */
	status: string;
	outputs: readonly Output[];
	/** What stopped the node. */
	error?: { message: string; description: string };
	hints: readonly string[];
	/** All that there is of the run, to be searched for secrets. */
	whole: unknown;
}

/** One item that came out. */
export interface Output {
	json: IDataObject;
	/** Bytes of its files. */
	files: { [name: string]: number };
	isSuccess: boolean;
	/** The input items that it is paired with. */
	inputs: readonly number[];
}

/** A case with its letter and number. */
export interface Numbered extends FaultCase {
	nr: string;
	title: string;
}
