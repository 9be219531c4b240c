import { json, routes } from '../../cases/own/build';
import { chunks, completion, whole } from '../../cases/own/chatBodies';
import { claudeMessage } from '../../cases/own/claudeBodies';
import { fails, groups, recovered, type FaultAsk, type FaultCase } from '../case';
import {
	claude,
	chatWhole,
	embeddings,
	good,
	image,
	models,
	onceEach,
	page,
	refusal,
	repeatable,
} from './answers';
import { faultIn, type Form } from './build';

const fault = faultIn(groups.H);
const notCompletion = 'The gateway answered without a message';

const speech: FaultAsk = { route: routes.speech };
const transcript: FaultAsk = { route: routes.transcriptions };

/** The same fault in both forms of chat. */
const inBothForms = (form: Form): Form[] => [
	{ ...form, form: 'chat, streamed' },
	{ ...form, form: 'chat, whole', ask: { stream: false } },
];

/** Answers under a good status that are none. */
export const oddAnswers: readonly FaultCase[] = [
	...fault(
		'200 with an error in JSON',
		...inBothForms({
			server: refusal(200, 'The model is not available', { type: 'invalid_request_error' }),
			outcome: fails('badRequest', 'The model is not available', 3),
		}),
		...[claude, embeddings, image, models].map(({ form, ask, requests }) => ({
			form,
			ask,
			server: refusal(200, 'The model is not available', { type: 'invalid_request_error' }),
			// A batch that is refused is halved until each text stands alone.
			outcome: fails(
				'badRequest',
				'The model is not available',
				form === embeddings.form ? 5 : requests,
			),
		})),
		{
			form: 'trouble that passes, once',
			server: [refusal(200, 'Upstream is overloaded', { code: 503 }), good],
			outcome: recovered(4),
		},
		{
			form: 'as a text',
			server: json({ error: 'Invalid parameter: messages' }),
			outcome: fails('badRequest', 'Invalid parameter: messages', 3),
		},
		{
			form: 'an error that says nothing, beside an answer',
			server: json(
				completion({ content: '{asked}' }, 'stop', { error: {}, code: 0, message: 'ok' }),
			),
			outcome: recovered(3),
		},
	),
	...fault('200 with an empty body, once', ...onceEach({ body: '' })),
	...fault('200 with an empty body, for ever', {
		server: { body: '' },
		outcome: fails('malformed', 'The gateway answered with an empty body', [12, 16]),
		pace: 'slow',
	}),
	...fault('204, once', ...onceEach({ status: 204, body: '' })),
	...fault('a paid request with an empty answer', {
		form: 'image',
		ask: { ...image.ask, items: 1 },
		server: [{ body: '' }, image.good],
		outcome: fails('malformed', 'The gateway answered with an empty body', 1, {
			item: { advice: 'charged' },
		}),
	}),
	...fault(
		'another good status',
		...[201, 202, 203, 206, 299].map((status) => ({
			form: String(status),
			server: { ...good, status },
			outcome: recovered(3),
		})),
	),
	...fault(
		'choices: []',
		...inBothForms({
			server: json(completion({}, 'stop', { choices: [] })),
			outcome: fails('malformed', notCompletion, 3),
		}),
	),
	...fault(
		'choices: missing',
		...inBothForms({
			server: json({ id: 'chatcmpl-1', object: 'chat.completion', usage: null }),
			outcome: fails('malformed', notCompletion, 3),
		}),
	),
	...fault(
		'choices: null',
		...inBothForms({
			server: json({ id: 'chatcmpl-1', choices: null }),
			outcome: fails('malformed', notCompletion, 3),
		}),
	),
	...fault(
		'choices of another form',
		...[{}, 'Hello', 5, [null], ['Hello'], [[]], [5]].map((choices) => ({
			form: JSON.stringify(choices),
			server: json({ id: 'chatcmpl-1', choices }),
			outcome: fails('malformed', notCompletion, 3),
		})),
	),
	...fault(
		'message: null',
		...inBothForms({
			server: json({
				id: 'chatcmpl-1',
				choices: [{ index: 0, message: null, finish_reason: 'stop' }],
			}),
			outcome: fails('malformed', notCompletion, 3),
		}),
	),
	...fault(
		'content: null, and nothing else',
		...inBothForms({
			server: whole({ content: null }),
			outcome: recovered(3, { item: { text: '' }, says: 'an empty answer, with a hint' }),
		}),
	),
	...fault('a stream without any choice', {
		server: chunks({ id: 'chatcmpl-1', choices: [] }, 'data: [DONE]'),
		outcome: fails('malformed', notCompletion, [3, 16]),
	}),
	...fault(
		'Claude: content that is null, empty or of another form',
		...[[], [null]].map((content) => ({
			form: JSON.stringify(content),
			ask: claude.ask,
			server: json(claudeMessage(content)),
			outcome: recovered(3, { item: { text: '' }, says: 'an empty answer, with a hint' }),
		})),
		...[null, 5].map((content) => ({
			form: JSON.stringify(content),
			ask: claude.ask,
			server: json(claudeMessage(content)),
			outcome: fails('malformed', notCompletion, 3),
		})),
	),
	...fault(
		'embeddings: fewer vectors than texts',
		...[0, 1, 2].map((rows) => ({
			form: String(rows),
			ask: embeddings.ask,
			server: json({
				data: Array.from({ length: rows }, (_, index) => ({ index, embedding: [1, 0] })),
			}),
			outcome: fails(
				'malformed',
				`The answer has the wrong number of vectors: ${rows} for 3 texts`,
				1,
			),
		})),
	),
	...fault('a web page under 200', {
		server: page(200, 'Welcome to nginx!'),
		outcome: fails('malformed', 'The gateway answered with a web page instead of a completion', 3),
	}),
	...fault(
		'a web page under 200, whatever is asked',
		...repeatable.slice(1).map(({ form, ask, requests }) => ({
			form,
			ask,
			server: page(200, 'Welcome to nginx!'),
			outcome: fails(
				'malformed',
				`The gateway answered with a web page ${form === models.form ? 'in place of a list of models' : 'instead of a completion'}`,
				requests,
			),
		})),
	),
	...fault('the answer of another operation', {
		form: 'a list of models for a chat',
		ask: chatWhole.ask,
		server: models.good,
		outcome: fails('malformed', notCompletion, 3),
	}),
	...fault('plain text under 200', {
		server: { content_type: 'text/plain', body: 'pong' },
		outcome: fails('malformed', 'pong', 3),
	}),
	...fault(
		'an answer without the file that was asked for',
		...(
			[
				[
					'image, an empty list',
					image.ask,
					json({ data: [] }),
					'The gateway answered without an image',
				],
				[
					'image, null',
					image.ask,
					json({ data: [{ b64_json: null }] }),
					'The gateway answered without an image',
				],
				[
					'image, no base64',
					image.ask,
					json({ data: [{ b64_json: '!!!!' }] }),
					'The gateway answered without an image',
				],
				[
					'image, a text as base64',
					image.ask,
					json({ data: [{ b64_json: 'aGVsbG8gd29ybGQ=' }] }),
					'The gateway answered without an image',
				],
				[
					'speech, an error in JSON',
					speech,
					json({ error: { message: 'No voice {key}' } }),
					'No voice [redacted]',
				],
				[
					'speech, nothing',
					speech,
					{ content_type: 'audio/mpeg', body: '' },
					'The answer is empty where a file was asked for',
				],
				['speech, a page', speech, page(200, 'Welcome'), 'The answer is a web page…'],
				[
					'transcript, nothing',
					transcript,
					{ body: '' },
					'The answer is empty where a text was asked for',
				],
				['transcript, a page', transcript, page(200, 'Welcome'), 'The answer is a web page…'],
			] as const
		).map(([form, ask, server, sentence]) => ({
			form,
			ask,
			server,
			outcome: fails(form === 'speech, an error in JSON' ? 'server' : 'malformed', sentence, 3, {
				item: { advice: 'charged', json: { error: { retryable: false } } },
			}),
		})),
	),
];
