import { LLMock } from '@copilotkit/aimock';
import type { IDataObject, INodeExecutionData } from 'n8n-workflow';
import { key, openGateway, runChat, runChatAt } from '../support/chat';
import { answerClaude, claudeAnswer } from '../support/claude';
import { contractViolations } from '../support/contract';
import { docx, docxType, mp3, mp4, pdf } from '../support/documents';
import { runNode } from '../support/engine';
import { binary, png, wav } from '../support/files';
import { always, completion, sendJson, type Responder } from '../support/gateway';
import { runOperation } from '../support/operation';

/* Files of an item in a message, on every dialect: what arrives is what the item has, byte for byte. */

const picture = png();
const bill = pdf();
const voice = wav();
const item: INodeExecutionData = {
	json: {},
	binary: {
		photo: binary(picture, 'image/png', 'photo.png'),
		bill: binary(bill, 'application/pdf', 'bill.pdf'),
		voice: binary(voice, 'audio/wav', 'voice.wav'),
		song: binary(mp3, 'audio/mpeg', 'song.mp3'),
		film: binary(mp4, 'video/mp4', 'film.mp4'),
		letter: binary(docx, docxType, 'letter.docx'),
		table: binary(Buffer.from('a;b\n1;ü'), 'text/csv', 'table.csv'),
		// What says nothing, or the wrong thing, of itself.
		nameless: binary(bill, 'application/octet-stream', 'data'),
		liar: binary(bill, 'audio/mpeg', 'liar.mp3'),
		notes: binary(Buffer.from('Grüße'), '', 'notes'),
	},
};
const says = (binaryProperties: string, content = 'What is it?') => ({
	messages: { values: [{ role: 'user', content, binaryProperties }] },
});
const base64 = (bytes: Buffer) => bytes.toString('base64');
const url = (type: string, bytes: Buffer) => `data:${type};base64,${base64(bytes)}`;
const text = { type: 'text', text: 'What is it?' };

const answered = { object: 'response', status: 'completed', id: 'resp_1', model: 'm' };
const said = {
	type: 'message',
	role: 'assistant',
	content: [{ type: 'output_text', text: 'Seen' }],
};
/** Answers on every route. */
const everywhere: Responder = (request, response) => {
	if (request.path === '/v1/messages') return answerClaude(request, response, claudeAnswer('Seen'));
	if (request.path === '/v1/responses')
		return sendJson(response, { ...answered, output: [said], usage: null });
	return sendJson(response, completion('Seen'));
};

const ask = async (names: string, more: IDataObject = {}) =>
	await runChat(everywhere, { parameters: { ...says(names), ...more }, items: [item] });
const askClaude = async (names: string) =>
	await runOperation(
		everywhere,
		'claude.message',
		{ model: { __rl: true, mode: 'id', value: 'claude-test' }, ...says(names) },
		{ items: [item], onError: 'continueRegularOutput' },
	);

test('on Chat Completions a picture, a PDF and a sound arrive byte for byte in one message', async () => {
	const { items, requests } = await ask('photo, bill, voice');
	expect(items[0]?.json.text).toBe('Seen');
	const body: unknown = requests[0]?.body;
	expect(body).toMatchObject({
		messages: [
			{
				role: 'user',
				content: [
					text,
					{ type: 'image_url', image_url: { url: url('image/png', picture) } },
					{
						type: 'file',
						file: { filename: 'bill.pdf', file_data: url('application/pdf', bill) },
					},
					{ type: 'input_audio', input_audio: { data: base64(voice), format: 'wav' } },
				],
			},
		],
	});
	expect(contractViolations('/v1/chat/completions', body)).toEqual([]);
});

