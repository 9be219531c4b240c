import { chat, on, bad, json, bytes, type Row } from './build';
import { piece, chunks } from './chatBodies';
import { claudeStart, claudePiece, claudeEvents } from './claudeBodies';

/** Refusals in streams, on other routes and in plain text; and two whose code tells more than the status. */
export const otherRefusals: readonly Row[] = [
	chat(
		'no such model under 500',
		json(
			{ error: { message: 'no-such-model is not here', type: 'x', code: 'model_not_found' } },
			500,
		),
		bad('notFound', 'no-such-model'),
	),
	chat(
		'a bad request under 200',
		json({ error: { message: 'temperature is out of range', code: 'invalid_request_error' } }),
		bad('badRequest', 'temperature'),
	),
	chat(
		'quota as an event, before any text',
		chunks({ error: { message: 'The wallet is empty', code: 'insufficient_quota' } }),
		bad('quota', 'wallet is empty'),
	),
	chat(
		'quota as an event, after some text',
		chunks(piece('Hel'), { error: { message: 'Insufficient credits', code: 402 } }),
		bad('quota', 'Insufficient credits', { text: 'Hel' }),
	),
	chat(
		'MiniMax: a wrong key as an event',
		chunks({ id: '1', choices: null, base_resp: { status_code: 2049, status_msg: 'no such key' } }),
		bad('auth', 'no such key'),
	),
	chat(
		'content blocked after some text',
		chunks(piece('Hel'), {
			error: { message: 'withheld from here on', type: 'content_blocked', code: 'CONTENT_BLOCKED' },
		}),
		bad('contentFilter', 'withheld from here on', { text: 'Hel' }),
	),
	chat(
		'content refused with code 403 as an event',
		chunks({ error: { code: 403, message: 'Your input was flagged' } }),
		bad('contentFilter', 'flagged'),
	),
	on(
		'claude',
		'Claude: no credit, whole',
		json(
			{
				type: 'error',
				error: { type: 'invalid_request_error', message: 'Your credit balance is too low.' },
			},
			400,
		),
		bad('quota', 'too low'),
	),
	on(
		'claude',
		'Claude: output blocked, whole',
		json(
			{
				type: 'error',
				error: {
					type: 'invalid_request_error',
					message: 'Output blocked by content filtering policy',
				},
			},
			400,
		),
		bad('contentFilter', 'Output blocked'),
	),
	on(
		'claude',
		'Claude: output blocked in the stream',
		claudeEvents([
			claudeStart(),
			claudePiece('Hel'),
			`event: error\ndata: ${JSON.stringify({ type: 'error', error: { type: 'invalid_request_error', message: 'Output blocked by content filtering policy' } })}`,
		]),
		bad('contentFilter', 'Output blocked', { text: 'Hel' }),
	),
	on(
		'images',
		'a picture refused by the safety system',
		json(
			{
				error: {
					message: 'Your request was rejected as a result of our safety rules',
					type: 'image_generation_user_error',
					code: 'moderation_blocked',
				},
			},
			400,
		),
		bad('contentFilter', 'safety rules'),
	),
	on(
		'embeddings',
		'embeddings: a wrong key under 400',
		json({ error: { message: 'API key not valid.', status: 'INVALID_ARGUMENT' } }, 400),
		bad('auth', 'not valid'),
		{ items: [{ text: 'a' }] },
	),
	on(
		'models',
		'the list of models: a wrong key under 400',
		json({ error: { message: 'API key not valid.', status: 'INVALID_ARGUMENT' } }, 400),
		bad('auth', 'not valid'),
	),
	chat(
		'the balance, in plain text',
		bytes('insufficient balance in this wallet', 'text/plain', { status: 403 }),
		bad('quota', 'insufficient balance'),
	),
];
