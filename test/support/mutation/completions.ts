import type { JsonObject } from '../../../nodes/api/json';
import { claudeLegacyCall, type ClaudeText } from '../../../nodes/api/claude/legacy';
import { legacyCompletionCall } from '../../../nodes/api/legacyCompletion';
import { chatFaults } from './chatFaults';
import { endingOf, isSpoken } from './faults';
import type { Good } from './good';
import { leavesOf } from './leaves';
import type { Random } from './random';
import type { Sent } from './sent';
import { Words } from './words';

const endings = ['stop', 'stop', 'stop', 'length', 'sensitive', 'error', 'odd_word'];

/** A good answer of POST /v1/completions. */
export function goodCompletion(random: Random, isStreamed: boolean): Good {
	const words = new Words(random);
	const texts = Array.from({ length: random.pick([1, 1, 3]) }, () => words.text('p'));
	const top = { id: 'cmpl-1', object: 'text_completion', created: 1_700_000_000, model: 'm-1' };
	const choice = (index: number, text: string, finish_reason: string | null) => ({
		index,
		text,
		logprobs: null,
		finish_reason,
	});
	const usage = { prompt_tokens: 901, completion_tokens: 902, total_tokens: 1803 };
	const chunks = texts.flatMap((text, index) => [
		...random.cut(text, 8).map((piece) => ({ ...top, choices: [choice(index, piece, null)] })),
		{ ...top, choices: [choice(index, '', random.pick(endings))] },
	]);
	const body: JsonObject = {
		...top,
		choices: texts.map((text, index) => choice(index, text, random.pick(endings))),
		usage,
	};
	return {
		route: isStreamed ? 'completions, streamed' : 'completions, whole',
		tree: isStreamed ? [...chunks, { ...top, choices: [], usage }, '[DONE]'] : body,
		form: isStreamed ? 'events' : 'body',
		reader: () => legacyCompletionCall({ model: 'm', prompt: 'x' }).reader(),
		faults: (value, sent) => chatFaults(value, sent, isStreamed),
	};
}

/** A good answer of POST /v1/complete. */
export function goodClaudeText(random: Random): Good {
	const words = new Words(random);
	const stop_reason = random.pick(['stop_sequence', 'stop_sequence', 'max_tokens', 'odd_word']);
	return {
		route: 'Claude, old',
		tree: {
			id: 'compl_1',
			type: 'completion',
			completion: words.text('p'),
			stop_reason,
			model: 'claude-2',
			log_id: 'l',
		},
		form: 'body',
		reader: () =>
			claudeLegacyCall({ model: 'm', prompt: 'x', max_tokens_to_sample: 1 }, '/').reader(),
		faults: claudeTextFaults,
	};
}

function claudeTextFaults(value: ClaudeText, { parts, broken, isWhole }: Sent): string[] {
	if (!isWhole) return [];
	const leaves = leavesOf(parts.slice(0, 1));
	const texts = leaves.filter(({ path }) => path === 'completion');
	const said = leaves.filter(({ path }) => /^stop_reason(\.\w+)*$/.test(path));
	const kinds = endingOf(said.map(({ value: word }) => word));
	return [
		...(texts.every(({ value: text }) => typeof text === 'string') ? [] : ['text is none']),
		...(isSpoken(value.text, texts.map(({ value: text }) => text).join(''))
			? []
			: ['text is another']),
		...(kinds.includes('cut') && !value.truncated ? ['cut, and not truncated'] : []),
		...(broken.length > 0 ? ['success from JSON that is broken'] : []),
	];
}
