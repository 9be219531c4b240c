import assert from 'node:assert/strict';
import { talk } from '../publicChat.mjs';

/** @type {import('./example.mjs').Trial[]} */
export const agents = [
	{
		file: 'chat-with-memory',
		shows: 'remembers what was said, and streams its answers',
		models: { 'Chat Model': 'rule-agent' },
		set: (node) => (node('Chat').parameters.public = true),
		isPublished: true,
		async check(_, { rest, workflow }) {
			const { webhookId } = workflow.nodes.find(({ name }) => name === 'Chat');
			const say = async (words) => await talk(rest.url, webhookId, words);
			assert.equal((await say('My name is Ada')).text, 'You said: My name is Ada');
			assert.equal((await say('first')).text, 'My name is Ada');
			const story = Array.from({ length: 80 }, (_, at) => `stop ${at}`).join(', ');
			const { text, chunks } = await say(`say ${story}`);
			assert.equal(text, story);
			assert.ok(chunks.length > 3, `It came in ${chunks.length} pieces`);
		},
	},
	{
		file: 'agent-with-cost',
		shows: 'reckons with a tool, and says what all rounds cost',
		models: { 'Answer with Tools': 'rule-agent' },
		set: (node) =>
			(node('Question').parameters.assignments.assignments[0].value =
				'call Calculator {"input": "17 * 50"}'),
		check({ jsonOf }) {
			const [{ text, tool_runs, usage, cost, request }, ...others] = jsonOf('Answer with Tools');
			assert.deepEqual(others, []);
			assert.match(text, /^The tools said: .*850/);
			assert.deepEqual(
				tool_runs.map(({ name, result }) => [name, result]),
				[['Calculator', '850']],
			);
			assert.equal(request.sent, 2);
			const byHand = (usage.prompt_tokens * 3 + usage.completion_tokens * 7) / 1e6;
			assert.ok(Math.abs(cost.amount - byHand) < 1e-12, `${cost.amount}, ${byHand}`);
		},
	},
	{
		file: 'retrieval',
		shows: 'answers from the texts that fit the question best',
		models: { Embeddings: 'rule-embedder', Reranker: 'rule-reranker', Answer: 'rule-agent' },
		check({ jsonOf }) {
			const best = 'You may keep a book for four weeks, and film discs for one week.';
			const found = jsonOf('Search');
			assert.equal(found.length, 2);
			assert.equal(found[0].document.pageContent, best);
			assert.ok(found[0].score > found[1].score);
			const [{ text }, ...others] = jsonOf('Answer');
			assert.deepEqual(others, []);
			// This model says what it was told.
			assert.ok(text.includes(`- ${best}`), text);
			assert.ok(text.includes('Question: How long may I keep a book?'), text);
		},
	},
];
