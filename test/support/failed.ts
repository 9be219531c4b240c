import type { IDataObject, INodeExecutionData } from 'n8n-workflow';
import { runChat, type ChatRun } from './chat';
import type { Responder } from './gateway';

/** What a failed item says. */
export interface Said {
	/** The sentence without the number of the item. */
	message: string;
	kind: string;
	status: number | null;
	code: string | null;
	type: string | null;
	request_id: string | null;
	retryable: boolean;
}

/** Runs one item under Continue, which is expected to fail. */
export async function failedRun(
	respond: Responder,
	parameters: IDataObject = {},
): Promise<ChatRun> {
	return await runChat(respond, { parameters, onError: 'continueRegularOutput' });
}

/** The only item of a run, which has to be a failed one of the shape that n8n understands. */
export function saidBy({ items }: ChatRun): Said & { error: IDataObject } {
	expect(items).toHaveLength(1);
	const { json, pairedItem } = items[0] as INodeExecutionData;
	expect(Object.keys(json).sort()).toEqual(['error', 'message']);
	expect(pairedItem).toEqual({ item: 0 });
	const error = json.error as IDataObject;
	expect(error.attempts).toBe(1);
	expect(error.description).toEqual(expect.stringMatching(/\w.*\.$/s));
	expect(json.message).toEqual(expect.stringMatching(/ \[Item 0\]$/));
	const message = String(json.message).replace(/ \[Item 0\]$/, '');
	return { ...(error as unknown as Said), message, error };
}
