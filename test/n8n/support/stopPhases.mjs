import { encodePng } from '../../../tools/gateway/images/png.mjs';
import { aiNode, chatModel, wired } from './cluster.mjs';
import {
	chatWorkflow,
	itemNodes,
	modelById,
	nodeName,
	trigger,
	userMessage,
} from './workflows.mjs';

/**
 * What a run may be doing when Stop is pressed.
 *
 * @typedef {object} Phase
 * @property {string} name
 * @property {Parameters<typeof import('./watchedServer.mjs').startWatched>[0]} [respond]
 * @property {boolean} [swallows] whether the host takes no connections
 * @property {number} [requests] how many have come when Stop is pressed; 0: when the node has begun
 * @property {number} [after] milliseconds after that, so that what was answered then is waiting
 * @property {number} [count] of items
 * @property {object} [parameters] of the node
 * @property {(credentialId: string) => object} [workflow] another one than Chat → Message a Model on the items
 */

const json = { 'content-type': 'application/json' };
const say = (response, status, body, headers = {}) =>
	response.writeHead(status, { ...json, ...headers }).end(JSON.stringify(body));
const later = { 'retry-after': '600' };
const failure = (message) => ({ error: { message } });

const piece = { choices: [{ index: 0, delta: { role: 'assistant', content: 'It begins' } }] };
const beginStream = (response) => {
	response.writeHead(200, { 'content-type': 'text/event-stream' });
	response.write(`data: ${JSON.stringify(piece)}\n\n`);
};
const whole = { options: { stream: false } };
const picture = encodePng({ width: 8, height: 8 }, [[10, 120, 200]], () => new Uint8Array(8));
const nothing = () => {};

/**
 * Answers the first request whole: until one stream has told its usage, the others wait for it.
 *
 * @param {import('./stopPhases.mjs').Phase['respond']} respond
 */
const afterOne = (respond) => (request, response, server) => {
	if (server.requests.length > 1) return respond(request, response, server);
	const usage = { prompt_tokens: 1, completion_tokens: 1, total_tokens: 2 };
	const end = { choices: [{ index: 0, delta: {}, finish_reason: 'stop' }], usage };
	beginStream(response);
	response.end(`data: ${JSON.stringify(end)}\n\ndata: [DONE]\n\n`);
};

/** An Agent whose model is ours; the Agent has the name of the node under test. */
function agentWorkflow(credentialId) {
	const before = [trigger(), ...itemNodes([{ ask: 'Hello' }])];
	const agent = aiNode(nodeName, 'agent', 3.1, { promptType: 'define', text: '={{ $json.ask }}' });
	const row = [...before, agent].map(({ name }) => name);
	return {
		nodes: [...before, agent, chatModel(credentialId, 'any')],
		connections: wired([
			...row.slice(1).map((name, at) => [row[at], name]),
			['Model', nodeName, 'ai_languageModel'],
		]),
		settings: { executionOrder: 'v1' },
	};
}

/** @type {Phase[]} */
export const phases = [
	{
		name: 'before the first request',
		requests: 0,
		count: 5_000,
		parameters: {
			resource: 'embedding',
			operation: 'create',
			text: '={{ $json.ask }}',
			options: { batchSize: 2_048 },
		},
	},
	{ name: 'while it connects', swallows: true, requests: 0, after: 1_000 },
	{ name: 'waiting for the head of a stream', respond: afterOne(nothing), requests: 8 },
	{
		name: 'in the middle of a stream',
		respond: afterOne((_request, response) => beginStream(response)),
		requests: 8,
	},
	{ name: 'waiting for a whole answer', parameters: whole },
	{
		name: 'in the middle of a whole answer',
		respond: (_request, response) => response.writeHead(200, json).write('{"choices":['),
		parameters: whole,
	},
	{
		name: 'held back by a 429',
		respond: (_request, response) => say(response, 429, failure('Rate limit reached'), later),
		requests: 1,
		after: 1_500,
	},
	{
		name: 'in the pause before another attempt',
		respond: (_request, response) => say(response, 503, failure('Restarting'), later),
		requests: 1,
		after: 500,
	},
	{
		name: 'while the gateway is down',
		respond: (_request, response) =>
			response.writeHead(502, { 'content-type': 'text/html' }).end('<html>Bad Gateway</html>'),
		requests: 6,
		after: 700,
	},
	{
		name: 'waiting for the token budget',
		parameters: { maxTokens: 100, throughput: { tokenBudget: 250 } },
		requests: 1,
	},
	{
		name: 'between two looks at a task',
		respond: ({ method }, response) =>
			say(
				response,
				200,
				method === 'POST' ? { code: 1, result: '1' } : { id: '1', status: 'IN_PROGRESS' },
			),
		parameters: { resource: 'midjourney', operation: 'imagine', prompt: 'A lighthouse' },
		requests: 40,
		after: 300,
	},
	{
		name: 'while a picture is fetched',
		respond({ url }, response, { url: origin }) {
			if (url === '/v1/images/generations')
				return say(response, 200, { created: 1, data: [{ url: `${origin}/picture.png` }] });
			response.writeHead(200, { 'content-type': 'image/png' }).write(picture.subarray(0, 40));
		},
		parameters: {
			resource: 'image',
			operation: 'generate',
			model: modelById('painter'),
			prompt: 'A lighthouse',
		},
		requests: 2,
	},
	{
		name: 'the chat model of an Agent',
		respond: (_request, response) => beginStream(response),
		workflow: agentWorkflow,
		requests: 1,
	},
];

/** The phase with its usual members. @param {Phase} phase */
export function complete({ respond = nothing, requests = 4, after = 200, ...phase }) {
	return { ...phase, respond, requests, after };
}

/** @param {Phase} phase @param {string} credentialId */
export function workflowOf({ workflow, count = 20, parameters }, credentialId) {
	if (workflow) return workflow(credentialId);
	const own = {
		model: modelById('any'),
		messages: userMessage('=Ticket {{ $json.ask }}'),
		...parameters,
	};
	return chatWorkflow({
		credentialId,
		items: Array.from({ length: count }, (_, ask) => ({ ask: String(ask) })),
		parameters: own,
		settings: { onError: 'continueRegularOutput' },
	});
}
