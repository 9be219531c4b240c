import { message, type Row } from './row';
import {
	picture,
	part,
	pngPart,
	text,
	toolCall,
	parsedToolCall,
	calling,
	functionCall,
	parsedFunctionCall,
	callingFunction,
	conversation,
} from './samples';

export const modelRows: Row[] = [
	{
		field: 'model',
		filled: 'an ID',
		parameters: { model: { __rl: true, mode: 'id', value: 'gpt-4o-mini' } },
		sent: { model: 'gpt-4o-mini' },
	},
	{
		field: 'model',
		filled: 'a choice from the list',
		parameters: { model: { __rl: true, mode: 'list', value: 'gpt-4o', cachedResultName: 'GPT' } },
		sent: { model: 'gpt-4o' },
	},
	{
		field: 'model',
		filled: 'an expression',
		parameters: { model: { __rl: true, mode: 'id', value: '={{ $json.model }}' } },
		item: { model: 'spark-v3.0' },
		sent: { model: 'spark-v3.0' },
	},
];

export const messageRows: Row[] = [
	{
		...message(
			'content',
			'a text that an expression has cut within an emoji',
			{ role: 'user', content: '={{ $json.text.slice(0, 2) }}' },
			{ role: 'user', content: 'a\ufffd' },
		),
		item: { text: 'a🎈b' },
	},
	...['system', 'developer', 'user', 'assistant'].flatMap((role) => [
		message('role', `${role}`, { role, content: 'Hello' }, { role, content: 'Hello' }),
		{
			...message(
				'role',
				`${role} from an expression`,
				{ role: '={{ $json.role }}', content: 'Hello' },
				{ role, content: 'Hello' },
			),
			item: { role },
		},
	]),
	message(
		'role',
		'tool',
		{ role: 'tool', content: '21 °C', toolCallId: 'call_1' },
		{ role: 'tool', content: '21 °C', tool_call_id: 'call_1' },
	),
	message(
		'role',
		'function',
		{ role: 'function', content: '21 °C', name: 'get_weather' },
		{ role: 'function', content: '21 °C', name: 'get_weather' },
	),
	message('content', 'text', { content: ' 你好 \n👋 ' }, { role: 'user', content: ' 你好 \n👋 ' }),
	{
		...message(
			'content',
			'a text with an expression',
			{ content: '=Summarize: {{ $json.ticket }}' },
			{ role: 'user', content: 'Summarize: It "rains"' },
		),
		item: { ticket: 'It "rains"' },
	},
	{
		...message(
			'content',
			'an object from an expression, as its JSON',
			{ content: '={{ $json.ticket }}' },
			{ role: 'user', content: '{"id":7}' },
		),
		item: { ticket: { id: 7 } },
	},
	{
		...message(
			'content',
			'a number from an expression, as text',
			{ content: '={{ $json.answer }}' },
			{ role: 'user', content: '42' },
		),
		item: { answer: 42 },
	},
	{
		...message(
			'content',
			'a list of parts from an expression',
			{ content: '={{ $json.parts }}' },
			{ role: 'user', content: [text, pngPart] },
		),
		item: { parts: [text, pngPart] },
	},
	message(
		'name',
		'text',
		{ content: 'Hello', name: 'Ada' },
		{ role: 'user', content: 'Hello', name: 'Ada' },
	),
	message(
		'imageUrls',
		'several addresses in one text',
		{
			content: text.text,
			imageUrls: 'https://example.com/a.png?size=1,2, data:image/gif;base64,R0lGOD',
		},
		{
			role: 'user',
			content: [
				text,
				part('https://example.com/a.png?size=1,2'),
				part('data:image/gif;base64,R0lGOD'),
			],
		},
	),
	message(
		'imageUrls',
		'a list of two addresses',
		{
			content: text.text,
			imageUrls: ['https://example.com/a.png', `data:image/gif;base64,R0lGOD`],
		},
		{
			role: 'user',
			content: [text, part('https://example.com/a.png'), part('data:image/gif;base64,R0lGOD')],
		},
	),
	message(
		'imageUrls',
		'an address without a text',
		{ content: '', imageUrls: ['https://example.com/a.png'] },
		{ role: 'user', content: [part('https://example.com/a.png')] },
	),
	message(
		'imageUrls',
		'empty rows, which do not count',
		{ content: 'Hello', imageUrls: ['', ''] },
		{ role: 'user', content: 'Hello' },
	),
	{
		...message(
			'imageUrls',
			'a list from an expression',
			{ content: text.text, imageUrls: '={{ $json.urls }}' },
			{
				role: 'user',
				content: [text, part('https://example.com/a.png'), part('https://example.com/b.png')],
			},
		),
		item: { urls: ['https://example.com/a.png', 'https://example.com/b.png'] },
	},
	{
		...message(
			'imageUrls',
			'a string from an expression',
			{ content: text.text, imageUrls: '={{ $json.url }}' },
			{ role: 'user', content: [text, part('https://example.com/a.png')] },
		),
		item: { url: 'https://example.com/a.png' },
	},
	{
		...message(
			'binaryProperties',
			'two names',
			{ content: text.text, binaryProperties: ['front', 'back'] },
			{ role: 'user', content: [text, pngPart, part('data:image/jpeg;base64,/9j/4A==')] },
		),
		binary: { front: picture(), back: picture('/9j/4A==', 'image/jpeg') },
	},
	{
		...message(
			'binaryProperties',
			'a list from an expression',
			{ content: text.text, binaryProperties: '={{ Object.keys($binary) }}' },
			{ role: 'user', content: [text, pngPart] },
		),
		binary: { front: picture() },
	},
	{
		...message(
			'binaryProperties',
			'a string from an expression, next to an address',
			{
				content: text.text,
				imageUrls: ['https://example.com/a.png'],
				binaryProperties: '={{ $json.field }}',
			},
			{ role: 'user', content: [text, part('https://example.com/a.png'), pngPart] },
		),
		item: { field: 'data' },
		binary: { data: picture() },
	},
	{
		...message(
			'toolCallId',
			'an expression',
			{ role: 'tool', content: '21 °C', toolCallId: '={{ $json.message.tool_calls[0].id }}' },
			{ role: 'tool', content: '21 °C', tool_call_id: 'call_1' },
		),
		item: { message: calling },
	},
	message(
		'toolCalls',
		'JSON as the gateway sent it',
		{ role: 'assistant', content: '', toolCalls: JSON.stringify([toolCall]) },
		calling,
	),
	{
		...message(
			'toolCalls',
			'the calls of an earlier answer, next to a text',
			{ role: 'assistant', content: 'One moment.', toolCalls: '={{ $json.calls }}' },
			{ ...calling, content: 'One moment.' },
		),
		item: { calls: [parsedToolCall] },
	},
	message(
		'functionCall',
		'JSON as the gateway sent it',
		{ role: 'assistant', content: '', functionCall: JSON.stringify(functionCall) },
		callingFunction,
	),
	{
		...message(
			'functionCall',
			'the call of an earlier answer',
			{ role: 'assistant', content: '', functionCall: '={{ $json.call }}' },
			callingFunction,
		),
		item: { call: parsedFunctionCall },
	},
];

