/** Real HTTP to a gateway of its own, for the tests of one file. */
import assert from 'node:assert/strict';
import { after, before } from 'node:test';
import { http } from '../http.mjs';
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

	/**
	 * @param {string} path
	 * @param {unknown} body a form is sent as one, anything else as JSON
	 * @param {object} [headers]
	 * @param {import('axios').ResponseType} [responseType] of the data; an object unless told otherwise
	 */
	const post = (path, body, headers = { authorization: `Bearer ${gateway.key}` }, responseType) =>
		http.post(gateway.url + path, body, { headers, responseType });
	return {
		get gateway() {
			return gateway;
		},
		post,
		async get(path) {
			const headers = { authorization: `Bearer ${gateway.key}` };
			return (await http(gateway.url + path, { headers })).data;
		},
		/** The JSON of an answer with status 200. */
		async answer(...request) {
			const { status, data } = await post(...request);
			assert.equal(status, 200, JSON.stringify(data));
			return data;
		},
		/** Checks that a request is refused in OpenAI's form, naming the member, and gives the sentence. */
		async refused(path, body, param, status = 400) {
			const response = await post(path, body);
			const { error } = response.data;
			assert.equal(response.status, status, JSON.stringify(error));
			assert.deepEqual(Object.keys(error), ['message', 'type', 'param', 'code']);
			assert.equal(error.param, param, error.message);
			return error.message;
		},
	};
}

/** The events of a stream, each with its name. @param {import('axios').AxiosResponse<string>} response */
export function eventsOf({ headers, data: text }) {
	assert.match(headers['content-type'], /^text\/event-stream/);
	const blocks = text.split('\n\n').filter(Boolean);
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
