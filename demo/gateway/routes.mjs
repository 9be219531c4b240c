/** The routes of the gateway and what each of them does. */
import { setTimeout as pause } from 'node:timers/promises';
import { answerChat, prepareChat } from './chat.mjs';
import { answerHead, chunksOf, completionBody, modelRow } from './completion.mjs';
import { outOfPoints, unknownModel, unknownPath, wrongMethod } from './errors.mjs';
import { readSettings } from './settings.mjs';

/**
 * @param {object} gateway
 * @param {import('./engine.mjs').Engine} gateway.engine
 * @param {import('./credit.mjs').Credit} gateway.credit
 * @param {string} gateway.model the name the model is served under
 * @param {number} gateway.latency milliseconds before an answer is begun
 * @param {() => void} gateway.onChatRequest called for every chat request, whatever becomes of it
 * @returns {(method: string, path: string) => import('./server.mjs').Handler} throws an ApiError where there is no handler
 */
export function createRoutes({ engine, credit, model, latency, onChatRequest }) {
	const started = Math.floor(Date.now() / 1000);
	const row = modelRow(model, started);
	const handlers = {
		'/v1/chat/completions': { POST: chatCompletions },
		'/v1/models': { GET: ({ json }) => json({ object: 'list', data: [row] }) },
		'/dashboard/billing/credit_grants': { GET: ({ json }) => json(credit.summary()) },
	};
	const modelPath = '/v1/models/';

	return (method, path) => {
		const methods = path.startsWith(modelPath)
			? oneModel(path.slice(modelPath.length))
			: handlers[path];
		if (!methods) throw unknownPath(method, path);
		if (!methods[method]) throw wrongMethod(method, path);
		return methods[method];
	};

	function oneModel(name) {
		return {
			GET: ({ json }) => {
				if (name !== encodeURIComponent(model)) throw unknownModel(name);
				json(row);
			},
		};
	}

	async function chatCompletions({ body, signal, json, stream }) {
		onChatRequest();
		const settings = readSettings(await body());
		if (settings.model !== model) throw unknownModel(settings.model);
		const job = await prepareChat(engine, settings);
		if (credit.available <= 0) throw outOfPoints();
		if (latency > 0) await pause(latency, undefined, { signal });

		const head = answerHead(model);
		if (settings.stream) {
			await streamChat(job, settings, signal, stream(), chunksOf(head, settings.includeUsage));
		} else {
			const { choices, usage } = await answerChat(engine, job, settings, signal);
			credit.charge(usage);
			json(completionBody(head, choices, usage));
		}
	}

	async function streamChat(job, settings, signal, { event, end }, chunks) {
		const begun = new Set();
		const begin = (index) => {
			if (!begun.has(index)) event(chunks.start(index));
			begun.add(index);
		};
		const { usage } = await answerChat(engine, job, settings, signal, {
			onText: (index, text) => {
				begin(index);
				event(chunks.text(index, text));
			},
			onFinish: (index, finishReason) => {
				begin(index);
				event(chunks.finish(index, finishReason));
			},
		});
		credit.charge(usage);
		if (settings.includeUsage) event(chunks.usage(usage));
		end();
	}
}
