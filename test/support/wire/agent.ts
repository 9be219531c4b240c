import { AIMessage, HumanMessage, ToolMessage, type BaseMessage } from '@langchain/core/messages';

/** Where n8n's Agent keeps one text for each call. */
const signatures = '__gemini_function_call_thought_signatures__';

/**
 * The conversation as n8n's Agent (2.41.1) sends it for the next turn. It makes every call a message of its
 * own; of what stood beside the calls only `reasoning_content` and one text for each call survive.
 */
export function nextTurn(answer: AIMessage, results: string): BaseMessage[] {
	const { reasoning_content, [signatures]: kept } = answer.additional_kwargs;
	const texts = (kept ?? {}) as { [id: string]: string };
	return [
		new HumanMessage('Use the tool.'),
		...(answer.tool_calls ?? []).flatMap(({ id = '', name, args }) => [
			new AIMessage({
				content: `Calling ${name} with input: ${JSON.stringify({ ...args, id })}`,
				tool_calls: [{ id, name, args: { ...args, id }, type: 'tool_call' }],
				additional_kwargs: {
					...(reasoning_content === undefined ? {} : { reasoning_content }),
					...(texts[id] === undefined ? {} : { [signatures]: { [id]: texts[id] } }),
				},
			}),
			new ToolMessage({ content: results, tool_call_id: id, name }),
		]),
	];
}
