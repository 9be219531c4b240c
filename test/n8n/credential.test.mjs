import assert from 'node:assert/strict';
import { beforeEach, describe, test } from 'node:test';
import { packedN8n } from './support/packedN8n.mjs';
import { startServer } from './support/server.mjs';

const apiKey = 'sk-0123456789abcdef';
const list = { object: 'list', data: [{ id: 'tiny-support', object: 'model' }] };
const balance = { object: 'credit_summary', total_available: 12 };

const gateway = await startServer();
/** Where a redirect or a proxy would lead; what arrives here would have left for another host. */
const elsewhere = await startServer();
const n8n = await packedN8n({ env: { HTTP_PROXY: elsewhere.url, NO_PROXY: '127.0.0.1' } });
await n8n.start();
await n8n.owner();

beforeEach(() => {
	for (const server of [gateway, elsewhere]) server.requests.length = 0;
	elsewhere.answer = answering(200, balance);
});

describe('The base URL works in the form', () => {
	for (const path of ['', '/', '/v1', '/v1/', '/v1/chat/completions']) {
		test(`http://host${path}`, async () => {
			await passes({ baseUrl: gateway.url + path });
			assert.deepEqual(gateway.requests.map(line), ['GET /v1/models']);
			assert.equal(gateway.requests[0].headers.authorization, `Bearer ${apiKey}`);
		});
	}

	test('with blanks and a line break around it', async () => {
		await passes({ baseUrl: `  ${gateway.url}/v1 \n` });
		assert.deepEqual(gateway.requests.map(line), ['GET /v1/models']);
	});
});

describe('At AIGC2D itself, the balance is asked for and no list of models:', () => {
	for (const host of ['api.aigc2d.com', 'apigw.aigc2d.com']) {
		for (const path of ['', '/v1/', '/v1/chat/completions']) {
			test(`http://${host}${path}`, async () => {
				await passes({ baseUrl: `http://${host}${path}` });
				assert.deepEqual(elsewhere.requests.map(line), [
					`GET http://${host}/dashboard/billing/credit_grants`,
				]);
				assert.equal(elsewhere.requests[0].headers.authorization, `Bearer ${apiKey}`);
			});
		}
	}

	test('but a host that merely begins with its name is asked for its models.', async () => {
		elsewhere.answer = answering(200, list);
		await passes({ baseUrl: 'http://api.aigc2d.com.example.org' });
		const [request] = elsewhere.requests;
		assert.equal(line(request), 'GET http://api.aigc2d.com.example.org/v1/models');
	});
});

describe('A list of models passes in every shape that gateways send:', () => {
	const rows = [
		['without "object"', { data: [{ id: 'tiny-support' }] }],
		['as models', { models: [{ name: 'models/tiny-support' }] }],
		['bare', [{ id: 'tiny-support' }]],
		['of texts, bare', ['tiny-support', 'other']],
		['in an envelope', { code: 0, message: 'ok', data: { list: [{ model: 'tiny-support' }] } }],
		['beside an error that says nothing', { error: { message: '' }, data: [{ id: 'a' }] }],
	];
	for (const [how, body] of rows) {
		test(how, async () => await passes({}, answering(200, body)));
	}
});

describe('An answer that proves nothing does not pass, and the message says what to do:', () => {
	const rows = [
		['a refused key', 401, { error: { message: 'no' } }, /does not accept this key\. Copy it/],
		['a forbidden key', 403, { error: { message: 'no' } }, /does not let it in\. Check/],
		['no such route', 404, { error: { message: 'no' } }, /save the credential and run the node/],
		['a web page', 200, '<!doctype html><title>Hi</title>', /Check that the Base URL/],
		['an empty body', 200, '', /Check that the Base URL/],
		['an error', 200, { error: { message: 'no' } }, /and that the key is right/],
		['a sentence', 200, 'Not found', /Check that the Base URL/],
		['an error as text', 200, { error: 'no' }, /and that the key is right/],
		['no models in an envelope', 200, { data: { list: [] } }, /list of models is empty/],
		['an error object', 200, { object: 'error', message: 'no' }, /and that the key is right/],
		['a list without models', 200, { object: 'list', data: [] }, /list of models is empty/],
	];
	for (const [what, status, body, sentence] of rows) {
		test(`${what} (status ${status})`, async () => {
			await fails({}, sentence, answering(status, body));
			assert.equal(gateway.requests.length, 1, 'asked once, also after a 401');
		});
	}

	test('a bare empty list, which n8n itself stumbles over', async () => {
		gateway.answer = answering(200, []);
		await assert.rejects(testWith({}), /500/);
	});

	test('a redirect, which would take the additional headers along', async () => {
		const headers = { values: [{ name: 'x-team', value: 'secret' }] };
		const moved = { status: 302, headers: { location: `${elsewhere.url}/v1/models` }, body: '' };
		await fails({ headers }, /points to another one, and the key is not sent there/, () => moved);
		assert.deepEqual(elsewhere.requests, []);
	});
});

describe('A credential that cannot be right is refused with what is wrong and what to do:', () => {
	const { host } = new URL(gateway.url);
	const example = /Enter an address such as https:/;
	const rows = [
		['an address without scheme', { baseUrl: host }, /Base URL .*https:\/\//, example],
		['a password in it', { baseUrl: `http://u:p@${host}` }, /Base URL .*password/, /Remove/],
		['a file', { baseUrl: 'file:///etc/passwd' }, /Base URL .*/, example],
		['an empty address', { baseUrl: ' ' }, /Base URL is empty/, example],
		['an empty key', { apiKey: ' ' }, /API Key is empty/, /paste the key/],
		['a space in the key', { apiKey: 'sk 1' }, /API Key contains a space/, /Copy the key again/],
		['a line break in the key', { apiKey: 'sk\n1' }, /line break/, /Copy the key again/],
	];
	for (const [what, data, problem, remedy] of rows) {
		test(what, async () => {
			await fails(data, problem);
			await fails(data, remedy);
			assert.deepEqual([...gateway.requests, ...elsewhere.requests], [], 'nothing was sent');
		});
	}
});

test('The test never quotes the key.', async () => {
	const echo = { error: { message: `Incorrect API key provided: ${apiKey}` } };
	for (const status of [200, 401, 500]) {
		gateway.answer = answering(status, echo);
		const { message } = await testWith({});
		assert.ok(!message.includes(apiKey), message);
	}
});

function answering(status, body) {
	return () => ({ status, body });
}

function line({ method, url }) {
	return `${method} ${url}`;
}

/** What the Test button says to the gateway's address and a key, or to what is given instead. */
function testWith(data) {
	return n8n.testCredential({
		type: 'aigc2dApi',
		data: { apiKey, baseUrl: gateway.url, ...data },
	});
}

async function passes(data, answer = answering(200, list)) {
	gateway.answer = answer;
	assert.deepEqual(await testWith(data), { status: 'OK', message: 'Connection successful!' });
}

async function fails(data, sentence, answer = answering(200, list)) {
	gateway.answer = answer;
	const { status, message } = await testWith(data);
	assert.equal(status, 'Error');
	assert.match(message, sentence);
}
