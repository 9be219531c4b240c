import {
	endingOf,
	endingWord,
	worseEnding,
	type Ending,
} from '../../../../nodes/api/answer/endings';

/** Words of gateways, as they send them. */
const words: ReadonlyArray<[Ending, string]> = [
	[
		'finished',
		'stop end_turn stop_sequence eos COMPLETE STOP FINISH_REASON_STOP endTurn eos_token',
	],
	['finished', 'pause_turn normal success Stop stop_sequence Completed END_TURN'],
	['called', 'tool_calls tool_use function_call TOOL_CALLS toolUse tool-call FUNCTION_CALL'],
	[
		'cut',
		'length max_tokens MAX_TOKENS maxTokens max-tokens max_output_tokens model_length LENGTH',
	],
	[
		'cut',
		'model_context_window_exceeded FINISH_REASON_MAX_TOKENS token_limit ERROR_LIMIT incomplete',
	],
	['withheld', 'content_filter contentFilter content-filter sensitive SAFETY PROHIBITED_CONTENT'],
	['withheld', 'refusal RECITATION BLOCKLIST SPII guardrail_intervened ERROR_TOXIC IMAGE_SAFETY'],
	['broken', 'error network_error abort aborted cancelled CANCEL timeout server_error ERROR'],
	[
		'broken',
		'insufficient_system_resource MALFORMED_FUNCTION_CALL engine_overloaded internal_error',
	],
	['unknown', 'OTHER something_new FINISH_REASON_UNSPECIFIED stopover lengthy'],
];

test.each(words.flatMap(([ending, list]) => list.split(' ').map((word) => [word, ending])))(
	'%s is an answer that is %s',
	(word, ending) => expect(endingOf(word)).toBe(ending),
);

test('words with blanks and points are the same words', () => {
	expect(['max tokens', ' Stop ', 'content filter', 'finish.reason.stop'].map(endingOf)).toEqual([
		'cut',
		'finished',
		'withheld',
		'finished',
	]);
});

test('any signs may stand around and between words, and a name before them only at the beginning', () => {
	const said = [
		'max -- tokens',
		'__stop__',
		'"stop".',
		'stop-reason: stop',
		'my finish_reason_stop',
	];
	expect([...said, 'finish_reason_'].map(endingOf)).toEqual([
		...['cut', 'finished', 'finished', 'finished'],
		...['unknown', 'unknown'],
	]);
});

test('what says nothing leaves the end open', () => {
	const nothing = [undefined, null, '', ' ', 'null', 'None', 'undefined', 0, false, {}, [], [null]];
	expect(nothing.map(endingOf)).toEqual(nothing.map(() => 'open'));
	expect(nothing.map(endingWord)).toEqual(nothing.map(() => null));
	expect(endingWord('x'.repeat(201))).toBeNull();
});

test('a word that is no text is read all the same', () => {
	expect([['length'], { type: 'length' }, [[{ reason: 'length' }]]].map(endingOf)).toEqual([
		'cut',
		'cut',
		'cut',
	]);
	expect([2, true].map(endingOf)).toEqual(['unknown', 'unknown']);
	expect(endingWord(2)).toBe('2');
});

test('a word stays as it was sent', () => {
	expect(endingWord('MAX_TOKENS')).toBe('MAX_TOKENS');
	expect(endingWord(' stop')).toBe(' stop');
});

test('of two endings the one counts that is worse, whichever comes first', () => {
	const endings: Ending[] = ['open', 'unknown', 'finished', 'called', 'cut', 'withheld', 'broken'];
	endings.forEach((one, place) =>
		endings.forEach((other, otherPlace) =>
			expect(worseEnding(one, other)).toBe(place > otherPlace ? one : other),
		),
	);
});
