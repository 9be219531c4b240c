import { key, openGateway } from '../support/chat';
import { always, type Responder } from '../support/gateway';
import { testCredential } from '../support/credentialTest';

const models = [{ id: 'gpt-4o', object: 'model' }];

async function tested(respond: Responder) {
	const { url, requests } = await openGateway(respond);
	const message = await testCredential({ apiKey: key, baseUrl: url });
	return { message, requests };
}

/** Answers with a text, or with JSON. */
function saying(body: unknown): Responder {
	if (typeof body !== 'string') return always(body);
	return (_request, response) => {
		response.writeHead(200, { 'content-type': 'text/html' });
		response.end(body);
	};
}

test.each([
	['as OpenAI sends it', { object: 'list', data: models }],
	['without "object"', { data: models }],
	['as models', { models: [{ name: 'models/gemini-x' }] }],
	['bare', models],
	['bare, with names in place of IDs', [{ name: 'gpt-4o' }]],
	['of texts', { data: ['gpt-4o'] }],
	['of texts, bare', ['gpt-4o', 'claude-2']],
	['in an envelope', { code: 0, message: 'ok', data: { data: models } }],
	['called models in an envelope', { success: true, message: '', data: { models } }],
	['called list in an envelope', { data: { list: models, total: 1 } }],
	['called result', { success: true, errors: [], messages: [], result: models }],
	['beside an error that says nothing', { error: { message: '', code: null }, data: models }],
	['beside an empty error', { error: {}, data: models }],
	['beside no error', { error: null, detail: '', data: models }],
])('a list of models %s passes the test of the credential', async (_how, body) => {
	const { message, requests } = await tested(always(body));
	expect(message).toBeNull();
	expect(requests.map(({ method, path }) => `${method} ${path}`)).toEqual(['GET /v1/models']);
});

const other = /^The address answers, but not like an OpenAI-compatible gateway/;
const empty = /^The gateway answers, but its list of models is empty/;

test.each([
	['a web page', '<!doctype html><title>Hi</title>', other],
	['a web page behind a line break', '\n<html></html>', other],
	['a sentence', 'Not found', other],
	['nothing', '', other],
	['broken JSON', '{"data":[{"id":', other],
	['null', 'null', other],
	['an error', { error: { message: 'no' } }, other],
	['an error as text', { error: 'no' }, other],
	['an error that is only a code', { error: { message: '', code: 'invalid_api_key' } }, other],
	['an error object', { object: 'error', message: 'no' }, other],
	['a list of errors', { errors: [{ message: 'no' }] }, other],
	['a detail', { detail: 'no' }, other],
	['details', { detail: [{ msg: 'no' }] }, other],
	['no success', { success: false, message: 'no' }, other],
	['a code', { code: 401, msg: 'no' }, other],
	['no data', { code: 1, message: 'no', data: null }, other],
	[
		"MiniMax's words for a wrong key",
		{ base_resp: { status_code: 2049, status_msg: 'no' } },
		other,
	],
	['a list without models', { object: 'list', data: [] }, empty],
	['no models', { models: [] }, empty],
	['no models in an envelope', { code: 0, data: { list: [] } }, empty],
])('%s does not pass', async (_what, body, sentence) => {
	const { message, requests } = await tested(saying(body));
	expect(message).toMatch(sentence);
	expect(requests).toHaveLength(1);
});

test.each([
	[401, /^The gateway does not accept this key/],
	[403, /does not let it in/],
	[404, /no model list at this address/],
	[405, /no model list at this address/],
	[501, /no model list at this address/],
	[302, /points to another one/],
])('status %s does not pass', async (status, sentence) => {
	const { message } = await tested(always({ data: models }, status, { location: '/elsewhere' }));
	expect(message).toMatch(sentence);
});
