import { completion, sendJson, type Responder } from '../gateway';
import { beginStream, chunksOf, cutAfter, event } from '../stream';
import type { Place } from './places';
import { placesIn } from './places';

/** A way in which a gateway fails, and says more than it should. */
export interface Refusal {
	name: string;
	saying: (words: string) => Responder;
}

const bodies = [
	{ error: { message: 'Wrong', type: 'invalid_request_error', param: 'model', code: 'bad' } },
	{ code: 'bad', message: 'Wrong', request_id: 'r-1', data: null },
	{ base_resp: { status_code: 2013, status_msg: 'invalid params' }, trace_id: 't' },
	{
		error: {
			message: 'Provider returned error',
			metadata: { raw: '{"error":{"message":"Wrong"}}' },
		},
	},
	{ detail: [{ loc: ['body', 'model'], msg: 'Wrong', type: 'value_error' }] },
	{ title: 'Bad Request', detail: 'Wrong', instance: '/v1' },
] as const;

const withBodies = bodies.flatMap((body) =>
	placesIn(body).map(
		({ where, saying }: Place): Refusal => ({
			name: `400 ${where} of ${Object.keys(body).join(', ')}`,
			saying: (words) => (_request, response) => sendJson(response, saying(words), 400),
		}),
	),
);

const statuses = [200, 401, 402, 403, 404, 413, 422, 500].map(
	(status): Refusal => ({
		name: `status ${status}`,
		saying: (words) => (_request, response) =>
			sendJson(response, { error: { message: `Wrong ${words}`, code: words } }, status),
	}),
);

const plain = (name: string, status: number, body: (words: string) => string): Refusal => ({
	name,
	saying: (words) => (_request, response) => void response.writeHead(status).end(body(words)),
});

/** A header can carry what is visible ASCII. */
const headers = [
	...['x-request-id', 'x-oneapi-request-id', 'x-amzn-errortype', 'www-authenticate'],
	...['retry-after', 'cf-ray', 'x-key', 'set-cookie', 'x-ratelimit-limit-requests'],
].map(
	(name): Refusal => ({
		name: `the header ${name}`,
		saying: (words) => (_request, response) =>
			sendJson(response, { error: { message: 'Wrong' } }, 400, { [name]: words }),
	}),
);

const moved = [301, 302, 303, 307, 308].flatMap((status) =>
	[
		['elsewhere', 'http://127.0.0.2:9/'],
		['within the gateway', '/'],
	].map(
		([where, to]): Refusal => ({
			name: `${status} ${where}`,
			saying: (words) => (request, response) => {
				if (request.path.includes('moved'))
					return sendJson(response, { error: { message: 'x' } }, 400);
				const location = `${to}moved/${encodeURI(words)}?key=${encodeURI(words)}`;
				response.writeHead(status, { location }).end();
			},
		}),
	),
);

const events = (name: string, lines: (words: string) => string[], isCut = false): Refusal => ({
	name,
	saying: (words) => (_request, response) => {
		const [first] = chunksOf(completion('Good morning'));
		beginStream(response);
		const text = [event(first ?? ''), ...lines(words)].join('');
		if (isCut) cutAfter(response, text);
		else response.end(text);
	},
});

const refused = (words: string) =>
	JSON.stringify({ error: { message: `Wrong ${words}`, code: words } });
const delta = (content: string) => event({ choices: [{ index: 0, delta: { content } }] });

/** Answers that are broken, or are none: what is read of them stands in messages. */
export const refusals: readonly Refusal[] = [
	...withBodies,
	...statuses,
	...headers,
	...moved,
	plain('a title of a page', 502, (words) => `<html><head><title>${words}</title></head></html>`),
	plain('a heading of a page', 403, (words) => `<html><body><h1>No</h1><p>${words}</p></html>`),
	plain('a page under 200', 200, (words) => `<!doctype html><title>Log in, ${words}</title>`),
	plain('a sentence', 403, (words) => `Denied: ${words}`),
	plain('a sentence under 200', 200, (words) => `Denied: ${words}`),
	plain('broken JSON', 200, (words) => `{"key": ${JSON.stringify(words)}`),
	plain(
		'broken JSON of a failure',
		400,
		(words) => `{"error": {"message": ${JSON.stringify(words)}`,
	),
	plain('JSON as a text', 400, (words) => JSON.stringify(refused(words))),
	plain('XML', 400, (words) => `<?xml version="1.0"?><Error><Message>${words}</Message></Error>`),
	{
		name: 'a connection that breaks',
		saying: (words) => (_request, response) => {
			response.writeHead(200, { 'content-length': '100000', 'x-key': words });
			cutAfter(response, words);
		},
	},
	{
		name: 'the phrase of the status',
		saying: (words) => (_request, response) => void response.writeHead(418, words).end('{}'),
	},
	events('an event of a failure', (words) => [`event: error\ndata: ${refused(words)}\n\n`]),
	events('a failure in the stream', (words) => [event(refused(words))]),
	events('the name of an event', (words) => [`event: ${words}\ndata: {"x":1}\n\n`]),
	events('the ID of an event and a comment', (words) => [`id: ${words}\n: ${words}\ndata: {}\n\n`]),
	events('broken JSON of an event', (words) => [`data: {"x": ${words}\n\n`]),
	events('a text that is not gone on with', (words) => [delta(`${words} and so on`)]),
	events('a text that breaks off', (words) => [delta(`${words} and so on`)], true),
	events('a text, then a failure', (words) => [delta(words), event(refused('end'))]),
	events('thoughts that break off', (words) => [
		event({ choices: [{ index: 0, delta: { reasoning_content: words } }] }),
	]),
	events('a reason to finish', (words) => [
		event({ choices: [{ index: 0, delta: {}, finish_reason: words }] }),
		event('[DONE]'),
	]),
];
