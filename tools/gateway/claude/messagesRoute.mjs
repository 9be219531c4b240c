/** POST /v1/messages: the tiny model in Claude's form, whole or streamed. */
import { answerChat, prepareChat } from '../chat.mjs';
import { eventsOf, messageBody, messageHead } from './message.mjs';
import { readMessageSettings } from './settings.mjs';

/**
 * @param {import('../routes.mjs').Means} means
 * @returns {import('../server.mjs').Handler}
 */
export function messagesRoute({ engine, credit, models, begin }) {
	return async ({ body, signal, json, stream }) => {
		const settings = readMessageSettings(await body());
		models.check(settings.model, 'messages');
		const job = await prepareChat(engine, settings);
		await begin(signal);

		const head = messageHead(settings.model, settings.tool?.name);
		if (!settings.stream) {
			const { choices, usage } = await answerChat(engine, job, settings, signal);
			credit.charge(usage);
			json(messageBody(head, choices[0], usage));
			return;
		}
		const { event, end } = stream();
		const events = eventsOf(head);
		const show = (data) => event(data, data.type);
		show(events.start(job.prompt.length));
		show(events.blockStart());
		show(events.ping());
		const { choices, usage } = await answerChat(engine, job, settings, signal, {
			onText: (_, text) => show(events.text(text)),
		});
		credit.charge(usage);
		show(events.blockStop());
		show(events.finish(choices[0], usage));
		show(events.stop());
		end();
	};
}
