import type { IDataObject, INodeExecutionData } from 'n8n-workflow';
import type { JsonObject } from '../../../nodes/api/json';
import { answerClaude, claudeAnswer } from '../claude';
import { binary, png, wav } from '../files';
import { howMany } from '../howMany';
import { completion, sendJson, type Received, type Responder } from '../gateway';
import { answer } from '../stream';
import { picture, taskId } from '../tasks';

type Response = Parameters<Responder>[1];

/** An operation of the node, and a good answer to it that is to say more than it should. */
export interface Scene {
	operation: `${string}.${string}`;
	parameters: IDataObject;
	good: JsonObject;
	/** How the answer is sent; as JSON unless told. */
	send?: (request: Received, response: Response, body: JsonObject) => void;
}

const model = { __rl: true, mode: 'id', value: 'test-model' };
const messages = { values: [{ role: 'user', content: 'Hello' }] };
const usage = { prompt_tokens: 9, completion_tokens: 3, total_tokens: 12 };

const call = {
	id: 'call_1',
	type: 'function',
	function: { name: 'look', arguments: '{"at":"sea"}' },
};
const sourced = { type: 'url_citation', url_citation: { url: 'https://a.example', title: 'A' } };

/** An answer of a chat with all that models add to it. */
export const chatAnswer = completion('Good morning', {
	choices: [
		{
			index: 0,
			message: {
				role: 'assistant',
				content: 'Good morning',
				reasoning_content: 'One greets',
				annotations: [sourced],
				tool_calls: [call],
			},
			finish_reason: 'tool_calls',
		},
	],
	system_fingerprint: 'fp_1',
}) as JsonObject;

const saying = (content: string) => completion(content, { usage }) as JsonObject;
const chat = { good: chatAnswer, send: answer };
const pictures = {
	created: 1_700_000_000,
	data: [
		{ b64_json: png().toString('base64'), revised_prompt: 'A red lighthouse' },
		{ url: 'URL/pictures/2' },
	],
	usage: { input_tokens: 10, output_tokens: 200, total_tokens: 210 },
};
const transcript = {
	text: 'Hello there',
	language: 'english',
	duration: 1,
	segments: [{ id: 0, start: 0, end: 1, text: 'Hello there' }],
	usage: { type: 'duration', seconds: 1 },
};
const submitted = {
	code: 1,
	description: 'Submit success',
	result: taskId,
	properties: { discordInstanceId: '1' },
};
const look = {
	id: taskId,
	action: 'IMAGINE',
	status: 'SUCCESS',
	progress: '100%',
	prompt: 'a cat',
	description: 'done',
	state: '',
	submitTime: 1696132800000,
	failReason: '',
	imageUrl: 'URL/pictures/1',
	buttons: [{ customId: 'MJ::JOB::upsample::1::h', emoji: '', label: 'U1' }],
	properties: { finalPrompt: 'a cat --v 6' },
};
const failedLook = { ...look, status: 'FAILURE', failReason: 'Banned prompt', imageUrl: '' };
const noWait = { waitForCompletion: false };
/** A look at a task, and another one seconds later: not under `npm test`. */
const oneLook = { taskId, waitForCompletion: howMany(0, 1) === 1, options: { maxWait: 0.1 } };
const midjourney = (operation: string, parameters: IDataObject): Scene => ({
	operation: `midjourney.${operation}`,
	parameters: { ...noWait, ...parameters },
	good: submitted,
});
const stable = (operation: string): Scene => ({
	operation: `stableDiffusion.${operation}`,
	parameters: { prompt: 'a lighthouse', ...noWait },
	good: { code: 0, message: 'success', task_id: taskId, points: 10 },
});

/** Sends the words of the answer behind the bytes of a file. */
const asFile =
	(bytes: Buffer): Scene['send'] =>
	(_request, response, { words, type }) => {
		response.writeHead(200, { 'content-type': String(type) });
		response.end(Buffer.concat([bytes, Buffer.from(String(words))]));
	};

