import type { INodeProperties } from 'n8n-workflow';
const forRole = (...roles: string[]) => ({ show: { role: roles } });

const role: INodeProperties = {
	displayName: 'Role',
	name: 'role',
	type: 'options',
	typeOptions: { showEvenWhenOptional: true },
	default: 'user',
	options: [
		{ name: 'Assistant', value: 'assistant', description: 'What the model said earlier' },
		{
			name: 'Developer',
			value: 'developer',
			description: 'Instructions for reasoning models, in place of System',
		},
		{
			name: 'Function (Legacy)',
			value: 'function',
			description: 'The result of a function that the model called',
		},
		{
			name: 'System',
			value: 'system',
			description: 'Instructions that hold for the whole conversation',
		},
		{ name: 'Tool', value: 'tool', description: 'The result of a tool that the model called' },
		{ name: 'User', value: 'user', description: 'A question or a task' },
	],
	description: 'Who says it',
};

const content: INodeProperties = {
	displayName: 'Content',
	name: 'content',
	type: 'string',
	typeOptions: { rows: 3, showEvenWhenOptional: true },
	default: '',
	placeholder: 'e.g. Summarize this ticket: {{ $json.text }}',
	description: 'The text of the message. An object from an expression is sent as its JSON.',
};

const imageUrls: INodeProperties = {
	displayName: 'Image URLs',
	name: 'imageUrls',
	type: 'string',
	displayOptions: forRole('user'),
	default: '',
	placeholder: 'e.g. https://example.com/receipt.png',
	description:
		'Pictures that go with the text, for models that can see. Separate several with a comma and a blank, or give a list by expression.',
};

const binaryProperties: INodeProperties = {
	displayName: 'Image Binary Fields',
	name: 'binaryProperties',
	type: 'string',
	displayOptions: forRole('user'),
	default: '',
	placeholder: 'e.g. data',
	description:
		'Names of the binary fields of the item whose pictures go with the text, separated by commas',
};

const name: INodeProperties = {
	displayName: 'Name',
	name: 'name',
	type: 'string',
	default: '',
	placeholder: 'e.g. Ada',
	description:
		'Tells apart people with the same role. For the role Function: the function whose result this is.',
};

const toolCallId: INodeProperties = {
	displayName: 'Tool Call ID',
	name: 'toolCallId',
	type: 'string',
	typeOptions: { showEvenWhenOptional: true },
	displayOptions: forRole('tool'),
	default: '',
	placeholder: 'e.g. call_abc123',
	description: 'The ID of the call that this result answers',
};

const toolCalls: INodeProperties = {
	displayName: 'Tool Calls (JSON)',
	name: 'toolCalls',
	type: 'json',
	displayOptions: forRole('assistant'),
	default: '',
	description: 'The calls that the model made in this message, as message.tool_calls gave them',
};

const functionCall: INodeProperties = {
	displayName: 'Function Call (Legacy)',
	name: 'functionCall',
	type: 'json',
	displayOptions: forRole('assistant'),
	default: '',
	description: 'The call that the model made in this message, as message.function_call gave it',
};

/** The fields of one message. */
export const messageRow: INodeProperties[] = [
	role,
	content,
	imageUrls,
	binaryProperties,
	name,
	toolCallId,
	toolCalls,
	functionCall,
];
