/** The table of routes: what the gateway answers, in which system's form. */
import { setTimeout as pause } from 'node:timers/promises';
import { speechRoute } from './audio/speechRoute.mjs';
import { transcriptionRoute } from './audio/transcriptionRoute.mjs';
import { chatRoute } from './chatRoute.mjs';
import { completeRoute } from './claude/completeRoute.mjs';
import { messagesRoute } from './claude/messagesRoute.mjs';
import { modelRow } from './completion.mjs';
import { embeddingsRoute } from './embeddings/route.mjs';
import { outOfPoints, unknownModel, unknownPath, wrongMethod } from './errors.mjs';
import { editRoute } from './images/editRoute.mjs';
import { generateRoute } from './images/generateRoute.mjs';
import { Pictures } from './images/pictures.mjs';
import { isObject } from './isObject.mjs';
import { completionsRoute } from './legacy/completionsRoute.mjs';
import { bareName } from './models.mjs';
import { claude, open, openai } from './protocols.mjs';
import * as midjourney from './tasks/midjourney/routes.mjs';
import { wishes } from './tasks/midjourney/wishes.mjs';
import { rerankRoute } from './rerank/route.mjs';
import { responsesRoute } from './responses/route.mjs';
import * as stableDiffusion from './tasks/stableDiffusion/routes.mjs';

/**
 * @typedef {object} Means what the routes work with
 * @property {import('./engine.mjs').Engine} engine
 * @property {import('./credit.mjs').Credit} credit
 * @property {import('./models.mjs').Models} models
 * @property {Pictures} pictures
 * @property {Record<'stableDiffusion' | 'midjourney', import('./tasks/queue.mjs').TaskQueue>} queues
 * @property {(signal: AbortSignal) => Promise<void>} begin to be awaited when nothing is left to refuse: throws when the
 *   points are used up, and waits for the latency
 * @property {() => void} onChatRequest called for every chat request, whatever becomes of it
 * @property {() => void} onSubmit called for every submission of a task, whatever becomes of it
 */

/**
 * @param {Omit<Means, 'begin' | 'pictures'> & { latency: number }} gateway `latency`: milliseconds before an answer is begun
 * @returns {import('./server.mjs').Routes}
 */
export function createRoutes({ latency, ...gateway }) {
	const { credit, models } = gateway;
	const started = Math.floor(Date.now() / 1000);
	const pictures = new Pictures();
	const means = { ...gateway, pictures, begin };
	const rows = {
		'/v1/chat/completions': [openai, { POST: chatRoute(means) }],
		'/v1/responses': [openai, { POST: responsesRoute(means) }],
		'/v1/completions': [openai, { POST: completionsRoute(means) }],
		'/v1/messages': [claude, { POST: messagesRoute(means) }],
		'/v1/complete': [claude, { POST: completeRoute(means) }],
		'/v1/embeddings': [openai, { POST: embeddingsRoute(means) }],
		'/v1/rerank': [openai, { POST: rerankRoute(means) }],
		'/v1/images/generations': [openai, { POST: generateRoute(means) }],
		'/v1/images/edits': [openai, { POST: editRoute(means) }],
		'/v1/audio/speech': [openai, { POST: speechRoute(means) }],
		'/v1/audio/transcriptions': [openai, { POST: transcriptionRoute(means, 'transcribe') }],
		'/v1/audio/translations': [openai, { POST: transcriptionRoute(means, 'translate') }],
		'/sd/txt2img': [openai, { POST: stableDiffusion.submitRoute(means, false) }],
		'/sd/img2img': [openai, { POST: stableDiffusion.submitRoute(means, true) }],
		'/mj/submit/modal': [openai, { POST: midjourney.windowRoute(means) }],
		...Object.fromEntries(
			Object.keys(wishes).map((name) => [
				`/mj/submit/${name}`,
				[openai, { POST: midjourney.submitRoute(means, name) }],
			]),
		),
		'/v1/models': [openai, { GET: allModels }],
		'/dashboard/billing/credit_grants': [openai, { GET: ({ json }) => json(credit.summary()) }],
	};
	/**
	 * Rows whose path ends with a name.
	 * @type {Record<string, [import('./protocols.mjs').Protocol, (name: string) => Record<string, import('./server.mjs').Handler> | undefined]>}
	 */
	const families = {
		'/v1/models/': [openai, (name) => ({ GET: oneModel(name) })],
		'/sd/task/': [openai, (id) => ({ GET: stableDiffusion.taskRoute(means, id) })],
		'/mj/task/': [
			openai,
			(rest) => {
				const [, id] = /^([^/]+)\/fetch$/.exec(rest) ?? [];
				return id === undefined ? undefined : { GET: midjourney.taskRoute(means, id) };
			},
		],
		[Pictures.path]: [open, (name) => ({ GET: ({ content }) => pictures.show(name, content) })],
	};

	return {
		protocolOf: (path) => rowOf(path)?.[0] ?? openai,
		handlerOf(method, path) {
			const methods = rowOf(path)?.[1];
			if (!methods) throw unknownPath(method, path);
			if (!methods[method]) throw wrongMethod(method, path);
			return (exchange) => methods[method](withBareModel(exchange));
		},
	};

	function rowOf(asked) {
		// Midjourney's speeds stand in front of its paths.
		const path = asked.replace(/^\/mj-(fast|relax|turbo)(?=\/mj\/)/, '');
		if (Object.hasOwn(rows, path)) return rows[path];
		const family = Object.keys(families).find((beginning) => path.startsWith(beginning));
		if (!family) return undefined;
		const [protocol, methodsOf] = families[family];
		return [protocol, methodsOf(path.slice(family.length))];
	}

	async function begin(signal) {
		if (credit.available <= 0) throw outOfPoints();
		if (latency > 0) await pause(latency, undefined, { signal });
	}

	function allModels({ json }) {
		json({ object: 'list', data: models.names.map((name) => modelRow(name, started)) });
	}

	function oneModel(sent) {
		return ({ json }) => {
			const asked = decodeName(sent);
			const name = models.names.find((each) => each === asked || bareName(each) === asked);
			if (name === undefined) throw unknownModel(sent);
			json(modelRow(name, started));
		};
	}
}

/** @param {string} part of a path @returns {string} as it is where it is badly encoded */
function decodeName(part) {
	try {
		return decodeURIComponent(part);
	} catch {
		return part;
	}
}

/** A model that was chosen from the list has its explanation with it. @param {import('./server.mjs').Exchange} exchange */
function withBareModel(exchange) {
	const bare = (sent) =>
		isObject(sent) && typeof sent.model === 'string'
			? { ...sent, model: bareName(sent.model) }
			: sent;
	return {
		...exchange,
		body: async () => bare(await exchange.body()),
		form: async () => {
			const form = await exchange.form();
			return { ...form, texts: bare(form.texts) };
		},
	};
}