/** Every operation; some with several answers. */
export const scenes: readonly Scene[] = [
	{ operation: 'chat.complete', parameters: { model, messages }, ...chat },
	{
		operation: 'chat.complete',
		parameters: { model, messages, options: { stream: false, responseFormat: 'json_object' } },
		good: saying('{"name":"Ada","tags":["a"]}'),
	},
	{
		operation: 'text.summarize',
		parameters: { model, text: 'A long story.' },
		good: saying('In short'),
		send: answer,
	},
	{
		operation: 'text.translate',
		parameters: {
			model,
			text: 'Good morning',
			targetLanguage: { __rl: true, mode: 'id', value: 'German' },
		},
		good: saying('Guten Morgen'),
		send: answer,
	},
	{
		operation: 'text.extract',
		parameters: {
			model,
			text: 'Ada is 36.',
			fields: { values: [{ name: 'name', type: 'string', description: '', required: true }] },
		},
		good: saying('{"name":"Ada"}'),
		send: answer,
	},
	{
		operation: 'text.complete',
		parameters: { model, prompt: 'Once upon' },
		good: {
			id: 'cmpl-1',
			object: 'text_completion',
			created: 1677652288,
			model: 'instruct',
			choices: [{ text: ' a time', index: 0, logprobs: null, finish_reason: 'stop' }],
			usage,
		},
	},
	{
		operation: 'claude.message',
		parameters: { model, messages },
		good: claudeAnswer([
			{ type: 'thinking', thinking: 'One greets', signature: 'c2ln' },
			{ type: 'text', text: 'Good morning' },
			{ type: 'tool_use', id: 'toolu_1', name: 'look', input: { at: 'sea' } },
		]),
		send: answerClaude,
	},
	{
		operation: 'claude.complete',
		parameters: { model, prompt: 'Why is the sky blue?' },
		good: {
			type: 'completion',
			id: 'compl_1',
			completion: ' Because',
			stop_reason: 'stop_sequence',
			model: 'claude-2.1',
		},
	},
	{ operation: 'image.generate', parameters: { model, prompt: 'A lighthouse' }, good: pictures },
	{
		operation: 'image.edit',
		parameters: { model, prompt: 'Make it blue', binaryProperties: 'picture' },
		good: pictures,
	},
	stable('textToImage'),
	{
		...stable('imageToImage'),
		parameters: { prompt: 'at night', binaryProperty: 'picture', ...noWait },
	},
	{
		operation: 'stableDiffusion.getTask',
		parameters: oneLook,
		good: {
			code: 0,
			message: 'success',
			task_id: taskId,
			status: 'Finished',
			image_urls: ['URL/pictures/1'],
			info: 'seed 7',
		},
	},
	midjourney('imagine', { prompt: 'a cat' }),
	midjourney('action', { taskId, button: 'MJ::JOB::upsample::2::3f6c' }),
	midjourney('change', { taskId, change: 'UPSCALE', index: 3 }),
	midjourney('blend', { binaryProperties: 'picture, second' }),
	midjourney('describe', { binaryProperty: 'picture' }),
	{
		operation: 'midjourney.getTask',
		parameters: oneLook,
		good: look,
	},
	{ operation: 'midjourney.getTask', parameters: { taskId, ...noWait }, good: failedLook },
	{
		operation: 'embedding.create',
		parameters: { model, text: 'Hello' },
		good: {
			object: 'list',
			model: 'embedder',
			data: [{ object: 'embedding', index: 0, embedding: [0.1, 0.2] }],
			usage: { prompt_tokens: 1, total_tokens: 1 },
		},
	},
	{
		operation: 'rerank.rank',
		parameters: { model, query: 'Who?', documents: 'Ada\nBob', options: { topN: 1 } },
		good: {
			id: 'rank-1',
			model: 'ranker',
			results: [{ index: 1, relevance_score: 0.5, document: { text: 'Bob' } }],
			usage: { prompt_tokens: 4, total_tokens: 4 },
		},
	},
	{
		operation: 'audio.speech',
		parameters: { model, text: 'Hello there', voice: 'alloy' },
		good: { words: 'LIST', type: 'audio/wav' },
		send: asFile(wav()),
	},
	{
		operation: 'audio.transcribe',
		parameters: { model, binaryProperty: 'sound' },
		good: transcript,
	},
	{
		operation: 'audio.transcribe',
		parameters: { model, binaryProperty: 'sound', options: { responseFormat: 'srt' } },
		good: { words: '1\n00:00:00,000 --> 00:00:01,000\nHello there', type: 'text/plain' },
		send: asFile(Buffer.alloc(0)),
	},
	{
		operation: 'audio.translate',
		parameters: { model, binaryProperty: 'sound' },
		good: transcript,
	},
	{
		operation: 'model.getMany',
		parameters: { returnAll: true },
		good: { object: 'list', data: [{ id: 'gpt-4o', object: 'model', owned_by: 'someone' }] },
	},
	{
		operation: 'account.getBalance',
		parameters: {},
		good: {
			object: 'credit_summary',
			total_granted: 5,
			total_used: 2,
			total_available: 3,
			grants: { object: 'list', data: [{ id: 'g1', grant_amount: 5, expires_at: 1690848000 }] },
		},
	},
	{
		operation: 'request.send',
		parameters: { method: 'POST', path: '/v1/anything', body: '{"a":1}' },
		good: { id: 'x', list: [{ text: 'words' }], usage },
	},
	{
		operation: 'request.send',
		parameters: { method: 'GET', path: '/v1/files/1/content' },
		good: { words: 'text', type: 'text/csv' },
		send: asFile(Buffer.from('a,b\n')),
	},
	{
		operation: 'request.send',
		parameters: { method: 'GET', path: '/v1/files/1/content' },
		good: { words: 'text', type: 'application/pdf' },
		send: asFile(Buffer.from('%PDF-1.7\n\xff\xfe\n', 'latin1')),
	},
];

/** The item that every operation works on. */
export const item: INodeExecutionData = {
	json: {},
	binary: {
		picture: binary(picture, 'image/png', 'red.png'),
		second: binary(png(1, 1, [0, 0, 255]), 'image/png', 'blue.png'),
		sound: binary(wav(), 'audio/wav', 'said.wav'),
	},
};

/** A gateway that answers with this, and has the pictures that it points to. */
export function gatewayFor({ send }: Pick<Scene, 'send'>, body: unknown): Responder {
	return (request, response) => {
		if (request.path.startsWith('/pictures/')) {
			response.writeHead(200, { 'content-type': 'image/png' }).end(picture);
			return;
		}
		const text = JSON.stringify(body).replaceAll('URL/', `http://${request.headers.host}/`);
		if (send) send(request, response, JSON.parse(text) as JsonObject);
		else sendJson(response, JSON.parse(text));
	};
}
