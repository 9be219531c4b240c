/** POST /v1/completions: the tiny model goes on with a text, exactly as it stands there. */
import { randomUUID } from 'node:crypto';
import { answerChat, preparePrompt } from '../chat.mjs';
import { readCompletionSettings } from './settings.mjs';

/**
 * @param {import('../routes.mjs').Means} means
 * @returns {import('../server.mjs').Handler}
 */
export function completionsRoute({ engine, credit, models, begin }) {
	return async ({ body, signal, json, stream }) => {
		const settings = readCompletionSettings(await body());
		const { model, prompt, echo } = settings;
		models.check(model, 'completions');
		const job = await preparePrompt(engine, prompt, settings, 'prompt');
		await begin(signal);

		const created = Math.floor(Date.now() / 1000);
		const head = { id: `cmpl-${randomUUID()}`, object: 'text_completion', created, model };
		const choice = (index, text, finishReason = null) => ({
			index,
			text,
			logprobs: null,
			finish_reason: finishReason,
		});
		const said = echo ? prompt : '';
		if (!settings.stream) {
			const { choices, usage } = await answerChat(engine, job, settings, signal);
			credit.charge(usage);
			const texts = choices.map((each, index) =>
				choice(index, said + each.text, each.finishReason),
			);
			json({ ...head, choices: texts, usage });
			return;
		}
		const { event, end } = stream();
		const show = (...part) => event({ ...head, choices: [choice(...part)] });
		if (echo) for (let index = 0; index < settings.n; index++) show(index, said);
		const { usage } = await answerChat(engine, job, settings, signal, {
			onText: (index, text) => show(index, text),
			onFinish: (index, finishReason) => show(index, '', finishReason),
		});
		credit.charge(usage);
		if (settings.includeUsage) event({ ...head, choices: [], usage });
		end('[DONE]');
	};
}
