import type { IDataObject } from 'n8n-workflow';
import { supplyChatModelAt } from '../support/chatModel';
import { usualItems } from './ask';
import type { Drive, Output } from './case';

/** The chat model asks, as an Agent would, once for each item; what it throws is the failure of that item. */
export const throughChatModel: Drive = async (ask, { credential, onStart }) => {
	const { items = usualItems, options = {}, stream, throughput = {} } = ask;
	const gateway = { url: String(credential.baseUrl), requests: [], close: async () => {} };
	const given = stream === undefined ? options : { ...options, stream };
	const { model, log, stop, close } = await supplyChatModelAt(
		gateway,
		{ options: given, throughput },
		credential,
	);
	onStart(stop);
	const count = typeof items === 'number' ? items : items.length;
	const asked = Array.from({ length: count }, async (_, item): Promise<Output> => {
		const about = { files: {}, inputs: [item] };
		try {
			const { text } = (await model.invoke(`Item ${item}`)) as { text: string };
			return { ...about, json: { text }, isSuccess: true };
		} catch (thrown) {
			return { ...about, json: failed(thrown), isSuccess: false };
		}
	});
	const outputs = await Promise.all(asked);
	await close();
	return { status: 'success', outputs, hints: [], whole: [outputs, log()] };
};

/** The exception as a failed item has it. Its kind is not told to an Agent. */
function failed(thrown: unknown): IDataObject {
	const error = thrown as Error & { description?: string; cause?: unknown };
	const all = Object.fromEntries(
		Object.getOwnPropertyNames(error).map((name) => [
			name,
			(error as unknown as IDataObject)[name],
		]),
	);
	return { message: error.message, error: { ...all, kind: 'thrown' } as IDataObject };
}
