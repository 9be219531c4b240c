/** Real HTTP to a gateway of its own, for the tests of one file. */
import assert from 'node:assert/strict';
import { after, before } from 'node:test';
import { ensureEngine } from './ensureEngine.mjs';
import { startGateway } from './gateway.mjs';

/** Starts a gateway before the tests of the file and closes it after them. */
export function testClient() {
	/** @type {import('./gateway.mjs').Gateway} */
	let gateway;
	before(async () => {
		await ensureEngine();
		gateway = await startGateway();
	});
	after(() => gateway?.close());

	/** @param {string} path @param {unknown} body a form is sent as one, anything else as JSON @param {object} [headers] */
	const post = (path, body, headers = { authorization: `Bearer ${gateway.key}` }) => {
		const isForm = body instanceof FormData;
		return fetch(gateway.url + path, {
			method: 'POST',
			headers: { ...(!isForm && { 'content-type': 'application/json' }), ...headers },
			body: isForm ? body : JSON.stringify(body),
		});
	};
	return {
		get gateway() {
			return gateway;
		},
		post,
		async get(path) {
			const headers = { authorization: `Bearer ${gateway.key}` };
			return await (await fetch(gateway.url + path, { headers })).json();
		},
		/** The JSON of an answer with status 200. */
		async answer(...request) {
			const response = await post(...request);
			assert.equal(response.status, 200, await response.clone().text());
			return await response.json();
		},
		/** Checks that a request is refused in OpenAI's form, naming the member, and gives the sentence. */
		async refused(path, body, param, status = 400) {
			const response = await post(path, body);
			const { error } = await response.json();
			assert.equal(response.status, status, JSON.stringify(error));
			assert.deepEqual(Object.keys(error), ['message', 'type', 'param', 'code']);
			assert.equal(error.param, param, error.message);
			return error.message;
		},
	};
}

/** The events of a stream, each with its name. @param {Response} response */
export async function eventsOf(response) {
	assert.match(response.headers.get('content-type'), /^text\/event-stream/);
	const blocks = (await response.text()).split('\n\n').filter(Boolean);
	return blocks.map((block) => {
		const [, name, data] = /^(?:event: (.*)\n)?data: (.*)$/.exec(block);
		return { name, data: data === '[DONE]' ? data : JSON.parse(data) };
	});
}

/** A form. @param {Record<string, string | Blob | (string | Blob)[]>} members */
export function formOf(members) {
	const form = new FormData();
	for (const [name, values] of Object.entries(members))
		for (const value of [values ?? []].flat()) form.append(name, value);
	return form;
}
