import { type JsonObject, without } from '../../../nodes/api/json';
import type { ClaudeAnswer } from '../../../nodes/api/claude/answer';
import { claudeReader } from '../../../nodes/api/claude/reader';
import { callFaults, endingOf, isSpoken, usageFaults } from './faults';
import type { Good } from './good';
import { leavesOf } from './leaves';
import type { Random } from './random';
import type { Sent } from './sent';
import { Words } from './words';

/** A good answer of POST /v1/messages. */
export function goodClaude(random: Random, isStreamed: boolean): Good {
	const words = new Words(random);
	const hasCalls = random.chance(0.3);
	const content: JsonObject[] = [
		...(random.chance(0.3)
			? [{ type: 'thinking', thinking: words.text('t'), signature: 'c2ln' }]
			: []),
		...Array.from({ length: random.between(1, 3) }, () => ({
			type: 'text',
			text: words.text('p'),
		})),
		...(hasCalls ? calls(words, random) : []),
	];
	const stop = random.pick([
		'end_turn',
		'end_turn',
		'stop_sequence',
		'max_tokens',
		'refusal',
		'odd_word',
	]);
	const body = {
		id: 'msg_1',
		type: 'message',
		role: 'assistant',
		model: 'claude-test-1',
		content,
		stop_reason: hasCalls ? 'tool_use' : stop,
		stop_sequence: null,
		usage: { input_tokens: 901, output_tokens: 902 },
	};
	return {
		route: isStreamed ? 'Claude, streamed' : 'Claude, whole',
		tree: isStreamed ? events(body, random) : body,
		form: isStreamed ? 'named events' : 'body',
		reader: claudeReader,
		faults: (value: ClaudeAnswer, sent) => faults(value, sent, isStreamed),
	};
}

function calls(words: Words, random: Random): JsonObject[] {
	return Array.from({ length: random.between(1, 2) }, (_, place) => ({
		type: 'tool_use',
		id: `toolu_${place}`,
		name: 'get',
		input: { a: words.text(`a0${place}_`) },
	}));
}

function events(body: JsonObject & { content: JsonObject[] }, random: Random): JsonObject[] {
	const { content, stop_reason, stop_sequence } = body;
	const rest = without(body, 'content', 'stop_reason', 'stop_sequence', 'usage');
	const longest = random.pick([3, 8, 30]);
	// Blocks may begin with the text that their first piece repeats, and gateways may count badly.
	const isRepeated = random.chance(0.1);
	const isCounted = !random.chance(0.1);
	const blocks = content.flatMap((block, place) => {
		const index = isCounted ? place : 0;
		const deltas = deltasOf(block, (text) => random.cut(text, longest));
		const begin = isRepeated && block.type === 'text' ? deltas[0]?.text : '';
		return [
			{ type: 'content_block_start', index, content_block: emptied(block, begin) },
			...deltas.map((delta) => ({ type: 'content_block_delta', index, delta })),
			{ type: 'content_block_stop', index },
		];
	});
	const start = {
		...rest,
		content: [],
		stop_reason: null,
		usage: { input_tokens: 901, output_tokens: 1 },
	};
	return [
		{ type: 'message_start', message: start },
		{ type: 'ping' },
		...blocks,
		{ type: 'message_delta', delta: { stop_reason, stop_sequence }, usage: { output_tokens: 902 } },
		{ type: 'message_stop' },
	];
}

function emptied(block: JsonObject, text: unknown): JsonObject {
	if (block.type === 'tool_use') return { ...block, input: {} };
	return block.type === 'thinking'
		? { type: 'thinking', thinking: '', signature: '' }
		: { type: 'text', text };
}

function deltasOf(block: JsonObject, cut: (text: string) => string[]): JsonObject[] {
	if (block.type === 'text')
		return cut(String(block.text)).map((text) => ({ type: 'text_delta', text }));
	if (block.type === 'tool_use')
		return cut(JSON.stringify(block.input)).map((partial_json) => ({
			type: 'input_json_delta',
			partial_json,
		}));
	return [
		...cut(String(block.thinking)).map((thinking) => ({ type: 'thinking_delta', thinking })),
		{ type: 'signature_delta', signature: block.signature },
	];
}

const wholePlace = /^content(?:\.(?:text|content|value|output_text|parts))*$/;
const streamedPlace = /^(?:delta(?:\.text)?|content_block\.text|(?:message\.)?content(?:\.text)?)$/;

const none = (): string[] => [];

function faults(value: ClaudeAnswer, sent: Sent, isStreamed: boolean): string[] {
	const end = sent.parts.findIndex((part) => (part as JsonObject | null)?.type === 'message_stop');
	const parts = end < 0 ? sent.parts : sent.parts.slice(0, end);
	const leaves = leavesOf(isStreamed ? parts : sent.parts.slice(0, 1));
	const place = isStreamed ? streamedPlace : wholePlace;
	const texts = leaves.filter(({ path }) => place.test(path));
	// Blocks of a stream begin without text.
	const odd = texts.filter(
		({ path, value: text }) => typeof text !== 'string' && path !== 'content_block.text',
	);
	const pieces = texts.map(({ value: text }) => (typeof text === 'string' ? text : ''));
	// What a block begins with may be repeated by its first piece.
	const begun = texts.filter(({ path }) => path === 'content_block.text').length;
	const repeated = texts.filter(
		({ path }, at) =>
			path !== 'content_block.text' ||
			!String(texts[at + 1]?.value ?? '').startsWith(pieces[at] as string) ||
			pieces[at] === '',
	);
	// What a block begins with can be told from its first piece in their order only.
	const isShuffled = begun > 0 && sent.changes.some((change) => /changes places/.test(change));
	const answers = [
		pieces.join(''),
		...(begun > 0
			? [repeated.map(({ value: text }) => (typeof text === 'string' ? text : '')).join('')]
			: []),
	];
	const ending = endingOf(
		leaves
			.filter(({ path }) => /^(delta\.)?stop_reason(\.\w+)*$/.test(path))
			.map(({ value: word }) => word),
	);
	return [
		...odd.map(({ path, value: text }) => `success although ${path} holds ${JSON.stringify(text)}`),
		...(isShuffled ||
		sent.broken.length > 0 ||
		answers.some((answer) => isSpoken(value.text, answer))
			? []
			: [
					`text is ${JSON.stringify(value.text)} where the answer has ${answers.map((answer) => JSON.stringify(answer)).join(' or ')}`,
				]),
		...(ending.includes('withheld') ? ['success although it was withheld'] : []),
		...(ending.includes('cut') && !value.truncated ? ['cut, and not truncated'] : []),
		...(sent.isWhole ? callFaults : none)(
			value.message.tool_calls,
			leaves.filter(({ path }) => /^(content\.input\.a|delta\.partial_json)$/.test(path)),
			sent.changes,
		),
		...usageFaults(value.usage, leaves, sent.text),
		...(sent.broken.length > 0 && !isStreamed ? ['success from JSON that is broken'] : []),
	];
}
