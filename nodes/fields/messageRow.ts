import type { INodeProperties } from 'n8n-workflow';
import { binaryHints } from './files';

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
	description: 'Who wrote the message',
};

const content: INodeProperties = {
	displayName: 'Content',
	name: 'content',
	type: 'string',
	typeOptions: { rows: 3, showEvenWhenOptional: true },
	default: '',
	placeholder: 'e.g. Summarize this ticket: {{ $json.text }}',
	description: 'The text of the message. An object from an expression is sent as JSON text.',
};

const imageUrls: INodeProperties = {
	displayName: 'Image URLs',
	name: 'imageUrls',
	type: 'string',
	displayOptions: forRole('user'),
	default: '',
	placeholder: 'e.g. https://example.com/receipt.png',
	description:
		'Web addresses of images that go with the text, for models that can read images. Separate several with a comma and a space, or give a list by expression.',
};

const binaryProperties: INodeProperties = {
	displayName: 'Binary Fields',
	name: 'binaryProperties',
	type: 'string',
	displayOptions: forRole('user'),
	default: '',
	placeholder: 'e.g. data',
	hint: binaryHints,
	description:
		'Names of the binary fields of the item whose files go with the text, separated by commas: images, PDF and other documents, sound (MP3 or WAV), video, each of at most 50 MB. Claude → Message takes images, PDF and text. The model has to be one that reads such files.',
};

const name: INodeProperties = {
	displayName: 'Name',
	name: 'name',
	type: 'string',
	default: '',
	placeholder: 'e.g. Ada',
	description:
		'Name of the speaker, which tells several people with the same role apart. For the role Function: name of the function whose result this is.',
};

const toolCallId: INodeProperties = {
	displayName: 'Tool Call ID',
	name: 'toolCallId',
	type: 'string',
	typeOptions: { showEvenWhenOptional: true },
	displayOptions: forRole('tool'),
	default: '',
	placeholder: 'e.g. call_abc123',
	description: 'ID of the tool call whose result this is, from message.tool_calls',
};

const toolCalls: INodeProperties = {
	displayName: 'Tool Calls (JSON)',
	name: 'toolCalls',
	type: 'json',
	displayOptions: forRole('assistant'),
	default: '',
	description:
		'The tool calls that the model made in this message, as its answer had them in message.tool_calls',
};

const functionCall: INodeProperties = {
	displayName: 'Function Call (Legacy)',
	name: 'functionCall',
	type: 'json',
	displayOptions: forRole('assistant'),
	default: '',
	description:
		'The function call that the model made in this message, as its answer had it in message.function_call',
};

/** What a message may have in place of a text. */
const inPlaceOfText = ['imageUrls', 'binaryProperties', 'toolCalls', 'functionCall'];

function exist(names: readonly string[]): { [name: string]: Array<{ _cnd: { exists: true } }> } {
	return Object.fromEntries(names.map((name) => [name, [{ _cnd: { exists: true } }]]));
}

/** The text has to be there where nothing else is. Only one of these is shown. */
const contents: INodeProperties[] = [
	{ ...content, required: true, displayOptions: { hide: exist(inPlaceOfText) } },
	...inPlaceOfText.map((name, position) => ({
		...content,
		displayOptions: { show: exist([name]), hide: exist(inPlaceOfText.slice(0, position)) },
	})),
];

/** The fields of one message. */
export const messageRow: INodeProperties[] = [
	role,
	...contents,
	imageUrls,
	binaryProperties,
	name,
	toolCallId,
	toolCalls,
	functionCall,
];
