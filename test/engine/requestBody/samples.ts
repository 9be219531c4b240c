import type { IDataObject } from 'n8n-workflow';

export const pixel =
	'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNkYPhfDwAChwGA60e6kgAAAABJRU5ErkJggg==';
export const picture = (data = pixel, mimeType = 'image/png') => ({
	data,
	mimeType,
	fileName: 'a.png',
});
export const part = (url: string) => ({ type: 'image_url', image_url: { url } });
export const pngPart = part(`data:image/png;base64,${pixel}`);
export const text = { type: 'text', text: 'What is this?' };

export const toolCall = {
	id: 'call_1',
	type: 'function',
	function: { name: 'f', arguments: '{"a":1}' },
};
export const parsedToolCall = { ...toolCall, function: { name: 'f', arguments: { a: 1 } } };
export const calling = { role: 'assistant', content: null, tool_calls: [toolCall] };
export const functionCall = { name: 'f', arguments: '{"a":1}' };
export const parsedFunctionCall = { name: 'f', arguments: { a: 1 } };
export const callingFunction = { role: 'assistant', content: null, function_call: functionCall };

export const conversation = [
	{ role: 'system', content: 'Be brief.' },
	{ role: 'user', content: [{ type: 'text', text: 'Hi' }, part('https://example.com/a.png')] },
	{ role: 'assistant', content: null, tool_calls: [toolCall], reasoning_content: 'Hm.' },
	{ role: 'tool', content: '1', tool_call_id: 'call_1' },
];

export const weather = {
	name: 'get_weather',
	description: 'The weather of a place',
	parameters: { type: 'object', properties: { place: { type: 'string' } }, required: ['place'] },
};
export const weatherTool = { type: 'function', function: { ...weather, strict: true } };
export const schema = {
	type: 'object',
	properties: { category: { type: 'string' } },
	required: ['category'],
	additionalProperties: false,
};
export const format = (more: IDataObject = {}) => ({
	response_format: {
		type: 'json_schema',
		json_schema: { name: 'answer', schema, strict: true, ...more },
	},
});
export const schemaOptions = { responseFormat: 'json_schema', jsonSchema: JSON.stringify(schema) };
