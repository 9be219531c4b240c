import { chatReader } from '../../../nodes/api/chat/reader';
import type { JsonObject } from '../../../nodes/api/call';
import type { Completion } from '../../../nodes/api/chat/completion';
import { chatFaults } from './chatFaults';
import type { Good } from './good';
import type { Random } from './random';
import type { Sent } from './sent';
import { Words } from './words';

/** Words for the end of an answer. */
const endings = [
	'stop',
	'stop',
	'stop',
	'stop',
	'end_turn',
	'length',
	'MAX_TOKENS',
	'sensitive',
	'error',
	'odd_word',
];

/** How a gateway sends chat completions. */
interface Style {
	/** Text as one text, as a list of parts, or as both in turn. */
	content: 'text' | 'parts' | 'mixed';
	thoughts: 'none' | 'beside' | 'tags' | 'parts';
	usage: 'none' | 'top' | 'choice' | 'x_groq';
	/** How fragments of calls are told apart. */
	calls: 'index' | 'id' | 'whole';
	/** Chunks of the old completions route. */
	isBare: boolean;
	/** The last chunk has the whole message as well. */
	endsWhole: boolean;
}

interface Part {
	kind: 'text' | 'thought';
	text: string;
}

interface Drawn {
	index: number;
	parts: Part[];
	calls: Array<{ id: string; name: string; arguments: string }>;
	finish: string;
}

/** A good answer of POST /v1/chat/completions. */
export function goodChat(random: Random, isStreamed: boolean): Good {
	const style = randomStyle(random);
	const words = new Words(random);
	const count = random.chance(0.2) ? 3 : 1;
	let heard = '';
	const choices = Array.from({ length: count }, (_, index) => drawn(index, style, words, random));
	const top = { id: 'chatcmpl-7', created: 1_700_000_000, model: 'm-1', ...extras(random) };
	const tree = isStreamed ? chunks(choices, style, top, random) : whole(choices, style, top);
	return {
		route: isStreamed ? 'chat, streamed' : 'chat, whole',
		tree,
		form: isStreamed ? 'events' : 'body',
		reader() {
			heard = '';
			return chatReader((piece) => (heard += piece), count);
		},
		faults: (value: Completion, sent) => [
			...chatFaults(value, sent, isStreamed),
			...heardFaults(heard, value.choices[0].text, sent, style),
		],
	};
}

/**
 * Who reads along hears the text, unless a whole message replaces the pieces in the end, or the marks around
 * thoughts were changed.
 */
function heardFaults(heard: string, text: string, { changes }: Sent, style: Style): string[] {
	const isOther = style.endsWhole || (style.thoughts === 'tags' && changes.length > 0);
	return isOther || heard.trim() === text.trim()
		? []
		: [`heard ${JSON.stringify(heard)} of ${JSON.stringify(text)}`];
}

function randomStyle(random: Random): Style {
	return {
		content: random.pick(['text', 'text', 'parts', 'mixed']),
		thoughts: random.pick(['none', 'none', 'beside', 'tags', 'parts']),
		usage: random.pick(['none', 'top', 'top', 'choice', 'x_groq']),
		calls: random.pick(['index', 'index', 'id', 'whole']),
		isBare: random.chance(0.05),
		endsWhole: random.chance(0.1),
	};
}

function extras(random: Random): JsonObject {
	return random.pick<JsonObject>([
		{},
		{ system_fingerprint: 'fp', service_tier: 'default' },
		{ citations: ['u1', 'u2'], search_results: [{ url: 'u1' }] },
		{ code: 0, message: 'Success', sid: 'c0' },
		{ base_resp: { status_code: 0, status_msg: '' }, input_sensitive: false },
		{ error: { message: '', code: null } },
		{ provider: 'P', prompt_filter_results: [] },
	]);
}

function drawn(index: number, style: Style, words: Words, random: Random): Drawn {
	const hasCalls = !style.isBare && random.chance(0.25);
	const thought = (): Part => ({ kind: 'thought', text: words.text('t') });
	const thoughts = style.thoughts === 'none' ? [] : [thought()];
	const text: Part = { kind: 'text', text: hasCalls && random.chance(0.5) ? '' : words.text('p') };
	const calls = Array.from({ length: hasCalls ? random.between(1, 3) : 0 }, (_, place) => ({
		id: `call_${index}_${place}`,
		name: random.pick(['get', 'put']),
		arguments: JSON.stringify({ a: words.text(`a${index}${place}_`), b: [1, { c: '}{' }] }),
	}));
	const finish = hasCalls ? 'tool_calls' : random.pick(endings);
	return { index, parts: [...thoughts, text], calls, finish };
}

const usage = {
	prompt_tokens: 901,
	completion_tokens: 902,
	total_tokens: 1803,
	details: { cached: 903 },
};

/** The thoughts that stand beside the text, and the parts of the content. */
function placed({ parts }: Drawn, style: Style): { beside: string; content: Part[] } {
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

function contentPart({ kind, text }: Part): JsonObject {
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

function whole(choices: Drawn[], style: Style, top: JsonObject): JsonObject {
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

function messageOf(choice: Drawn, style: Style): JsonObject {
	const { beside, content } = placed(choice, style);
	return {
		role: 'assistant',
		content: contentOf(content, style),
		...(beside === '' ? {} : { reasoning_content: beside }),
		...(choice.calls.length === 0 ? {} : { tool_calls: choice.calls.map(callOf) }),
	};
}

function callOf({ id, name, arguments: given }: Drawn['calls'][number]): JsonObject {
	return { id, type: 'function', function: { name, arguments: given } };
}

function usageBeside(style: Style): JsonObject {
	if (style.usage === 'top') return { usage };
	return style.usage === 'x_groq' ? { x_groq: { id: 'r', usage } } : {};
}

function chunks(choices: Drawn[], style: Style, top: JsonObject, random: Random): unknown[] {
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
