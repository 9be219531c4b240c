import assert from 'node:assert/strict';
import { after, test } from 'node:test';
import { ensureEngine } from '../../tools/gateway/ensureEngine.mjs';
import { startGateway } from '../../tools/gateway/gateway.mjs';
import { aiNode, chatModel, outputs, wired } from './support/cluster.mjs';
import { packedN8n } from './support/packedN8n.mjs';
import { startServer } from './support/server.mjs';
import { startThoughtful, thoughtfulModels } from './support/thoughtful.mjs';
import { itemNodes, trigger } from './support/workflows.mjs';

/*
 * The chat model under n8n's own Agents and chains, in the real n8n. What the model says is a script
 * (tools/gateway/README.md), so that what is shown is how they work together.
 */

await ensureEngine();
const gateway = await startGateway();
after(() => gateway.close());
const limited = await startLimited();
const thoughtful = await startThoughtful();
const n8n = await packedN8n();
const [credentialId, limitedId, thoughtfulId, openAiId] = await n8n.importCredentials([
	{ name: 'AIGC2D', type: 'aigc2dApi', data: { baseUrl: gateway.url, apiKey: gateway.key } },
	{ name: 'Limited', type: 'aigc2dApi', data: { baseUrl: limited.url, apiKey: 'sk-limited' } },
	{ name: 'Thoughtful', type: 'aigc2dApi', data: { baseUrl: thoughtful.url, apiKey: 'sk-thinks' } },
	{ name: 'OpenAI', type: 'openAiApi', data: { url: `${limited.url}/v1`, apiKey: 'sk-limited' } },
]);
const ask = '={{ $json.ask }}';
const defined = (text) => ({ promptType: 'define', text });

/** Runs one root node with its sub-nodes on items. */
async function runRoot({ asks, root, subs, links }) {
	const before = [trigger(), ...itemNodes(asks.map((text) => ({ ask: text })))];
	const row = [...before, root].map(({ name }) => name);
	const id = await n8n.importWorkflow({
		nodes: [...before, root, ...subs],
		connections: wired([...row.slice(1).map((name, at) => [row[at], name]), ...links]),
		settings: { executionOrder: 'v1' },
	});
	return await n8n.execute(id);
}

/** Our own node as a tool. */
const toolNode = (modelId, content) => ({
	id: 'tool',
	name: 'Ask AIGC2D',
	type: 'n8n-nodes-aigc2d.aigc2dTool',
	typeVersion: 1,
	position: [800, 200],
	parameters: {
		resource: 'chat',
		operation: 'complete',
		model: { __rl: true, mode: 'id', value: modelId },
		messages: { values: [{ role: 'user', content }] },
	},
	credentials: { aigc2dApi: { id: credentialId, name: 'AIGC2D' } },
});
const model = chatModel(credentialId);
const toModel = (root, name = 'Model', index = 0) => [name, root, 'ai_languageModel', index];

// The second takes tools, and the third anything, only on /v1/responses.
for (const modelId of ['rule-agent', 'rule-agent-new', 'rule-agent-pro']) {
	test(`An Agent calls two tools at once, the Calculator and our own node, and answers (${modelId}).`, async () => {
		const ownTool = toolNode('rule-agent', "={{ $fromAI('Question', 'What to ask', 'string') }}");
		const { run, status } = await runRoot({
			asks: ['call Calculator {"input": "6*7"}\ncall Ask_AIGC2D {"Question": "say good morning"}'],
			root: aiNode('Agent', 'agent', 3.1, defined(ask)),
			subs: [chatModel(credentialId, modelId), aiNode('Calculator', 'toolCalculator', 1), ownTool],
			links: [
				toModel('Agent'),
				['Calculator', 'Agent', 'ai_tool'],
				['Ask AIGC2D', 'Agent', 'ai_tool'],
			],
		});
		assert.equal(status, 'success');
		const [{ json }] = outputs(run, 'Agent').slice(-1);
		assert.match(json.output, /^The tools said: /);
		assert.match(json.output, /42/);
		assert.match(json.output, /good morning/);
		// What our node tells a model is short.
		assert.doesNotMatch(json.output, /duration_ms|finish_reason/);
		const { runData } = run.data.resultData;
		assert.equal(runData.Calculator.length, 1);
		assert.equal(runData['Ask AIGC2D'].length, 1);
		const [first] = runData.Model.map((task) => task.data.ai_languageModel[0][0].json);
		assert.ok(first.tokenUsage.totalTokens > 0);
		assert.equal(
			first.tokenUsage.totalTokens,
			first.tokenUsage.promptTokens + first.tokenUsage.completionTokens,
		);
	});
}

