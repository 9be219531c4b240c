import { NodeApiError, type INode, type JsonObject } from 'n8n-workflow';
import type { Failure } from '../api/failure';
import { nothingToHide, type Redactor } from '../api/redact/redactor';
import { bounded } from './bounded';
import type { Context } from './parameters';
import { withItemNumber } from './items';

/** How an exception is told. */
export interface ErrorContext {
	/** Positions in the input of the items that failed; none: it is no item's. */
	items?: readonly number[];
	/** Items that were done when the node stopped, which n8n drops. */
	finished?: number;
	/** Takes out what must not appear in it. */
	redactor?: Redactor;
	/** Whether a model reads it: it gets the message alone, so the advice has to be in it. */
	forModel?: boolean;
	/** Whether whoever reads it gets the description alone, so the message has to be in it. */
	descriptionAlone?: boolean;
}

/**
 * Whether n8n passes on nothing but the description of an exception: to a caller who reads along, and in its own chat
 * (n8n 2.41.1: `handleNodeExecutionError`, `ChatHubExecutionService`).
 */
export function passesDescriptionAlone(context: Context): boolean {
	const isStreaming = 'isStreaming' in context && context.isStreaming?.();
	return isStreaming === true || context.getMode() === 'chat';
}

/**
 * A failure as the exception that stops a node. n8n shows the message as title and the description
 * below it.
 */
export function toNodeError(
	node: INode,
	failure: Failure,
	{
		items = [],
		finished = 0,
		redactor = nothingToHide,
		forModel = false,
		descriptionAlone = false,
	}: ErrorContext = {},
): NodeApiError {
	const { kind, message, description, status, code, type, request_id, fallbacks } =
		redactor.message(bounded(failure));
	const facts = [
		status === null ? '' : `Status ${status}`,
		code === null ? '' : `code ${code}`,
		type === null ? '' : `type ${type}`,
		request_id === null ? '' : `request ID ${request_id}`,
	].filter((fact) => fact !== '');
	const paragraphs = [
		descriptionAlone ? asSentence(withItemNumber(message, items)) : '',
		description,
		capitalize(facts.length === 0 ? '' : `${facts.join(', ')}.`),
		alsoAsked(fallbacks),
		finished === 0 ? '' : droppedNote(finished),
	].filter((paragraph) => paragraph !== '');
	const told = forModel ? `${message}. ${description}` : withItemNumber(message, items);
	const title = kind === 'cancelled' ? message : plain(told);
	// Without itemIndex: the editor would show the number of the item a second time.
	return new NodeApiError(node, { message: title } as JsonObject, {
		message: title,
		description: paragraphs.join(' '),
		...(status === null ? {} : { httpCode: String(status) }),
	});
}

/** How the other models failed that were asked. */
function alsoAsked(fallbacks: Failure['fallbacks'] = []): string {
	const told = fallbacks.map(({ model, message }) => `${model} (${message})`);
	return told.length === 0 ? '' : `Also asked: ${told.join(', ')}.`;
}

function asSentence(text: string): string {
	return /[.!?。！？]$/.test(text) ? text : `${text}.`;
}

function capitalize(text: string): string {
	return text.charAt(0).toUpperCase() + text.slice(1);
}

function droppedNote(finished: number): string {
	const answers = finished === 1 ? '1 finished item' : `${finished} finished items`;
	return `n8n drops ${answers} of this run. To keep them next time, open Settings of this node and set On Error to "Continue (using error output)".`;
}

/** Words for codes of the network: n8n replaces a message that contains such a code with a sentence of its own. */
const codesInWords: ReadonlyArray<[RegExp, string]> = [
	[/ECONNREFUSED/gi, 'connection refused'],
	[/ECONNRESET/gi, 'connection reset'],
	[/ECONNABORTED/gi, 'connection aborted'],
	[/ENOTFOUND/gi, 'host not found'],
	[/EAI_AGAIN/gi, 'host not found for now'],
	[/getaddrinfo/gi, 'address lookup'],
	[/ETIMEDOUT/gi, 'timed out'],
	[/EHOSTUNREACH/gi, 'host unreachable'],
	[/E(RR)?ADDR(NOTAVAIL|INUSE)/gi, 'address not available'],
	[/EACCES|EPERM/gi, 'not permitted'],
	[/ENOENT|EISDIR|ENOTDIR|EEXIST/gi, 'file trouble'],
	// A message with this word makes n8n show the execution as canceled.
	[/canceled/g, 'cancelled'],
];

/** The gateway's words without those that n8n takes for its own. */
function plain(message: string): string {
	return codesInWords.reduce((text, [code, words]) => text.replace(code, words), message);
}