export const messagesJsonRows: Row[] = [
	{
		field: 'messageSource',
		filled: 'fields, which leave the JSON aside',
		parameters: { messageSource: 'fields', messagesJson: JSON.stringify(conversation) },
		sent: {},
	},
	{
		field: 'messageSource',
		filled: 'json, which leaves the fields aside',
		parameters: { messageSource: 'json', messagesJson: '[{"role":"user","content":"From JSON"}]' },
		sent: { messages: [{ role: 'user', content: 'From JSON' }] },
	},
	{
		field: 'messagesJson',
		filled: 'JSON',
		parameters: { messageSource: 'json', messagesJson: JSON.stringify(conversation) },
		sent: { messages: conversation },
	},
	{
		field: 'messagesJson',
		filled: 'JSON with an expression inside',
		parameters: {
			messageSource: 'json',
			messagesJson: '=[{ "role": "user", "content": {{ JSON.stringify($json.ticket) }} }]',
		},
		item: { ticket: 'It "rains"\n' },
		sent: { messages: [{ role: 'user', content: 'It "rains"\n' }] },
	},
	{
		field: 'messagesJson',
		filled: 'a string from an expression',
		parameters: { messageSource: 'json', messagesJson: '={{ $json.chat }}' },
		item: { chat: JSON.stringify(conversation) },
		sent: { messages: conversation },
	},
	{
		field: 'messagesJson',
		filled: 'a list from an expression',
		parameters: { messageSource: 'json', messagesJson: '={{ $json.chat }}' },
		item: { chat: conversation },
		sent: { messages: conversation },
	},
	{
		field: 'messagesJson',
		filled: 'an earlier message of this node, whose arguments were parsed',
		parameters: { messageSource: 'json', messagesJson: '={{ [$json.message, $json.other] }}' },
		item: {
			message: { ...calling, tool_calls: [parsedToolCall] },
			other: { role: 'assistant', content: null, function_call: parsedFunctionCall },
		},
		sent: { messages: [calling, callingFunction] },
	},
	{
		field: 'messagesJson',
		filled: 'a text that is the word __proto__',
		parameters: { messageSource: 'json', messagesJson: '[{"role":"user","content":"__proto__"}]' },
		sent: { messages: [{ role: 'user', content: '__proto__' }] },
	},
];
