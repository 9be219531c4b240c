import type { Answer, Want, WantedItem } from '../../support/wire/case';
import { bytes, chat, json, lines, on, type Row } from './build';
import { done, first, piece } from './chatBodies';
import { claudeBlock, claudePiece, claudeStart } from './claudeBodies';

/** What is sent, the kind and the words, and whether the same request may go again. */
interface Told {
	what: string;
	/** Lines of the stream. */
	sent: string;
	kind: WantedItem['kind'];
	words: string;
	again?: boolean;
}

const event = (body: unknown): string => `data: ${JSON.stringify(body)}`;

const told: readonly Told[] = [
	{
		what: 'field error: with JSON',
		sent: 'error: {"code":400,"message":"the request has too many tokens","type":"invalid_request_error"}',
		kind: 'badRequest',
		words: 'too many tokens',
	},
	{
		what: 'field error: with JSON in error',
		sent: 'error: {"error":{"code":400,"message":"the grammar is broken","type":"invalid_request_error"}}',
		kind: 'badRequest',
		words: 'the grammar is broken',
	},
	{
		what: 'event: error with words only',
		sent: 'event: error\ndata: {"message":"this model was unloaded"}',
		kind: ['server', 'badRequest'],
		words: 'was unloaded',
		again: true,
	},
	{
		what: 'plain JSON without data:',
		sent: '{"error":{"message":"user quota is used up","type":"new_api_error","code":"insufficient_user_quota"}}',
		kind: 'quota',
		words: 'quota is used up',
	},
	{
		what: 'plain JSON in several lines',
		sent: '{\n  "error": {\n    "message": "no such deployment",\n    "code": 404\n  }\n}',
		kind: 'notFound',
		words: 'no such deployment',
	},
	{
		what: 'base_resp',
		sent: event({ id: '1', base_resp: { status_code: 1008, status_msg: 'insufficient balance' } }),
		kind: 'quota',
		words: 'insufficient balance',
	},
	{
		what: '{code, message}',
		sent: event({ code: 400, message: 'top_p is out of range' }),
		kind: 'badRequest',
		words: 'top_p',
	},
	{
		what: '{code, msg}',
		sent: event({ code: 503, msg: 'the workers are gone' }),
		kind: 'server',
		words: 'the workers are gone',
		again: true,
	},
	{
		what: '{detail}',
		sent: event({ detail: 'the adapter crashed' }),
		kind: ['server', 'malformed'],
		words: 'the adapter crashed',
		again: true,
	},
	{
		what: '{detail: list}',
		sent: event({ detail: [{ loc: ['body', 'tools'], msg: 'field is too long', type: 'x' }] }),
		kind: ['server', 'malformed', 'badRequest'],
		words: 'field is too long',
		again: true,
	},
	{
		what: '{error: text}',
		sent: event({ error: 'the engine stopped' }),
		kind: 'server',
		words: 'the engine stopped',
		again: true,
	},
	{
		what: '{errors: list}',
		sent: event({ success: false, errors: [{ code: 5006, message: 'the pipe is closed' }] }),
		kind: ['server', 'malformed'],
		words: 'the pipe is closed',
		again: true,
	},
	{
		what: 'vLLM: object error',
		sent: event({
			object: 'error',
			message: 'the block manager is full',
			type: 'BadRequestError',
			code: 400,
		}),
		kind: 'badRequest',
		words: 'block manager',
	},
	{
		what: 'LiteLLM: codes as texts',
		sent: event({
			error: { message: 'the router gave up', type: 'None', param: 'None', code: '500' },
		}),
		kind: 'server',
		words: 'the router gave up',
		again: true,
	},
	{
		what: '{type: error}',
		sent: event({ type: 'error', error: { type: 'overloaded_error', message: 'Overloaded' } }),
		kind: 'server',
		words: 'Overloaded',
		again: true,
	},
	{
		what: 'LM Studio: error and message',
		sent: event({ error: { message: 'Compute went wrong' }, message: 'Compute went wrong' }),
		kind: 'server',
		words: 'Compute went wrong',
		again: true,
	},
];

const wanted = ({ kind, words, again }: Told, text?: string): Want => ({
	output: 'failure',
	kind,
	words,
	...(again ? { atMostRequests: 5 } : { requests: 1 }),
	...(text === undefined ? {} : { text }),
});

const stream = (body: string): Answer => bytes(body, 'text/event-stream');

const ofChat: readonly Row[] = told.flatMap((one) => [
	chat(
		`${one.what}, before text`,
		stream(`: PING\n\n: PING\n\n${one.sent}\n\n${done}\n\n`),
		wanted(one),
	),
	chat(
		`${one.what}, after text`,
		stream(`${lines([first, piece('Hel')])}: PING\n\n${one.sent}\n\n`),
		wanted(one, 'Hel'),
	),
]);

const ofClaude: readonly Row[] = [0, 1, 3, 6, 8, 10].map((position) => {
	const one = told[position] as Told;
	return on(
		'claude',
		`Claude: ${one.what}, after text`,
		stream(`${lines([claudeStart(), claudeBlock(), claudePiece('Hel')])}${one.sent}\n\n`),
		wanted(one, 'Hel'),
	);
});

const others: readonly Row[] = [
	chat(
		'plain JSON after text, without a line break at its end',
		stream(`${lines([piece('Hel')])}{"error":{"message":"the relay is closing","code":503}}`),
		{ output: 'failure', kind: 'server', words: 'the relay is closing', text: 'Hel' },
	),
	chat(
		'a failure as JSON under text/event-stream, alone',
		{
			...json({ error: { message: 'no such voice', code: 400 } }),
			content_type: 'text/event-stream',
		},
		{ requests: 1, output: 'failure', kind: 'badRequest', words: 'no such voice' },
	),
	on(
		'legacy',
		'the old route: a failure as an event',
		stream(
			`${lines([{ choices: [{ index: 0, text: 'Hel' }] }])}${event({ error: { message: 'the node left', code: 400 } })}\n\n`,
		),
		{ requests: 1, output: 'failure', kind: 'badRequest', words: 'the node left', text: 'Hel' },
	),
	on(
		'transcriptions',
		'a transcript: a failure as an event',
		stream(event({ error: { message: 'the sound is empty', code: 400 } })),
		{ requests: 1, output: 'failure', kind: 'badRequest', words: 'the sound is empty' },
	),
];

/** What fails within a stream says why, as on the plain route, and the text so far is kept. */
export const streamFailures: readonly Row[] = [...ofChat, ...ofClaude, ...others];