for (const [position, name] of thoughtfulModels.entries()) {
	const stream = position % 2 === 0;
	test(`What a model wants back with its calls comes back, also from memory: ${name}, ${stream ? 'streamed' : 'whole'}.`, async () => {
		const memory = aiNode('Memory', 'memoryBufferWindow', 1.3, {
			sessionIdType: 'customKey',
			sessionKey: name,
		});
		const { run, status } = await runRoot({
			asks: ['How much is it?', 'And again?'],
			root: aiNode('Agent', 'agent', 3.1, defined(ask)),
			subs: [
				chatModel(thoughtfulId, name, 'Model', { options: { stream } }),
				aiNode('Calculator', 'toolCalculator', 1),
				memory,
			],
			links: [
				toModel('Agent'),
				['Calculator', 'Agent', 'ai_tool'],
				['Memory', 'Agent', 'ai_memory'],
			],
		});
		assert.equal(status, 'success', run.data.resultData.error?.message);
		const { runData } = run.data.resultData;
		const answers = runData.Agent.at(-1).data.main[0].map(({ json }) => json.output);
		assert.deepEqual(answers, ['Done', 'Done']);
		assert.equal(runData.Calculator.length, 6);
	});
}

test('A tool that fails tells the model what to do about it.', async () => {
	const failing = toolNode("={{ $fromAI('Model', 'Which model', 'string') }}", 'Hello');
	const { run } = await runRoot({
		asks: ['call Ask_AIGC2D {"Model": "gpt-99"}'],
		root: aiNode('Agent', 'agent', 3.1, defined(ask)),
		subs: [model, failing],
		links: [toModel('Agent'), ['Ask AIGC2D', 'Agent', 'ai_tool']],
	});
	const [{ json }] = outputs(run, 'Agent').slice(-1);
	assert.match(json.output, /The model 'gpt-99' does not exist/);
	assert.match(json.output, /Pick another model/);
});

test('An Agent remembers, and answers in the form of an output parser.', async () => {
	const remembering = await runRoot({
		asks: ['My name is Ada', 'first'],
		root: aiNode('Agent', 'agent', 3.1, defined(ask)),
		subs: [
			model,
			aiNode('Memory', 'memoryBufferWindow', 1.3, {
				sessionIdType: 'customKey',
				sessionKey: 'one',
			}),
		],
		links: [toModel('Agent'), ['Memory', 'Agent', 'ai_memory']],
	});
	assert.deepEqual(
		outputs(remembering.run, 'Agent').map(({ json }) => json.output),
		['You said: My name is Ada', 'My name is Ada'],
	);
	const parser = aiNode('Parser', 'outputParserStructured', 1.3, {
		jsonSchemaExample: '{"city": "Oslo"}',
	});
	const parsing = await runRoot({
		asks: ['call format_final_json_response {"output": {"city": "Paris"}}'],
		root: aiNode('Agent', 'agent', 3.1, { ...defined(ask), hasOutputParser: true }),
		subs: [model, parser],
		links: [toModel('Agent'), ['Parser', 'Agent', 'ai_outputParser']],
	});
	assert.deepEqual(outputs(parsing.run, 'Agent').at(-1).json.output, { city: 'Paris' });
});

test('A chain with an output parser gives data.', async () => {
	const parser = aiNode('Parser', 'outputParserStructured', 1.3, {
		jsonSchemaExample: '{"city": "Oslo"}',
	});
	const { run } = await runRoot({
		asks: ['say {"output": {"city": "Oslo"}}', 'say {"output": {"city": "Xi\'an"}}'],
		root: aiNode('Chain', 'chainLlm', 1.9, { ...defined(ask), hasOutputParser: true }),
		subs: [model, parser],
		links: [toModel('Chain'), ['Parser', 'Chain', 'ai_outputParser']],
	});
	assert.deepEqual(
		outputs(run, 'Chain').map(({ json }) => json.output.city),
		['Oslo', "Xi'an"],
	);
});

