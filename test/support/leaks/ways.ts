import type { IDataObject, StructuredChunk } from 'n8n-workflow';
import type { ChatSetup } from '../chat';
import type { Responder } from '../gateway';
import { runOperation } from '../operation';
import { credentialOf, type Canary } from './canary';
import { item, type Scene } from './scenes';

/** How the node is set, and by whom it is run. */
export type Way = Omit<ChatSetup, 'parameters'> & { parameters?: IDataObject };

/** Settings under which other things are shown. */
export const ways: readonly Way[] = [
	{ onError: 'continueRegularOutput' },
	{},
	{ onError: 'continueErrorOutput', parameters: { simplify: false } },
	{ asTool: true },
	{ retryOnFail: true },
];

/** An hour of waiting for a limit would be one of this test. */
const throughput = { maxAttempts: 1, maxRateLimitWait: 1 };

/**
 * Runs an operation for a caller who reads along.
 *
 * @returns everything that is left: the run as n8n keeps it, and what the caller got, also in one piece
 */
export async function leftBy(
	{ operation, parameters }: Pick<Scene, 'operation' | 'parameters'>,
	respond: Responder,
	canary: Canary,
	{ parameters: more, ...way }: Way,
): Promise<unknown> {
	const chunks: StructuredChunk[] = [];
	const { requests, ...run } = await runOperation(
		respond,
		operation,
		{ throughput, ...parameters, ...more },
		{
			...way,
			items: [item],
			credential: credentialOf(canary),
			onChunk: (chunk) => void chunks.push(chunk),
		},
	);
	if (requests.length === 0) throw new Error(`${operation} has sent nothing`);
	const heard = chunks.map(({ type, content }) => (type === 'item' ? content : '')).join('');
	return [run, chunks, heard];
}
