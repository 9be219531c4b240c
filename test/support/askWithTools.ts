import type { AIMessage, BaseMessage } from '@langchain/core/messages';
import type { LangchainModel } from './chatModel';

/** Asks as an Agent does, streamed or not. */
export async function askWithTools(
	model: LangchainModel,
	tools: unknown[],
	messages: BaseMessage[],
	streamed: boolean,
): Promise<AIMessage> {
	const bound = model.bindTools(tools);
	if (!streamed) return await bound.invoke(messages);
	let whole: any; // eslint-disable-line @typescript-eslint/no-explicit-any
	for await (const piece of await bound.stream(messages)) whole = whole?.concat(piece) ?? piece;
	return whole;
}
