/** POST /v1/complete: Claude's old route, which AIGC2D documents. */
import { answerChat, prepareChat } from '../chat.mjs';
import { invalidField } from '../errors.mjs';
import {
	readBoolean,
	readRequiredText,
	refuseOthers,
	requireMember,
	sentMembers,
} from '../members.mjs';
import { readNumber } from '../numbers.mjs';
import { completionId, completionOf } from './message.mjs';
import { readClaudeSampling } from './settings.mjs';

const known = [
	'model',
	'prompt',
	'max_tokens_to_sample',
	'stop_sequences',
	'temperature',
	'top_p',
	'top_k',
	'metadata',
	'stream',
];

/**
 * @param {import('../routes.mjs').Means} means
 * @returns {import('../server.mjs').Handler}
 */
export function completeRoute({ engine, credit, models, begin }) {
	return async ({ body, signal, json, stream }) => {
		const settings = readCompleteSettings(await body());
		const { model } = settings;
		models.check(model, 'complete');
		const job = await prepareChat(engine, settings);
		await begin(signal);

		const id = completionId();
		if (!settings.stream) {
			const { choices, usage } = await answerChat(engine, job, settings, signal);
			credit.charge(usage);
			json(completionOf(id, model, choices[0].text, choices[0]));
			return;
		}
		const { event, end } = stream();
		const show = (text, choice) => event(completionOf(id, model, text, choice), 'completion');
		event({ type: 'ping' }, 'ping');
		const { choices, usage } = await answerChat(engine, job, settings, signal, {
			onText: (_, text) => show(text),
		});
		credit.charge(usage);
		show('', choices[0]);
		end();
	};
}

/** @returns {import('../settings.mjs').Settings} */
function readCompleteSettings(body) {
	const sent = sentMembers(body);
	refuseOthers(sent, known);
	const prompt = readRequiredText(sent, 'prompt');
	requireMember(sent, 'max_tokens_to_sample');
	return {
		model: readRequiredText(sent, 'model'),
		messages: readTurns(prompt),
		stream: readBoolean(sent, 'stream'),
		includeUsage: false,
		n: 1,
		maxTokens: readNumber(sent, 'max_tokens_to_sample', undefined, { min: 1, integer: true }),
		seed: Math.floor(Math.random() * 2 ** 32),
		sampling: readClaudeSampling(sent),
		format: { type: 'text' },
	};
}

/** Takes the conversation out of a prompt such as "\n\nHuman: Hello\n\nAssistant:". */
function readTurns(prompt) {
	if (!prompt.startsWith('\n\nHuman:'))
		throw invalidField('prompt', String.raw`prompt: it must begin with "\n\nHuman:".`);
	if (!prompt.trimEnd().endsWith('\n\nAssistant:'))
		throw invalidField('prompt', String.raw`prompt: it must end with "\n\nAssistant:".`);
	const turns = prompt
		.trimEnd()
		.slice(0, -'\n\nAssistant:'.length)
		.split(/\n\n(Human|Assistant):/);
	const roles = { Human: 'user', Assistant: 'assistant' };
	const messages = [];
	for (let at = 1; at < turns.length; at += 2)
		messages.push({ role: roles[turns[at]], text: turns[at + 1].trim() });
	return messages;
}
