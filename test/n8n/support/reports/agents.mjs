import assert from 'node:assert/strict';
import { thoughtfulModels } from '../thoughtful.mjs';
import { call, inTurn, message, text } from './answers.mjs';

/** Agents of n8n, of each make: what comes back with calls, tools that there are not, calls in the older form. */

const versions = [1.9, 2.2, 3.1];

/** An Agent with the Calculator. */
function agentOn(own, version, { model, more = {}, subs = [] }) {
	const agent = own.ai('Agent', 'agent', version, {
		...(version < 2 ? { agent: 'toolsAgent' } : {}),
		...{ promptType: 'define', text: "={{ $json.ask ?? 'How much is it?' }}", ...more },
	});
	const [to, calculator] = [own.name('Agent'), own.ai('Calculator', 'toolCalculator', 1, {})];
	return {
		nodes: [agent, model, calculator, ...subs],
		links: [
			[own.name('Model'), to, 'ai_languageModel'],
			[calculator.name, to, 'ai_tool'],
			...subs.map(({ name }) => [name, to, 'ai_memory']),
		],
	};
}

const thoughts = versions.flatMap((version) =>
	thoughtfulModels.map((name, at) => ({
		kind: 5,
		reported: `Agent ${version}, ${at % 2 ? 'whole' : 'streamed'}: a ${name} model refuses the second turn, because what came with its calls is missing`,
		seen: 'it answers, and also the next question, with what is remembered',
		items: [{ ask: 'How much is it?' }, { ask: 'And again?' }],
		nodes: (own) => {
			const options = { options: { stream: at % 2 === 0 } };
			const model = own.model(options, { credential: 'thoughtful', model: name });
			const memory = own.ai('Memory', 'memoryBufferWindow', 1.3, {
				sessionIdType: 'customKey',
				sessionKey: own.id,
			});
			return agentOn(own, version, { model, subs: [memory] });
		},
		check: ({ all }) =>
			assert.deepEqual(
				all.map(({ output }) => output),
				['Done', 'Done'],
			),
	})),
);

/** A call of the one tool that there is. @type {(older?: boolean) => import('./answers.mjs').Answer} */
const calculate =
	(older = false) =>
	(request, position) => {
		const [{ function: tool }] = request.body.tools;
		if (!older) return call(tool.name, { input: '6*7' })(request, position);
		const function_call = { name: tool.name, arguments: '{"input":"6*7"}' };
		const said = { role: 'assistant', content: null, function_call };
		return message(said, 'function_call')(request, position);
	};
const knows = (request, position) => {
	const told = request.body.messages.at(-1).content;
	assert.match(told, /There is no tool "search_web"\. The tools are: .*[Cc]alculator/);
	return calculate()(request, position);
};
const unknown = versions.map((version) => ({
	kind: 8,
	reported: `Agent ${version}: the model calls a tool that there is not, and the run ends`,
	seen: 'it is told once which tools there are, and goes on',
	nodes: (own) => agentOn(own, version, { model: own.model() }),
	answer: inTurn(call('search_web', { query: 'x' }), knows, text('It is 42.')),
	check({ json, requests }) {
		assert.equal(json.output, 'It is 42.');
		assert.equal(requests.length, 3);
		assert.match(requests[2].body.messages.at(-1).content, /\b42\b/);
	},
}));

const older = versions.map((version) => ({
	kind: 8,
	reported: `Agent ${version}: an answer with \`function_call\` in place of \`tool_calls\` was a finished ""`,
	seen: 'the tool is called',
	nodes: (own) => agentOn(own, version, { model: own.model() }),
	answer: inTurn(calculate(true), text('It is 42.')),
	check({ json, tasksOf }) {
		assert.equal(json.output, 'It is 42.');
		assert.equal(tasksOf('Calculator').length, 1);
	},
}));

/** @type {import('./compose.mjs').Report[]} */
export const ofAgents = [
	...thoughts,
	...unknown,
	...older,
	{
		kind: 8,
		reported: 'A model that never learns which tools there are',
		seen: 'it is told once, then the run ends with a sentence that names the tool',
		nodes: (own) => agentOn(own, 3.1, { model: own.model() }),
		answer: call('search_web', { query: 'x' }),
		check({ json, requests }) {
			assert.match(
				JSON.stringify(json),
				/called the tool \\"search_web\\", which it was not given/,
			);
			assert.equal(requests.length, 2);
		},
	},
];
