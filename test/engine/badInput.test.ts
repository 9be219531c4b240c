import type { IDataObject, INodeExecutionData } from 'n8n-workflow';
import { runChat } from '../support/chat';
import { always, completion } from '../support/gateway';

/** A field with a value that cannot be sent. */
interface Row {
	/** Begins the sentence. */
	field: string;
	/** What is wrong with the value; ends the title of the test. */
	wrong: string;
	/** Parameters; `$json.value` is the value of the item. */
	parameters: IDataObject;
	/** The bad value of the middle item. */
	bad: unknown;
	/** The usable value of its neighbours. */
	good: unknown;
	/** The rest of the sentence. */
	problem: string | RegExp;
	remedy: string | RegExp;
}

/** Rows for an option that is filled by an expression. */
function option(
	name: string,
	field: string,
	good: unknown,
	bad: Array<[wrong: string, bad: unknown, problem: string | RegExp]>,
	remedy: string | RegExp,
): Row[] {
	const parameters = { options: { [name]: '={{ $json.value }}' } };
	return bad.map(([wrong, value, problem]) => ({
		field,
		wrong,
		parameters,
		bad: value,
		good,
		problem,
		remedy,
	}));
}

const row = (
	field: string,
	wrong: string,
	parameters: IDataObject,
	[good, bad]: [good: unknown, bad: unknown],
	problem: string | RegExp,
	remedy: string | RegExp,
): Row => ({ field, wrong, parameters, good, bad, problem, remedy });

const messageWith = (members: IDataObject): IDataObject => ({
	messages: {
		values: [
			{ role: 'user', content: 'Hello' },
			{ content: 'Hello', ...members },
		],
	},
});
const asJson = { messageSource: 'json', messagesJson: '={{ $json.value }}' };
const user = { role: 'user', content: 'Hello' };
const nothing = 'is empty: its expression gives nothing for this item';
const lookBelow = 'Look at the result below the field.';
const roles = 'must be one of system, developer, user, assistant, tool, function';

/** What an object with a member `__proto__` of its own becomes is JSON.parse's secret only. */
const reaching = '{"__proto__": {"polluted": true}}';
const deepReaching = '{"a": [{"__proto__": {"polluted": true}}]}';
const forbidden = 'contains the name "__proto__"';
const remove = 'Remove that property.';

const modelRows: Row[] = [
	['is empty', ''],
	['is blank', '  '],
	['is null', null],
	['does not exist', undefined],
].map(([wrong, bad]) =>
	row(
		'Model',
		String(wrong),
		{ model: { __rl: true, mode: 'id', value: '={{ $json.value }}' } },
		['test-model', bad],
		nothing,
		`${lookBelow} Pick a model from the list, or enter its ID.`,
	),
);

