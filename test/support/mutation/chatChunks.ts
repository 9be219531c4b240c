import type { JsonObject } from '../../../nodes/api/json';
import type { Drawn, Style } from './chatStyle';
import { callOf, contentPart, messageOf, placed, usage, usageBeside } from './chatWhole';
import type { Random } from './random';

/** The answer as events. */
export function chunks(choices: Drawn[], style: Style, top: JsonObject, random: Random): unknown[] {
	const chunk = (list: JsonObject[], more: JsonObject = {}) => ({
		...top,
		object: 'chat.completion.chunk',
		choices: list,
		...more,
	});
	const queues = choices.map((choice) => piecesOf(choice, style, random));
	const events: unknown[] = [];
	while (queues.some((queue) => queue.length > 0)) {
		const open = queues.filter((queue) => queue.length > 0);
		// Several choices may come in one chunk.
		const taken = random.chance(0.2) ? open : [random.pick(open)];
		events.push(chunk(taken.map((queue) => queue.shift() as JsonObject)));
	}
	if (style.usage === 'top' || style.usage === 'x_groq') events.push(chunk([], usageBeside(style)));
	return random.chance(0.9) ? [...events, '[DONE]'] : events;
}

/** The pieces in which a choice comes, in order. */
function piecesOf(choice: Drawn, style: Style, random: Random): JsonObject[] {
	const { index, finish } = choice;
	const { beside, content } = placed(choice, style);
	const piece = (delta: JsonObject | undefined, more: JsonObject = {}) => ({
		index,
		...(delta === undefined ? {} : { delta }),
		finish_reason: null,
		...more,
	});
	const longest = random.pick([3, 8, 20, 80]);
	const cut = (text: string) => random.cut(text, longest);
	const deltas = content.flatMap(({ kind, text }, at) =>
		cut(text).map((part, place) =>
			kind === 'text' &&
			(style.content === 'text' || (style.content === 'mixed' && (at + place) % 2 === 0))
				? { content: part }
				: { content: [contentPart({ kind, text: part })] },
		),
	);
	const end = {
		finish_reason: finish,
		...(style.usage === 'choice' ? { usage } : {}),
	};
	if (style.isBare) {
		const texts = cut(content.map(({ text }) => text).join(''));
		return [
			...texts.map((text) => piece(undefined, { text })),
			piece(undefined, { text: '', ...end }),
		];
	}
	const endsWhole = style.endsWhole && choice.calls.length === 0;
	return [
		piece({ role: 'assistant', content: '' }),
		...cut(beside).map((reasoning_content) => piece({ reasoning_content })),
		...deltas.map((delta) => piece(delta)),
		...fragments(choice, style, cut).map((fragment) => piece({ tool_calls: [fragment] })),
		endsWhole ? piece(undefined, { message: messageOf(choice, style), ...end }) : piece({}, end),
	];
}

function fragments({ calls }: Drawn, style: Style, cut: (text: string) => string[]): JsonObject[] {
	return calls.flatMap((call, index) => {
		const number = style.calls === 'id' ? {} : { index };
		if (style.calls === 'whole') return [{ ...callOf(call), index }];
		const begin = { ...number, ...callOf({ ...call, arguments: '' }) };
		const more = cut(call.arguments).map((piece) => ({
			...number,
			function: { arguments: piece },
		}));
		return [begin, ...more];
	});
}
