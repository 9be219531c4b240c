import { setMaxListeners } from 'node:events';
import { setTimeout as pause } from 'node:timers/promises';
import { http } from '../../tools/http.mjs';
import { answerTo } from '../soak/answers.mjs';
import { questionOf } from './workflow.mjs';

/** Between two calls, in milliseconds: the process for webhooks is not what is measured. */
const between = 40;
/** How often an execution is sent at most. */
const mostTries = 3;

/**
 * @typedef {object} Outcome of an execution
 * @property {number} correct items in their place, with their own answer
 * @property {number} failed items that say that they failed
 * @property {{ at: number, words: string }[]} refusals what the webhook said in place of items, and when, in seconds
 *   since the feeding began
 */

/**
 * Calls the webhook once for every execution, as a caller does who wants an answer: what ends without items is sent
 * again.
 *
 * @param {object} work
 * @param {string} work.url of the webhook
 * @param {number} work.executions
 * @param {number} work.items of each
 * @param {(done: number) => void} work.onDone called with how many executions are over
 * @param {AbortSignal} work.signal
 * @returns {Promise<Outcome[]>}
 */
export async function feed({ url, executions, items, onDone, signal }) {
	// Each call listens to it.
	setMaxListeners(0, signal);
	const outcomes = [];
	const begun = performance.now();
	const elapsed = () => (performance.now() - begun) / 1000;
	let done = 0;
	for (let execution = 0; execution < executions; execution++) {
		signal.throwIfAborted();
		const outcome = execute({ url, execution, items, signal, elapsed });
		outcomes.push(outcome);
		outcome.then(
			() => onDone(++done),
			() => {},
		);
		await pause(between);
	}
	return await Promise.all(outcomes);
}

async function execute({ url, execution, items, signal, elapsed }) {
	const body = {
		items: Array.from({ length: items }, (_, item) => ({ text: questionOf(execution, item) })),
	};
	const refusals = [];
	while (refusals.length < mostTries) {
		const data = await call(url, body, signal);
		if (Array.isArray(data)) return { ...count(data, execution, items), refusals };
		refusals.push({ at: elapsed(), words: String(data?.message ?? data) });
	}
	return { correct: 0, failed: 0, refusals };
}

/** n8n registers a webhook a moment after it has said that the workflow is active. */
async function call(url, body, signal) {
	for (let tries = 1; ; tries++) {
		const { status, data } = await http.post(url, body, { signal });
		if (status !== 404 || tries === 100) return data;
		await pause(100);
	}
}

function count(outputs, execution, items) {
	const numbers = Array.from({ length: items }, (_, item) => item);
	return {
		correct: numbers.filter((item) => outputs[item]?.text === answerTo(`${execution}-${item}`))
			.length,
		failed: outputs.filter(({ error }) => error !== undefined).length,
	};
}