test('Information Extractor, Text Classifier and Summarization Chain work with it.', async () => {
	const extracted = await runRoot({
		asks: ['say {"name": "Ada"}'],
		root: aiNode('Root', 'informationExtractor', 1.2, {
			text: ask,
			attributes: { attributes: [{ name: 'name', description: 'The name', required: true }] },
		}),
		subs: [model],
		links: [toModel('Root')],
	});
	assert.deepEqual(outputs(extracted.run, 'Root')[0].json.output, { name: 'Ada' });

	const classified = await runRoot({
		asks: ['say {"bill": true, "other": false}', 'say {"bill": false, "other": true}'],
		root: aiNode('Root', 'textClassifier', 1.1, {
			inputText: ask,
			categories: {
				categories: [
					{ category: 'bill', description: 'About money' },
					{ category: 'other', description: 'Anything else' },
				],
			},
		}),
		subs: [model],
		links: [toModel('Root')],
	});
	const [bills, others] = classified.run.data.resultData.runData.Root[0].data.main;
	assert.deepEqual([bills.length, others.length], [1, 1]);

	const summarized = await runRoot({
		asks: ['It rained all day.', 'It snowed.'],
		root: aiNode('Root', 'chainSummarization', 2.1, { options: {} }),
		subs: [model],
		links: [toModel('Root')],
	});
	for (const { json } of outputs(summarized.run, 'Root'))
		assert.match(json.output?.text ?? json.response?.text ?? JSON.stringify(json), /You said: /);
});

test('When the model fails, the fallback model answers.', async () => {
	const { run } = await runRoot({
		asks: ['say still here'],
		root: aiNode('Chain', 'chainLlm', 1.9, { ...defined(ask), needsFallback: true }),
		subs: [
			chatModel(credentialId, 'gpt-99', 'Broken'),
			chatModel(credentialId, 'rule-agent', 'Spare'),
		],
		links: [toModel('Chain', 'Broken', 0), toModel('Chain', 'Spare', 1)],
	});
	assert.equal(outputs(run, 'Chain')[0].json.text, 'still here');
});

test("At a hidden limit all 50 items of a chain are answered; with n8n's OpenAI model they are not.", async () => {
	const asks = Array.from({ length: 50 }, (_, number) => `ticket ${number}`);
	const root = aiNode(
		'Chain',
		'chainLlm',
		1.9,
		{ ...defined(ask), batching: { batchSize: 50 } },
		{ onError: 'continueRegularOutput' },
	);
	const openAi = aiNode(
		'Model',
		'lmChatOpenAi',
		1.3,
		{
			model: { __rl: true, mode: 'id', value: 'limited' },
			responsesApiEnabled: false,
			options: {},
		},
		{ credentials: { openAiApi: { id: openAiId, name: 'OpenAI' } } },
	);
	const complete = async (sub) => {
		const { run } = await runRoot({ asks, root, subs: [sub], links: [toModel('Chain')] });
		const texts = outputs(run, 'Chain').map(({ json }) => json.text);
		return texts.filter((text, position) => text === `Done ${position}`).length;
	};
	limited.reset();
	const own = await complete(chatModel(limitedId, 'limited'));
	limited.reset();
	const theirs = await complete(openAi);
	console.log(
		`Complete of 50: ${own} with AIGC2D Chat Model, ${theirs} with n8n's OpenAI Chat Model`,
	);
	assert.equal(own, 50);
	assert.ok(theirs < 50, String(theirs));
});

/** A gateway that lets through five requests at once and five more a second, and does not say so. */
async function startLimited() {
	const most = 5;
	let left = most;
	let since = Date.now();
	const server = await startServer(({ body }) => {
		left = Math.min(most, left + ((Date.now() - since) / 1000) * most);
		since = Date.now();
		if (left < 1) return { status: 429, body: { error: { message: 'Rate limit reached' } } };
		left -= 1;
		const asked = body.messages.at(-1).content;
		const [number] = /\d+/.exec(typeof asked === 'string' ? asked : asked[0].text) ?? [];
		return {
			body: {
				id: 'chatcmpl-1',
				object: 'chat.completion',
				created: 1,
				model: 'limited',
				choices: [
					{
						index: 0,
						message: { role: 'assistant', content: `Done ${number}` },
						finish_reason: 'stop',
					},
				],
				usage: { prompt_tokens: 5, completion_tokens: 2, total_tokens: 7 },
			},
		};
	});
	const reset = () => {
		left = most;
		since = Date.now();
	};
	return { url: server.url, reset };
}
