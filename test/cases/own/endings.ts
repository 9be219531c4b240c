import type { Answer, Want } from '../../support/wire/case';
import { on, good, json, usage, type Row } from './build';
import { says, piece, streamed } from './chatBodies';
import { claudeSays, claudePiece, claudeStreamed } from './claudeBodies';

type Route = 'chat' | 'claude' | 'claudeLegacy' | 'legacy';

/** A text with a word for its end, on each route and in either form. */
const forms: { [form: string]: { route: Route; answer: (word: string) => Answer } } = {
	whole: { route: 'chat', answer: (word) => says('Half', word) },
	streamed: { route: 'chat', answer: (word) => streamed([piece('Ha'), piece('lf')], word) },
	'old route': {
		route: 'legacy',
		answer: (word) => json({ choices: [{ index: 0, text: 'Half', finish_reason: word }], usage }),
	},
	Claude: { route: 'claude', answer: (word) => claudeSays('Half', word) },
	'Claude, streamed': {
		route: 'claude',
		answer: (word) => claudeStreamed([claudePiece('Ha'), claudePiece('lf')], word),
	},
	'Claude, old route': {
		route: 'claudeLegacy',
		answer: (word) => json({ type: 'completion', completion: 'Half', stop_reason: word }),
	},
};

/** Every word in two forms of chat; those marked in all forms. */
function inForms(words: readonly string[], everywhere: readonly string[], want: Want): Row[] {
	return Object.entries(forms).flatMap(([form, { route, answer }]) =>
		(route === 'chat' ? words : everywhere).map((word) =>
			on(route, `${form}: ${word}`, answer(word), want),
		),
	);
}

const cut = inForms(
	[
		'max_tokens',
		'MAX_OUTPUT_TOKENS',
		'max_output_tokens',
		'model_length',
		'model_context_window_exceeded',
		'LENGTH',
		'Max_Tokens',
	],
	['max_tokens', 'length', 'model_context_window_exceeded', 'MAX_TOKENS'],
	good('Half', { truncated: true }),
);

const withheld = inForms(
	[
		'content_filter',
		'sensitive',
		'SAFETY',
		'PROHIBITED_CONTENT',
		'refusal',
		'RECITATION',
		'BLOCKLIST',
		'Content_Filter',
		'guardrail_intervened',
	],
	['refusal', 'content_filter', 'SAFETY'],
	{ requests: 1, output: 'failure', kind: 'contentFilter', text: 'Half' },
);

const broken = inForms(
	[
		'error',
		'network_error',
		'abort',
		'ERROR',
		'aborted',
		'insufficient_system_resource',
		'MALFORMED_FUNCTION_CALL',
	],
	['error', 'network_error', 'abort'],
	{ requests: 5, output: 'failure', kind: 'server', text: 'Half' },
);

const finished = inForms(
	['STOP', 'end_turn', 'eos', 'stop_sequence', 'COMPLETE', 'eos_token', 'Stop'],
	['stop', 'stop_sequence', 'end_turn'],
	good('Half', { truncated: false, hint: false }),
);

const unknown = inForms(
	['quality_review', 'something_new'],
	['quality_review'],
	good('Half', { truncated: false, hint: true }),
);

/** Every word in every form. */
export const endings: readonly Row[] = [...cut, ...withheld, ...broken, ...finished, ...unknown];
