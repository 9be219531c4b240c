/** POST /v1/chat/completions, and what is behind /v1/responses: the tiny model or a rule, whole or streamed. */
import { answerAsAgent } from './agent/route.mjs';
import { agentModels } from './agent/script.mjs';
import { answerChat, prepareChat } from './chat.mjs';
import { answerHead, chunksOf, completionBody } from './completion.mjs';
import { onlyOnResponses, toolsOnlyOnResponses } from './errors.mjs';
import { isErnie, refuseForErnie } from './ernie.mjs';
import { answerByRule, isRule, prepareRule } from './rules/answer.mjs';
import { readSettings } from './settings.mjs';

/** @type {{ prepare: (...request: any[]) => any, answer: (...job: any[]) => ReturnType<typeof answerChat> }} */
const tiny = { prepare: prepareChat, answer: answerChat };
/** @type {typeof tiny} */
const rule = { prepare: prepareRule, answer: answerByRule };

/**
 * @param {import('./routes.mjs').Means} means
 * @param {'chat' | 'responses'} use the route by which a request has come
 * @returns {import('./server.mjs').Handler}
 */
export function chatRoute(means, use = 'chat') {
	const { engine, credit, models, begin, onChatRequest } = means;
	return async ({ body, signal, json, stream }) => {
		onChatRequest();
		const sent = await body();
		// Calls of tools have no place in what the tiny model and the other rules know.
		if (agentModels.includes(sent?.model)) {
			checkRoute(sent, use);
			return await answerAsAgent(means, sent, { signal, json, stream });
		}
		// Whether there is such a model comes before what it can do, as at real gateways.
		if (typeof sent?.model === 'string') models.check(sent.model, 'chat');
		refuseForErnie(sent);
		const settings = readSettings(sent);
		const { model } = settings;
		const { prepare, answer } = isRule(model) ? rule : tiny;
		const job = await prepare(engine, settings);
		await begin(signal);

		const head = answerHead(model);
		const answering = (listener) => answer(engine, job, settings, signal, listener);
		if (settings.stream) {
			// ERNIE has no member to ask for the usage with, so its streams always carry it.
			const withUsage = settings.includeUsage || isErnie(model);
			credit.charge(await streamChat(answering, stream(), chunksOf(head, withUsage), withUsage));
		} else {
			const { choices, usage } = await answering();
			credit.charge(usage);
			json(completionBody(head, choices, usage));
		}
	};
}

/** Newer models have left the route of chats, or take no tools there. */
function checkRoute({ model, tools = [] }, use) {
	if (use !== 'chat') return;
	if (model === 'rule-agent-pro') throw onlyOnResponses();
	if (model === 'rule-agent-new' && tools.length > 0) throw toolsOnlyOnResponses(model);
}

async function streamChat(answering, { event, end }, chunks, withUsage) {
	const begun = new Set();
	const begin = (index) => {
		if (!begun.has(index)) event(chunks.start(index));
		begun.add(index);
	};
	const { usage } = await answering({
		onText: (index, text) => {
			begin(index);
			event(chunks.text(index, text));
		},
		onFinish: (index, finishReason) => {
			begin(index);
			event(chunks.finish(index, finishReason));
		},
	});
	if (withUsage) event(chunks.usage(usage));
	end('[DONE]');
	return usage;
}