test.each([
	['song', { type: 'input_audio', input_audio: { data: base64(mp3), format: 'mp3' } }],
	['film', { type: 'video_url', video_url: { url: url('video/mp4', mp4) } }],
	['letter', { type: 'file', file: { filename: 'letter.docx', file_data: url(docxType, docx) } }],
	[
		'nameless',
		{ type: 'file', file: { filename: 'data.pdf', file_data: url('application/pdf', bill) } },
	],
	[
		'liar',
		{ type: 'file', file: { filename: 'liar.pdf', file_data: url('application/pdf', bill) } },
	],
	[
		'notes',
		{
			type: 'file',
			file: { filename: 'notes', file_data: url('text/plain', Buffer.from('Grüße')) },
		},
	],
])('a file goes as what its first bytes are: %s', async (name, part) => {
	const { requests } = await ask(name);
	expect(requests[0]?.body.messages[0].content).toEqual([text, part]);
});

test('on /v1/responses, chosen or because the model is only there, a picture and a PDF have their forms', async () => {
	const content = [
		{ type: 'input_text', text: 'What is it?' },
		{ type: 'input_image', image_url: url('image/png', picture), detail: 'auto' },
		{ type: 'input_file', filename: 'bill.pdf', file_data: url('application/pdf', bill) },
	];
	const chosen = await ask('photo, bill', { options: { api: 'responses' } });
	expect(chosen.requests[0]?.body.input).toEqual([{ role: 'user', content }]);
	const only = 'This model is only supported in v1/responses and not in v1/chat/completions';
	const gateway = await openGateway((request, response, position) =>
		request.path === '/v1/responses'
			? everywhere(request, response, position)
			: sendJson(response, { error: { message: only, type: 'invalid_request_error' } }, 404),
	);
	const found = await runChatAt(gateway, { parameters: says('photo, bill'), items: [item] });
	expect(found.items[0]?.json.text).toBe('Seen');
	expect(found.requests.map(({ path }) => path)).toEqual(['/v1/chat/completions', '/v1/responses']);
	expect(found.requests[1]?.body.input).toEqual([{ role: 'user', content }]);
});

test.each(['voice', 'film'])(
	'%s has no form on /v1/responses: a sentence, and nothing is sent',
	async (name) => {
		const { items, requests } = await runChat(everywhere, {
			parameters: { ...says(name), options: { api: 'responses' } },
			items: [item],
			onError: 'continueRegularOutput',
		});
		expect(requests).toEqual([]);
		expect(items[0]?.json).toMatchObject({
			message: 'Messages hold sound or video, which /v1/responses has no form for [Item 0]',
			error: { description: 'Remove the option API, or set it to Chat Completions.' },
		});
	},
);

test('a film stays on Chat Completions, whatever the gateway says of the other route', async () => {
	const only = 'This model is only supported in v1/responses and not in v1/chat/completions';
	const refusing: Responder = (_request, response) =>
		sendJson(response, { error: { message: only, type: 'invalid_request_error' } }, 404);
	const setup = { items: [item], onError: 'continueRegularOutput' as const };
	const { requests, items } = await runChat(refusing, { ...setup, parameters: says('film') });
	expect(requests.map(({ path }) => path)).toEqual(['/v1/chat/completions']);
	expect(items[0]?.json.message).toContain(only);
});

test("in Claude's form a picture, a PDF and a text arrive byte for byte in one message", async () => {
	const { requests } = await askClaude('photo, bill, table');
	expect(requests[0]?.body.messages).toEqual([
		{
			role: 'user',
			content: [
				text,
				{
					type: 'image',
					source: { type: 'base64', media_type: 'image/png', data: base64(picture) },
				},
				{
					type: 'document',
					source: { type: 'base64', media_type: 'application/pdf', data: base64(bill) },
					title: 'bill.pdf',
				},
				{
					type: 'document',
					source: { type: 'text', media_type: 'text/plain', data: 'a;b\n1;ü' },
					title: 'table.csv',
				},
			],
		},
	]);
});

test.each([
	['voice', 'a sound of the type audio/wav', /hears, or write it down first with Audio/],
	['film', 'a video of the type video/mp4', /a model that takes video/],
	['letter', `a file of the type ${docxType}`, /^Convert it to PDF or to text/],
])('Claude has no form for %s: a sentence, and nothing is sent', async (name, what, remedy) => {
	const { items, requests } = await askClaude(name);
	expect(requests).toEqual([]);
	expect(items[0]?.json).toMatchObject({
		message: `Message 1, Binary Fields names the file "${name}", which is ${what}, but Claude's API takes images, PDF and text [Item 0]`,
		error: {
			kind: 'input',
			field: 'Message 1, Binary Fields',
			description: expect.stringMatching(remedy),
		},
	});
});