const messageRows: Row[] = [
	...(
		[
			['is a word that is no role', 'robot', ', but is "robot"'],
			['is a number', 7, ', but is 7'],
		] as Array<[string, unknown, string]>
	).map(([wrong, bad, rest]) =>
		row(
			'Message 2, Role',
			wrong,
			messageWith({ role: '={{ $json.value }}' }),
			['user', bad],
			roles + rest,
			'Choose one of these roles.',
		),
	),
	...(
		[
			['is null', null],
			['does not exist', undefined],
			['is empty', ''],
			['is blank', ' \n'],
		] as Array<[string, unknown]>
	).flatMap(([wrong, bad]) => [
		row(
			'Message 2, Role',
			wrong,
			messageWith({ role: '={{ $json.value }}' }),
			['user', bad],
			nothing,
			`${lookBelow} Choose one of these roles.`,
		),
		row(
			'Message 2, Content',
			wrong,
			messageWith({ content: '={{ $json.value }}' }),
			['Hello', bad],
			nothing,
			`${lookBelow} Enter a text, or an expression that gives one.`,
		),
	]),
	row(
		'Message 2, Name',
		'is an object',
		messageWith({ name: '={{ $json.value }}' }),
		['Ada', { first: 'Ada' }],
		'must be text, but is {"first":"Ada"}',
		/Enter a text/,
	),
	row(
		'Message 2, Name',
		'is missing for a function',
		messageWith({ role: 'function', name: '={{ $json.value }}' }),
		['get_weather', ''],
		nothing,
		`${lookBelow} Enter the name of the function whose result this is.`,
	),
	row(
		'Message 2, Tool Call ID',
		'is missing for a tool',
		messageWith({ role: 'tool', toolCallId: '={{ $json.value }}' }),
		['call_1', ''],
		nothing,
		`${lookBelow} Enter a text, or an expression that gives one.`,
	),
	row(
		'Message 2, Image URLs',
		'is no address',
		messageWith({ imageUrls: ['={{ $json.value }}'] }),
		['https://example.com/a.png', 'a.png'],
		'must be addresses of images, but one of them is "a.png"',
		'Enter addresses that begin with https:// or data:image/.',
	),
	row(
		'Message 2, Image URLs',
		'is the address of a file',
		messageWith({ imageUrls: ['={{ $json.value }}'] }),
		['https://example.com/a.png', 'file:///etc/passwd'],
		/must be addresses of images/,
		/https/,
	),
	row(
		'Message 2, Tool Calls',
		'is not JSON',
		messageWith({ role: 'assistant', toolCalls: '={{ $json.value }}' }),
		['[]', '[{'],
		/^must be JSON, but is not: /,
		/^Enter JSON such as \[\{/,
	),
	row(
		'Message 2, Tool Calls',
		'is no list',
		messageWith({ role: 'assistant', toolCalls: '={{ $json.value }}' }),
		[[], { id: 'call_1' }],
		'must be a JSON list, but is {"id":"call_1"}',
		/^Enter a list such as/,
	),
	row(
		'Message 2, Function Call',
		'is no object',
		messageWith({ role: 'assistant', functionCall: '={{ $json.value }}' }),
		[{ name: 'f', arguments: '{}' }, '["f"]'],
		'must be a JSON object, but is ["f"]',
		/^Enter an object such as/,
	),
];

const messagesJsonRows: Row[] = (
	[
		['is not JSON', '[{"role": "user",', /^must be JSON, but is not: /],
		['is an object', user, /^must be a list of messages, but is /],
		['is a text', '"Hello"', 'must be a list of messages, but is "Hello"'],
		['is null', null, nothing],
		['does not exist', undefined, nothing],
		['is empty', '', nothing],
		['is a list without messages', [], 'is an empty list'],
		['has a text as message', [user, 'Hi'], ', message 2, must be an object, but is "Hi"'],
		[
			'has a wrong role',
			[user, { role: 'robot', content: 'Hi' }],
			`, message 2, role ${roles}, but is "robot"`,
		],
		['has no role', [{ content: 'Hi' }], `, message 1, role ${roles}, but is empty`],
		[
			'has content that is null',
			[{ role: 'user', content: null }],
			', message 1, content must be text or a list of parts, but is empty',
		],
		[
			'has content that is a number',
			[{ role: 'user', content: 5 }],
			', message 1, content must be text or a list of parts, but is 5',
		],
		[
			'reaches for a prototype',
			'[{"role": "user", "content": "Hi", "__proto__": {"polluted": true}}]',
			forbidden,
		],
	] as Array<[string, unknown, string | RegExp]>
).map(([wrong, bad, problem]) =>
	row(
		'Messages (JSON)',
		wrong,
		asJson,
		[[user], bad],
		problem,
		/^(Enter|Give|Choose|Remove|Look) .+/,
	),
);

const wholeNumber = 'must be a whole number of 0 or more, but';
const numberRows: Row[] = [
	...(
		[
			['is NaN', 'NaN', `${wholeNumber} is "NaN"`],
			['is negative', -1, `${wholeNumber} is -1`],
			['is a text', 'many', `${wholeNumber} is "many"`],
			['is a fraction', 1.5, `${wholeNumber} is 1.5`],
			['is true', true, `${wholeNumber} is true`],
			['is a list', [5], `${wholeNumber} is [5]`],
			['is without end', '1e999', `${wholeNumber} is "1e999"`],
		] as Array<[string, unknown, string | RegExp]>
	).map(([wrong, bad, problem]) =>
		row(
			'Max Tokens',
			wrong,
			{ maxTokens: '={{ $json.value }}' },
			[5, bad],
			problem,
			'Enter a whole number of 0 or more.',
		),
	),
	...([null, undefined, ''] as const).map((bad) =>
		row(
			'Max Tokens',
			`is ${JSON.stringify(bad)}`,
			{ maxTokens: '={{ $json.value }}' },
			[5, bad],
			nothing,
			`${lookBelow} Enter a whole number of 0 or more.`,
		),
	),
	...['NaN', 'Infinity'].map((name) =>
		row(
			'Randomness (Temperature)',
			`is ${name}, computed`,
			{ options: { temperature: `={{ $json.value === 1 ? ${name} : 1 }}` } },
			[0, 1],
			/^must be a number from 0 to 2, but is/,
			'Enter a number from 0 to 2.',
		),
	),
	...option(
		'temperature',
		'Randomness (Temperature)',
		1,
		[
			['is negative', -0.1, 'must be a number from 0 to 2, but is -0.1'],
			['is too high', 2.5, 'must be a number from 0 to 2, but is 2.5'],
			['is a text', 'hot', 'must be a number from 0 to 2, but is "hot"'],
		],
		'Enter a number from 0 to 2.',
	),
	...option(
		'topP',
		'Top P',
		1,
		[
			['is a text', 'x', 'must be a number from 0 to 1, but is "x"'],
			['is too high', 1.1, 'must be a number from 0 to 1, but is 1.1'],
		],
		'Enter a number from 0 to 1.',
	),
	...option(
		'n',
		'Number of Answers',
		1,
		[
			['is 0', 0, 'must be a whole number from 1 to 128, but is 0'],
			['is a fraction', 1.5, 'must be a whole number from 1 to 128, but is 1.5'],
			['is a text', 'x', 'must be a whole number from 1 to 128, but is "x"'],
		],
		'Enter a whole number from 1 to 128.',
	),
	...option(
		'presencePenalty',
		'Presence Penalty',
		1,
		[['is too low', -3, 'must be a number from -2 to 2, but is -3']],
		'Enter a number from -2 to 2.',
	),
	...option(
		'frequencyPenalty',
		'Frequency Penalty',
		1,
		[['is a text', 'x', 'must be a number from -2 to 2, but is "x"']],
		'Enter a number from -2 to 2.',
	),
	...option(
		'seed',
		'Seed',
		1,
		[
			['is a text', 'x', 'must be a whole number, but is "x"'],
			['is a fraction', 0.5, 'must be a whole number, but is 0.5'],
		],
		'Enter a whole number.',
	),
];

const notJson = /^must be JSON, but is not: .+/;
const jsonRows: Row[] = [
	...option(
		'logitBias',
		'Logit Bias (JSON)',
		'{"1": 1}',
		[
			['is not JSON', '{1: 1}', notJson],
			['is a list', '[1]', 'must be a JSON object, but is [1]'],
			['has words for tokens', { yes: 1 }, /but one of them is "yes"$/],
			['has a text as value', { '1': 'x' }, /that of token 1 is "x"$/],
			['has a value that is too high', { '1': 101 }, /that of token 1 is 101$/],
			['reaches for a prototype', reaching, forbidden],
		],
		/^(Enter (an object|JSON) such as \{"50256": -100\}|Remove that property\.)$/,
	),
	...option(
		'functions',
		'Functions (Legacy, JSON)',
		'[{"name": "f"}]',
		[
			['is not JSON', '[', notJson],
			['is an object', { name: 'f' }, 'must be a JSON list, but is {"name":"f"}'],
			['has a text as entry', ['f'], ', entry 1, must be a JSON object, but is "f"'],
			['has an entry without a name', [{ name: 'f' }, {}], /^, entry 2, needs a name of 1 to 64 /],
			['has a name with a space', [{ name: 'a b' }], /^, entry 1, needs a name .*"a b"$/],
			[
				'has parameters that are no object',
				[{ name: 'f', parameters: 'none' }],
				', entry 1, must describe its parameters as a JSON Schema object, but they are "none"',
			],
			['reaches for a prototype', `[{"name": "f", "parameters": ${reaching}}]`, forbidden],
		],
		/^(Enter (a list|JSON) such as \[\{"name".*|Remove that property\.)$/,
	),
	...option(
		'tools',
		'Tools (JSON)',
		'[]',
		[
			['is not JSON', 'get_weather', notJson],
			['is an object', {}, 'must be a JSON list, but is {}'],
			['has an entry without a type', [{}], ', entry 1, needs a type such as "function"'],
			[
				'has an entry without a function',
				[{ type: 'function', name: 'f' }],
				', entry 1, needs the description of its function',
			],
			[
				'has a function without a name',
				[{ type: 'function', function: {} }],
				/^, entry 1, needs a name of 1 to 64 /,
			],
			['reaches for a prototype', `[{"type": "x", "a": ${deepReaching}}]`, forbidden],
		],
		/^(Enter (a list|JSON) such as \[\{"type".*|Remove that property\.)$/,
	),
	...option(
		'toolChoice',
		'Tool Choice',
		'auto',
		[
			['is a sentence', 'any tool', /^must be auto, none, required or the name of a function/],
			['is a list', ['auto'], /but is \["auto"\]$/],
			['is broken JSON', '{"type"', notJson],
			['reaches for a prototype', reaching, forbidden],
		],
		/^(Enter .+|Remove that property\.)$/,
	),
	...option(
		'functionCall',
		'Function Call (Legacy)',
		'auto',
		[['is a number', 5, 'must be auto, none or the name of a function, but is 5']],
		/^Enter one of auto, none, or the name of one of the functions\.$/,
	),
	...option(
		'extraBody',
		'Extra Body (JSON)',
		'{}',
		[
			['is not JSON', 'top_k: 40', notJson],
			['is a list', [], 'must be a JSON object, but is []'],
			['is a number', 5, 'must be a JSON object, but is 5'],
			['reaches for a prototype', reaching, forbidden],
			['reaches for a prototype deep inside', deepReaching, forbidden],
			[
				'reaches for a prototype in disguise',
				reaching.replace('__proto__', '\\u005f_proto__'),
				forbidden,
			],
		],
		/^(Enter (an object|JSON) such as \{"top_k": 40\}|Remove that property\.)$/,
	),
	row(
		'Extra Body (JSON)',
		'is an object that reaches for a prototype',
		{ options: { extraBody: '={{ JSON.parse($json.value) }}' } },
		['{}', deepReaching],
		forbidden,
		remove,
	),
	...(
		[
			['is not JSON', '{', notJson],
			['is a list', [], 'must be a JSON object, but is []'],
			['reaches for a prototype', deepReaching, forbidden],
		] as Array<[string, unknown, string | RegExp]>
	).map(([wrong, bad, problem]) =>
		row(
			'JSON Schema',
			wrong,
			{ options: { responseFormat: 'json_schema', jsonSchema: '={{ $json.value }}' } },
			[{ type: 'object' }, bad],
			problem,
			/^(Enter (an object|JSON) such as \{"type".*|Remove that property\.)$/,
		),
	),
];

const otherRows: Row[] = [
	row(
		'JSON Schema Name',
		'has a space',
		{
			options: {
				responseFormat: 'json_schema',
				jsonSchema: '{}',
				jsonSchemaName: '={{ $json.value }}',
			},
		},
		['ticket', 'my ticket'],
		'must be 1 to 64 letters, digits, _ or -, but is "my ticket"',
		'Enter a name such as ticket.',
	),
	...option(
		'responseFormat',
		'Response Format',
		'text',
		[['is none of the formats', 'yaml', /^must be one of text, json_object, json_schema, but is /]],
		/Choose one/,
	),
	row(
		'JSON Schema',
		'is missing',
		{ options: { responseFormat: '={{ $json.value }}' } },
		['text', 'json_schema'],
		'is missing',
		'Add the option JSON Schema, or choose another response format.',
	),
	...option(
		'stop',
		'Stop Sequences',
		['END'],
		[
			['is a number', 5, /but one of them is 5$/],
			['has an object in it', ['END', {}], /but one of them is \{\}$/],
		],
		/Enter one text/,
	),
	...[
		['x-team', 'a\r\nx-evil: 1', '"x-team" has a value that cannot be sent', /without line breaks/],
		['x-team', { a: 1 }, '"x-team" has a value that cannot be sent', /letters, digits and signs/],
		[
			'x team',
			'a',
			'has the name "x team", which no header can have',
			/letters, digits and hyphens/,
		],
		['Host', 'evil.example', '"Host" is set by the node itself', /Remove it here/],
	].map(([name, value, problem, remedy]) =>
		row(
			'Extra Headers, header 1,',
			`is ${JSON.stringify([name, value])}`,
			{
				options: {
					headers: { values: [{ name: '={{ $json.value[0] }}', value: '={{ $json.value[1] }}' }] },
				},
			},
			[
				['x-team', 'a'],
				[name, value],
			],
			problem as string,
			remedy as RegExp,
		),
	),
	...['Authorization', 'X-API-Key', 'anthropic-version'].map((name) =>
		row(
			'Extra Headers',
			`would replace the header with the key: ${name}`,
			{ options: { headers: { values: [{ name: '={{ $json.value }}', value: 'sk-other' }] } } },
			['x-team', name],
			`cannot set "${name}": it is the header with the key, or tells where the key stands`,
			'Remove it here. Another key needs a credential of its own.',
		),
	),
	...option(
		'promptCaching',
		'Prompt Caching',
		'1h',
		[['is no time that there is', '2h', 'must be one of off, 5m, 1h, but is "2h"']],
		/Choose one/,
	),
	...option(
		'fallbackModels',
		'Fallback Models',
		['another-model'],
		[
			[
				'has the chosen model',
				['test-model'],
				'names "test-model", which is the model that is asked first',
			],
			['has a name twice', 'a, b, a', 'names "a" twice'],
			['has an empty name', ['a', ''], 'has no name in place 2 of 2'],
			['is a number', 4, 'must be names of models, but one of them is 4'],
		],
		/ row/,
	),
	...option(
		'user',
		'User',
		'me',
		[['is an object', {}, 'must be text, but is {}']],
		/Enter a text/,
	),
	...option(
		'reasoningEffort',
		'Reasoning Effort',
		'low',
		[['is an object', {}, /but is \{\}$/]],
		/Enter|Choose/,
	),
	...option(
		'verbosity',
		'Verbosity',
		'low',
		[['is an object', {}, 'must be text, but is {}']],
		/Enter a text/,
	),
	...option(
		'parallelToolCalls',
		'Parallel Tool Calls',
		true,
		[['is a word', 'maybe', 'must be true or false, but is "maybe"']],
		'Switch it on or off.',
	),
	row(
		'Simplify',
		'is a word',
		{ simplify: '={{ $json.value }}' },
		[true, 'maybe'],
		'must be true or false, but is "maybe"',
		'Switch it on or off.',
	),
];

/** An option whose expression gives nothing; `undefined` leaves it out. */
const emptyRows: Row[] = (
	[
		['temperature', 'Randomness (Temperature)', 1],
		['logitBias', 'Logit Bias (JSON)', '{"1": 1}'],
		['extraBody', 'Extra Body (JSON)', '{}'],
		['stop', 'Stop Sequences', ['END']],
		['user', 'User', 'me'],
		['onTruncation', 'On Truncation', 'pass'],
		['stream', 'Fetch as Stream', false],
	] as Array<[string, string, unknown]>
).flatMap(([name, label, good]) =>
	option(
		name,
		label,
		good,
		[
			['is null', null, 'is empty: its expression {{ $json.value }} gives null for this item'],
			[
				'is empty',
				'',
				'is empty: its expression {{ $json.value }} gives an empty text for this item',
			],
		],
		/^Look at the result below the field\. To leave the field out for an item, let the expression give undefined/,
	),
);

const rows: Row[] = [
	...emptyRows,
	...modelRows,
	...messageRows,
	...messagesJsonRows,
	...numberRows,
	...jsonRows,
	...otherRows,
];

/** Runs three items of which the middle one is bad, and returns what became of that one. */
async function middleOf(
	parameters: IDataObject,
	items: INodeExecutionData[],
): Promise<{ error: IDataObject; message: string }> {
	const run = await runChat(always(completion('{}')), {
		parameters,
		items,
		onError: 'continueRegularOutput',
	});
	expect(run.error).toBeUndefined();
	expect(run.items).toHaveLength(3);
	const [first, middle, last] = run.items.map(({ json }) => json) as [
		IDataObject,
		IDataObject,
		IDataObject,
	];
	expect([first.text, last.text]).toEqual(['{}', '{}']);
	expect(run.requests).toHaveLength(2);
	expect(Object.keys(middle).sort()).toEqual(['error', 'message']);
	expect(middle.error).toMatchObject({
		kind: 'input',
		status: null,
		code: null,
		retryable: false,
		attempts: 0,
	});
	return middle as { error: IDataObject; message: string };
}

const items = ({ good, bad }: Row): INodeExecutionData[] =>
	[good, bad, good].map((value) => ({ json: value === undefined ? {} : { value } }) as never);

test.each(rows)('$field that $wrong is refused, and nothing is sent for the item', async (row) => {
	const { error, message } = await middleOf(row.parameters, items(row));
	expect(message.startsWith(row.field)).toBe(true);
	const rest = message.slice(row.field.length).trimStart();
	const ending = ' [Item 1]';
	expect(rest.endsWith(ending)).toBe(true);
	const problem = rest.slice(0, -ending.length);
	if (typeof row.problem === 'string') expect(problem).toBe(row.problem);
	else expect(problem).toMatch(row.problem);
	if (typeof row.remedy === 'string') expect(error.description).toBe(row.remedy);
	else expect(error.description).toMatch(row.remedy);
	expect(String(error.field).startsWith(row.field)).toBe(true);
	expect(({} as IDataObject).polluted).toBeUndefined();
});

test('a binary field that the item does not have is named, with those that it has', async () => {
	const picture = { data: 'iVBORw0KGgo=', mimeType: 'image/png' };
	const { error, message } = await middleOf(
		messageWith({ role: 'user', binaryProperties: ['photo'] }),
		[
			{ json: {}, binary: { photo: picture } },
			{ json: {}, binary: { scan: picture, back: picture } },
			{ json: {}, binary: { photo: picture } },
		],
	);
	expect(message).toBe(
		'Message 2, Binary Fields names the binary field "photo", which the item does not have [Item 1]',
	);
	expect(error.description).toBe(
		'The item has the binary fields scan, back. Enter one of these names. Or remove the field.',
	);
	expect(error.field).toBe('Message 2, Binary Fields');
});

test('a binary field of an item without any is refused with a remedy that can be followed', async () => {
	const picture = { data: 'iVBORw0KGgo=', mimeType: 'image/png' };
	const { error } = await middleOf(messageWith({ role: 'user', binaryProperties: ['photo'] }), [
		{ json: {}, binary: { photo: picture } },
		{ json: {} },
		{ json: {}, binary: { photo: picture } },
	]);
	expect(error.description).toBe(
		'The item has no binary data: read the file in an earlier node. Or remove the field.',
	);
});

const pdf = (bytes: Buffer) => ({
	data: bytes.toString('base64'),
	mimeType: 'application/pdf',
	fileName: 'bill.pdf',
});
const sound = (start: string, mimeType: string) => ({
	data: Buffer.from(start, 'latin1').toString('base64'),
	mimeType,
	fileName: 'voice',
});

test.each([
	[
		'is empty',
		pdf(Buffer.alloc(0)),
		'names the file "file", which is empty',
		'Check the node that reads the file.',
	],
	[
		'is larger than 50 MB',
		pdf(Buffer.alloc(51 * 1024 * 1024, '%PDF-1.7 ')),
		'names the file "file" of 51.0 MB, but at most 50 MB are taken',
		'Make the file smaller in an earlier node.',
	],
	[
		'is a sound that has no form, by its first bytes and not by its type',
		sound('OggS\0\x02', 'audio/mpeg'),
		'names the file "file", which is a sound of the type audio/ogg, but messages take sound as MP3 or WAV',
		'Convert it to MP3 or WAV in an earlier node, or write it down first with Audio → Transcribe.',
	],
	[
		'is a sound that has no form, by its type where nothing else tells',
		sound('....', 'audio/amr'),
		'names the file "file", which is a sound of the type audio/amr, but messages take sound as MP3 or WAV',
		'Convert it to MP3 or WAV in an earlier node, or write it down first with Audio → Transcribe.',
	],
])('a file that %s is refused, and nothing is sent', async (_what, file, problem, remedy) => {
	const good = pdf(Buffer.from('%PDF-1.7'));
	const { error, message } = await middleOf(
		messageWith({ role: 'user', binaryProperties: ['file'] }),
		[good, file, good].map((one) => ({ json: {}, binary: { file: one } })),
	);
	expect(message).toBe(`Message 2, Binary Fields ${problem} [Item 1]`);
	expect(error).toMatchObject({ description: remedy, field: 'Message 2, Binary Fields' });
});

test('an expression that cannot be evaluated ends its item and names the field', async () => {
	const { error, message } = await middleOf(
		{ maxTokens: "={{ $json.lost ? $('Nowhere').item.json.limit : 5 }}" },
		[{ json: {} }, { json: { lost: true } }, { json: {} }],
	);
	expect(message).toMatch(/^Max Tokens cannot be read: .*node.* \[Item 1\]$/);
	expect(error.field).toBe('Max Tokens');
	expect(error.description).toMatch(/expression/);
});

test.each([
	[{ messages: { values: [{ role: 'user', content: '  ' }] } }, 'Message 1, Content is empty'],
	[{ messages: { values: [{ role: 'user', content: '\n' }] } }, 'Message 1, Content is empty'],
])(
	'a text that nobody has entered is not said to be an expression: %j',
	async (parameters, message) => {
		const { items } = await runChat(always(completion('Hi')), {
			parameters,
			onError: 'continueRegularOutput',
		});
		expect(items[0]?.json).toMatchObject({
			message: `${message} [Item 0]`,
			error: { description: 'Enter a text, or an expression that gives one.' },
		});
	},
);

test('a message without a text is refused by n8n itself, as the field says that it needs one', async () => {
	const messages = { values: [{ role: 'user', content: '' }] };
	const run = runChat(always(completion('Hi')), { parameters: { messages } });
	await expect(run).rejects.toThrow('Parameter "Content" is required.');
});

test('no messages at all fail every item, and nothing is sent', async () => {
	const { items, requests } = await runChat(always(completion('Hi')), {
		parameters: { messages: {} },
		items: [{}, {}, {}],
		onError: 'continueRegularOutput',
	});
	expect(items.map(({ json }) => json.message)).toEqual(
		[0, 1, 2].map((item) => `Messages is empty [Item ${item}]`),
	);
	expect(requests).toEqual([]);
});
