import { field } from './field';
import { messageList, messageRows } from './messageChecks';
import { messageRow } from './messageRow';

/** Whether the conversation is written row by row, or given as JSON. */
export const messageSource = field({
	property: {
		displayName: 'Messages From',
		name: 'messageSource',
		type: 'options',
		default: 'fields',
		options: [
			{ name: 'Fields Below', value: 'fields', description: 'Write the messages here' },
			{
				name: 'JSON',
				value: 'json',
				description: 'Take a whole conversation as JSON, for example from an earlier node',
			},
		],
		description: 'Where the conversation comes from',
	},
	wire: null,
	check: (value) => (value === 'json' ? 'json' : 'fields'),
});

/** The conversation row by row. */
export const messagesField = field({
	property: {
		displayName: 'Messages',
		name: 'messages',
		type: 'fixedCollection',
		typeOptions: {
			multipleValues: true,
			sortable: true,
			hideOptionalFields: true,
			addOptionalFieldButtonText: 'Add Field',
		},
		displayOptions: { show: { messageSource: ['fields'] } },
		placeholder: 'Add Message',
		default: { values: [{ role: 'user', content: '' }] },
		description: 'The conversation that the model continues, oldest message first',
		options: [
			{
				displayName: 'Message',
				name: 'values',
				values: messageRow,
			},
		],
	},
	wire: null,
	check: messageRows,
});

/** The conversation as JSON. */
export const messagesJson = field({
	property: {
		displayName: 'Messages (JSON)',
		name: 'messagesJson',
		type: 'json',
		displayOptions: { show: { messageSource: ['json'] } },
		default: '[\n  { "role": "user", "content": "Hello" }\n]',
		required: true,
		description:
			'A list of messages as the OpenAI API takes them, as JSON text or from an expression',
	},
	wire: null,
	check: messageList,
});

/** The conversation: row by row, or as JSON. */
export const messageFields = [messageSource, messagesField, messagesJson];
