import { returnedMessage } from '../../../../nodes/api/chat/returnedMessage';

const call = { id: 'c1', type: 'function', function: { name: 'add', arguments: '{}' } };
const assistant = (members: object) => ({ role: 'assistant', ...members });

test.each<[string, object, object]>([
	[
		'nulls for what it does not have',
		{
			content: 'Hi',
			refusal: null,
			audio: null,
			function_call: null,
			tool_calls: null,
			name: null,
		},
		{ content: 'Hi' },
	],
	[
		'sources',
		{ content: 'Hi', annotations: [{ type: 'url_citation' }], citations: ['x'] },
		{ content: 'Hi' },
	],
	['no sources', { content: 'Hi', annotations: [] }, { content: 'Hi' }],
	[
		'what an SDK adds',
		{ content: '{}', parsed: {}, index: 0, finish_reason: 'stop' },
		{ content: '{}' },
	],
	[
		'thoughts',
		{ content: 'Hi', reasoning_content: 'Hm', reasoning: 'Hm', reasoning_details: [] },
		{ content: 'Hi' },
	],
	['no calls', { content: 'Hi', tool_calls: [] }, { content: 'Hi' }],
	[
		'a refusal in place of content',
		{ content: null, refusal: 'I cannot' },
		{ content: 'I cannot' },
	],
	['a refusal beside content', { content: 'Hi', refusal: 'I cannot' }, { content: 'Hi' }],
	['nothing at all', { content: null }, { content: '' }],
	['no content', {}, { content: '' }],
	[
		'a sound that the gateway knows',
		{ content: null, audio: { id: 'a1', data: 'UklGRg==', expires_at: 1, transcript: 'Hi' } },
		{ audio: { id: 'a1' } },
	],
	[
		'a sound without an ID',
		{ content: null, audio: { data: 'UklGRg==', transcript: 'Hi' } },
		{ content: 'Hi' },
	],
	[
		'a sound beside a text',
		{ content: 'Hi', audio: { id: 'a1', data: 'UklGRg==' } },
		{ content: 'Hi' },
	],
	[
		'thoughts among the parts',
		{
			content: [
				{ type: 'thinking', thinking: [{ type: 'text', text: 'Hm' }] },
				{ type: 'text', text: 'Hi' },
			],
		},
		{ content: 'Hi' },
	],
	[
		'an older call',
		{ content: null, function_call: { name: 'add', arguments: '{}' }, reasoning_content: 'Hm' },
		{ content: null, function_call: { name: 'add', arguments: '{}' }, reasoning_content: 'Hm' },
	],
	[
		'the number of a call, and nulls in it',
		{ content: null, tool_calls: [{ ...call, index: 0, extra: null }] },
		{ content: null, tool_calls: [call] },
	],
	[
		'a call without its type',
		{ content: null, tool_calls: [{ id: 'c1', function: call.function }] },
		{ content: null, tool_calls: [call] },
	],
	[
		'what belongs to a call',
		{ content: null, tool_calls: [call], reasoning_content: 'Hm', annotations: [] },
		{ content: null, tool_calls: [call], reasoning_content: 'Hm' },
	],
	[
		'a beginning that the model goes on with',
		{ content: '', reasoning_content: 'Hm', prefix: true },
		{ content: '', reasoning_content: 'Hm', prefix: true },
	],
])('a message of the model with %s', (_what, members, wanted) => {
	const sent = returnedMessage(assistant(members));
	expect(sent).toEqual(assistant(wanted));
	expect(returnedMessage(sent)).toEqual(sent);
});

test.each([
	{ role: 'user', content: [{ type: 'text', text: 'Hi', cache_control: { type: 'ephemeral' } }] },
	{ role: 'tool', tool_call_id: 'c1', content: '4' },
	{ role: 'assistant', content: 'Hi', name: 'ada', cache_control: { type: 'ephemeral' } },
	{ role: 'assistant', content: [{ type: 'thinking', thinking: 'Hm', signature: 'x' }] },
])('what is given on purpose stays: %j', (message) => {
	expect(returnedMessage(message)).toEqual(message);
});
