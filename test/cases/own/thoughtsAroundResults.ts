import { chat, on, then, good, type Row } from './build';
import { whole, says, piece, streamed } from './chatBodies';

const data = { a: 1 };

const asJson: readonly Row[] = [
	'<thought>maybe [1, 2]?</thought>{"a":1}',
	'is it {"a":2}?\n</think>\n{"a":1}',
	'<thinking>{"a":2}</thinking>\n```json\n{"a":1}\n```',
	'<think>hm</think>Here it is:\n```\n{"a":1}\n```\nWell?',
].flatMap((text) => [
	chat(
		`JSON after ${text.slice(0, 20)}`,
		says(text),
		{ requests: 1, output: 'success', data },
		{ response_format: 'json_object' },
	),
	on(
		'chat',
		`Extract after ${text.slice(0, 20)}`,
		says(text),
		{ requests: 1, output: 'success', data },
		{
			operation: 'text.extract',
			parameters: {
				text: 'a is 1',
				schemaSource: 'json',
				jsonSchema: '{"type":"object","properties":{"a":{"type":"integer"}},"required":["a"]}',
			},
		},
	),
]);

const toEnglish = {
	operation: 'text.translate',
	parameters: {
		text: 'Guten Morgen, {{name}}',
		targetLanguage: { __rl: true, mode: 'id', value: 'English' },
	},
};

const texts: readonly Row[] = [
	on(
		'chat',
		'Translate: the thought is no part of it, and buys no repair',
		says('<think>{{name}} stays, I think.</think>\n\nGood morning, {{name}}'),
		good('Good morning, {{name}}', { warnings: [] }),
		toEnglish,
	),
	on(
		'chat',
		'Translate: a closing tag alone, streamed',
		streamed([piece('{{name}} stays.\n</th'), piece('ink>\nGood morning, {{name}}')]),
		good('Good morning, {{name}}', { warnings: [] }),
		toEnglish,
	),
	on(
		'chat',
		'Translate: thoughts in reasoning',
		whole({ content: 'Good morning, {{name}}', reasoning: 'easy' }),
		good('Good morning, {{name}}', { warnings: [] }),
		toEnglish,
	),
	on(
		'chat',
		'Translate: several texts at once',
		says('<think>two texts</think>["Good morning","Good night"]'),
		{ requests: 1, output: 'success', data: { a: 'Good morning', b: 'Good night' } },
		{
			...toEnglish,
			parameters: {
				...toEnglish.parameters,
				text: '={{ { a: "Guten Morgen", b: "Gute Nacht" } }}',
			},
		},
	),
	on(
		'chat',
		'Summarize: the thought is no part of it',
		says('<think>It is long.</think>\n\nIn short.'),
		good('In short.'),
		{ operation: 'text.summarize', parameters: { text: 'A long story.' } },
	),
	on(
		'chat',
		'Summarize: <thought>, streamed',
		streamed([piece('<thou'), piece('ght>It is long.</thought>In'), piece(' short.')]),
		good('In short.'),
		{ operation: 'text.summarize', parameters: { text: 'A long story.' } },
	),
	then(
		'On Truncation: Continue after a thought: the thought does not come back',
		[says('<think>hm</think>Half and', 'length'), says(' half')],
		{ requests: 2, output: 'success', text: 'Half and half' },
		{ options: { onTruncation: 'continue' } },
	),
];

/** What is made of an answer, JSON, a translation, a summary, has no thought in it. */
export const thoughtsAroundResults: readonly Row[] = [...asJson, ...texts];
