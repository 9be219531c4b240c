import assert from 'node:assert/strict';
import { connect, Own } from './compose.mjs';
import { refusal } from './answers.mjs';

/** What a streaming chat says of failures, and where the search finds the nodes. */

const words = 'Your input was flagged by the house rules';
const flagged = refusal({ error: { message: words, type: 'content_blocked' } });
const asked = [{ role: 'user', content: '={{ $json.chatInput }}' }];
const errorsOf = (chunks) =>
	chunks.filter(({ type }) => type === 'error').map(({ content }) => content);
const toModel = (own, root) => [[own.name('Model'), root.name, 'ai_languageModel']];

/** Half a text, and then a failure. @type {import('./answers.mjs').Answer} */
const breaksOff = () => {
	const piece = {
		id: 'c',
		choices: [{ index: 0, delta: { role: 'assistant', content: 'It be' } }],
	};
	const events = [piece, { error: { message: words, code: 'content_filter' } }];
	return {
		headers: { 'content-type': 'text/event-stream' },
		body: events.map((event) => `data: ${JSON.stringify(event)}\n\n`).join(''),
	};
};
const tells = ({ chunks }) => {
	const errors = errorsOf(chunks);
	assert.ok(
		errors.some((error) => String(error).includes(words)),
		JSON.stringify(chunks),
	);
};
const node = (onError) => (own) => {
	const { onError: _usual, ...own_ } = own.node({ messages: { values: asked } });
	return { nodes: [{ ...own_, ...(onError ? { onError } : {}) }] };
};
const agent = (own) => {
	const { onError: _usual, ...root } = own.ai('Agent', 'agent', 3.1, {});
	return { nodes: [root, own.model()], links: toModel(own, root) };
};

/** @type {import('./compose.mjs').Report[]} */
export const chats = [
	{
		kind: 6,
		reported: 'A streaming chat with our node, when the gateway refuses: only the advice',
		seen: "the gateway's words, and the advice",
		nodes: node(),
		answer: flagged,
		check: tells,
	},
	{
		kind: 6,
		reported: 'The same with On Error set to Continue',
		seen: "the gateway's words, and the advice",
		nodes: node('continueRegularOutput'),
		answer: flagged,
		check: tells,
	},
	{
		kind: 6,
		reported: 'The gateway breaks off in the middle of a text',
		seen: "the text so far, then the gateway's words",
		nodes: node(),
		answer: breaksOff,
		check: (outcome) => {
			tells(outcome);
			assert.equal(outcome.text, 'It be');
		},
	},
	{
		kind: 6,
		reported:
			'A streaming chat with an Agent and our chat model, when the gateway refuses: only the advice',
		seen: "the gateway's words, and the advice",
		nodes: agent,
		answer: flagged,
		check: tells,
	},
	{
		kind: 6,
		reported: 'An Agent, when the gateway breaks off in the middle of a text',
		seen: "the text so far, then the gateway's words",
		nodes: agent,
		answer: breaksOff,
		check: (outcome) => {
			tells(outcome);
			assert.equal(outcome.text, 'It be');
		},
	},
];

/** The workflow of a chat. @param {import('./compose.mjs').Report} report @param {ConstructorParameters<typeof Own>} given */
export function chatWorkflow(report, ...given) {
	const own = new Own(...given);
	const { nodes, links = [] } = report.nodes(own);
	const chat = {
		...own.builtIn('Chat', '@n8n/n8n-nodes-langchain.chatTrigger', 1.4, {
			public: true,
			options: { responseMode: 'streaming' },
		}),
		webhookId: own.id,
	};
	return {
		name: own.id,
		nodes: [chat, ...nodes],
		connections: connect([[chat.name, nodes[0].name], ...links]),
		settings: { executionOrder: 'v1' },
	};
}

const searched = {
	'in the report': [
		...['midjourney', 'stable diffusion', '翻译', 'text to speech', 'embedding', 'translate'],
		...['image', 'transcribe', 'extract', 'deepseek', 'qwen', 'openai compatible', 'one-api'],
	],
	'of our own': [
		'grok',
		'mistral',
		'llama',
		'azure openai',
		'text to image',
		'字幕',
		'转写',
		'whisper',
		'ollama',
	],
};

/** @type {import('./compose.mjs').Report[]} */
export const panels = Object.entries(searched).map(([whose, terms]) => ({
	kind: 14,
	reported: `Words ${whose} find no node: ${terms.join(', ')}`,
	seen: 'the node has them as aliases, in which n8n searches',
	check({ types }) {
		const { codex } = types.find(({ name }) => name === 'n8n-nodes-aigc2d.aigc2d');
		const aliases = codex.alias.map((alias) => alias.toLowerCase());
		const missing = terms.filter((term) => !aliases.some((alias) => alias.includes(term)));
		assert.deepEqual(missing, []);
	},
}));
