import type { JsonObject } from '../../../nodes/api/json';
import type { Drawn, Part, Style } from './chatStyle';

export const usage = {
	prompt_tokens: 901,
	completion_tokens: 902,
	total_tokens: 1803,
	details: { cached: 903 },
};

/** The thoughts that stand beside the text, and the parts of the content. */
export function placed({ parts }: Drawn, style: Style): { beside: string; content: Part[] } {
	const thoughts = parts
		.filter(({ kind }) => kind === 'thought')
		.map(({ text }) => text)
		.join('');
	const texts = parts.filter(({ kind }) => kind === 'text');
	if (style.thoughts === 'beside') return { beside: thoughts, content: texts };
	if (style.thoughts !== 'tags') return { beside: '', content: parts };
	return {
		beside: '',
		content: [{ kind: 'text', text: `<think>${thoughts}</think>\n\n` }, ...texts],
	};
}

export function contentPart({ kind, text }: Part): JsonObject {
	return kind === 'text'
		? { type: 'text', text }
		: { type: 'thinking', thinking: [{ type: 'text', text }] };
}

function contentOf(parts: Part[], style: Style): unknown {
	const isPlain = style.content === 'text' && parts.every(({ kind }) => kind === 'text');
	if (isPlain) return parts.map(({ text }) => text).join('');
	return parts.map((part) =>
		style.content === 'mixed' && part.kind === 'text' ? part.text : contentPart(part),
	);
}

/** The answer in one piece. */
export function whole(choices: Drawn[], style: Style, top: JsonObject): JsonObject {
	return {
		...top,
		object: 'chat.completion',
		choices: choices.map((choice) => ({
			index: choice.index,
			...(style.isBare
				? {
						text: placed(choice, style)
							.content.map(({ text }) => text)
							.join(''),
					}
				: { message: messageOf(choice, style) }),
			finish_reason: choice.finish,
			...(style.usage === 'choice' ? { usage } : {}),
		})),
		...usageBeside(style),
	};
}

export function messageOf(choice: Drawn, style: Style): JsonObject {
	const { beside, content } = placed(choice, style);
	return {
		role: 'assistant',
		content: contentOf(content, style),
		...(beside === '' ? {} : { reasoning_content: beside }),
		...(choice.calls.length === 0 ? {} : { tool_calls: choice.calls.map(callOf) }),
	};
}

export function callOf({ id, name, arguments: given }: Drawn['calls'][number]): JsonObject {
	return { id, type: 'function', function: { name, arguments: given } };
}

export function usageBeside(style: Style): JsonObject {
	if (style.usage === 'top') return { usage };
	return style.usage === 'x_groq' ? { x_groq: { id: 'r', usage } } : {};
}