test('parts in the form of chat become those of Claude; what has none is a sentence', async () => {
	const askIn = async (...content: IDataObject[]) =>
		await runOperation(
			everywhere,
			'claude.message',
			{
				model: { __rl: true, mode: 'id', value: 'claude-test' },
				messageSource: 'json',
				messagesJson: JSON.stringify([{ role: 'user', content }]),
			},
			{ onError: 'continueRegularOutput' },
		);
	const file = { filename: 'bill.pdf', file_data: url('application/pdf', bill) };
	const source = { type: 'base64', media_type: 'application/pdf', data: base64(bill) };
	const { requests } = await askIn(
		{ type: 'file', file },
		{ type: 'file', file: { ...file, file_data: base64(bill) } },
		{ type: 'file', file: { file_id: 'file-1' }, cache_control: { type: 'ephemeral' } },
	);
	expect(requests[0]?.body.messages[0].content).toEqual([
		{ type: 'document', source, title: 'bill.pdf' },
		{ type: 'document', source, title: 'bill.pdf' },
		{
			type: 'document',
			source: { type: 'file', file_id: 'file-1' },
			title: 'file',
			cache_control: { type: 'ephemeral' },
		},
	]);
	const sound = { type: 'input_audio', input_audio: { data: base64(voice), format: 'wav' } };
	const refused = await askIn({ type: 'text', text: 'Listen' }, sound);
	expect(refused.requests).toEqual([]);
	expect(refused.items[0]?.json.message).toMatch(
		/^Message 1, part 2 is a sound of the type audio\/wav/,
	);
});

test('a token budget counts every file, and says that it is an estimate', async () => {
	// A page and a sound: 3,000 + 2,000, and the words.
	const within = async (tokenBudget: number) =>
		await runChat(always(completion('Seen')), {
			parameters: { ...says('bill, voice'), maxTokens: 100, throughput: { tokenBudget } },
			items: [item],
			onError: 'continueRegularOutput',
		});
	const small = await within(5_000);
	expect(small.requests).toEqual([]);
	expect(small.items[0]?.json.error).toMatchObject({ kind: 'budget' });
	const large = await within(5_300);
	expect(large.requests).toHaveLength(1);
	expect(large.hints.join(' ')).toMatch(/other files cost is an estimate/);
});

test('two items with the same words and other files do not share an answer', async () => {
	const other = { json: {}, binary: { photo: binary(png(3, 3), 'image/png', 'photo.png') } };
	const { requests } = await runChat(always(completion('Seen')), {
		parameters: { ...says('photo'), throughput: { deduplicate: true } },
		items: [item, other, item],
	});
	expect(requests).toHaveLength(2);
});

describe('a server that others wrote', () => {
	const server = new LLMock({ port: 0, host: '127.0.0.1', logLevel: 'silent' });
	beforeAll(async () => {
		server.onMessage(/What is it/, { content: 'All of it.' });
		await server.start();
	});
	afterAll(async () => await server.stop());

	test.each([
		['chat.complete', {}, 'photo, bill, voice'],
		['chat.complete', { api: 'responses' }, 'photo, bill'],
		['claude.message', {}, 'photo, bill, table'],
	])('takes files in %s %j', async (operation, options, names) => {
		const [resource, name] = operation.split('.');
		const { error, items } = await runNode({
			parameters: {
				resource,
				operation: name,
				model: { __rl: true, mode: 'id', value: 'gpt-4o-mini' },
				...says(names),
				options,
			},
			items: [item],
			credential: { apiKey: key, baseUrl: server.url },
		});
		expect(error).toBeUndefined();
		expect(items[0]?.json.text).toBe('All of it.');
	});
});
