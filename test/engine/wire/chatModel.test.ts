import { AIMessageChunk, type AIMessage } from '@langchain/core/messages';
import { tool } from '@langchain/core/tools';
import { z } from 'zod';
import type { JsonObject } from '../../../nodes/api/json';
import { turnCases } from '../../cases/own/agentTurns';
import { modelCases, type ModelCase } from '../../cases/own/chatModel';
import { hello } from '../../cases/own/chatBodies';
import { supplyChatModel, type LangchainModel } from '../../support/chatModel';
import { nextTurn } from '../../support/wire/agent';
import { mismatchesIn, unless } from '../../support/wire/compare';
import { respondAs } from '../../support/wire/server';
import { testEach } from '../../support/wire/suite';

const get = tool(() => '', {
	name: 'get',
	description: 'Gets',
	schema: z.object({ a: z.number() }),
});

/** Asks and reads the answer, as a stream or whole. */
async function ask(model: LangchainModel, input: unknown, stream: boolean): Promise<AIMessage> {
	if (!stream) return await model.invoke(input);
	let whole: AIMessageChunk | undefined;
	for await (const piece of await model.stream(input)) {
		whole = whole === undefined ? piece : whole.concat(piece as AIMessageChunk);
	}
	return whole ?? new AIMessageChunk('');
}

/** The message in which a call went back, without the other calls in it. */
function messageOf(id: string, messages: readonly JsonObject[]): JsonObject | undefined {
	for (const message of messages) {
		const calls = (message.tool_calls ?? []) as JsonObject[];
		const own = calls.filter((call) => call.id === id);
		if (own.length > 0) return { ...message, tool_calls: own };
	}
	return undefined;
}

const noRequest = { messages: [] };

/** One attempt, so that nothing waits. */
const settings = { throughput: { maxAttempts: 1 } };

testEach(modelCases, async ({ stream, answer, want }) => {
	const { model, requests } = await supplyChatModel(respondAs({ answer }), {
		...settings,
		options: { stream },
	});
	const outcome = await ask(model, 'Hi', stream).then(
		({ text }): ModelCase['want'] => ({ text }),
		({ message }: Error): ModelCase['want'] => ({ throws: message }),
	);
	const isThrown = 'throws' in want && 'throws' in outcome;
	return {
		requests: requests.length,
		outcome: JSON.stringify(outcome),
		mismatches: isThrown
			? unless(
					outcome.throws.includes(want.throws),
					`throws: ${outcome.throws}, wanted ${want.throws} in it`,
				)
			: mismatchesIn('outcome', outcome, want),
	};
});

testEach(turnCases, async ({ stream, answer, back, elsewhere }) => {
	const respond = respondAs({ answers: [answer, hello] });
	const first = await supplyChatModel(respond, settings);
	const second = elsewhere ? await supplyChatModel(respond, settings) : first;
	const called = await ask(first.model.bindTools([get]), 'Use the tool.', stream);
	await ask(second.model.bindTools([get]), nextTurn(called, '7'), stream);
	const { messages } = second.requests.at(-1)?.body ?? noRequest;
	const sent = (called.tool_calls ?? []).map(({ id = '' }) => messageOf(id, messages));
	return {
		requests: first.requests.length + (elsewhere ? second.requests.length : 0),
		outcome: JSON.stringify(sent),
		mismatches: mismatchesIn('messages', sent, back),
	};
});
