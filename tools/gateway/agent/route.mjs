/** POST /v1/chat/completions for the rule that calls tools: whole or streamed, in OpenAI's shapes. */
import { randomUUID } from 'node:crypto';
import { setTimeout as pause } from 'node:timers/promises';
import { answerHead, chunksOf, completionBody, usageOf } from '../completion.mjs';
import { playScript } from './script.mjs';

/** Milliseconds between two words of a streamed answer, so that it can be seen to stream. */
const between = 30;

/**
 * @param {import('../routes.mjs').Means} means
 * @param {Record<string, any>} sent the request
 * @param {Pick<import('../server.mjs').Exchange, 'signal' | 'json' | 'stream'>} exchange
 */
export async function answerAsAgent({ engine, credit, begin }, sent, { signal, json, stream }) {
	const { text, calls } = playScript(sent);
	await begin(signal);
	const head = answerHead(sent.model);
	const made = calls.map((call) => ({
		id: `call_${randomUUID().slice(0, 8)}`,
		type: 'function',
		function: call,
	}));
	const counted = (value) => engine.countTokens(value).tokens;
	const usage = usageOf(
		counted(JSON.stringify(sent.messages)),
		counted(text + JSON.stringify(made)),
	);
	const finishReason = made.length > 0 ? 'tool_calls' : 'stop';
	credit.charge(usage);
	if (sent.stream === true) {
		await streamAnswer(stream(), chunksOf(head, true), { text, made, finishReason, usage });
		return;
	}
	const body = completionBody(head, [{ text, finishReason }], usage);
	if (made.length > 0) Object.assign(body.choices[0].message, { content: null, tool_calls: made });
	json(body);
}

async function streamAnswer({ event, end }, chunks, { text, made, finishReason, usage }) {
	event(chunks.start(0));
	for (const word of text.match(/\S+\s*/g) ?? []) {
		event(chunks.text(0, word));
		await pause(between);
	}
	for (const [index, { function: called, ...call }] of made.entries()) {
		const begun = { ...call, index, function: { name: called.name, arguments: '' } };
		event(chunks.delta(0, { tool_calls: [begun] }));
		for (const piece of called.arguments.match(/.{1,5}/gs) ?? [])
			event(chunks.delta(0, { tool_calls: [{ index, function: { arguments: piece } }] }));
	}
	event(chunks.finish(0, finishReason));
	event(chunks.usage(usage));
	end('[DONE]');
}
