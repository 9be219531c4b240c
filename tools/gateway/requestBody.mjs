/** Reads the bodies of requests, up to a size. */
import { bodyTooLarge, invalidField } from './errors.mjs';

/** Far more than fits the context of the model, and little enough to hold in memory for many requests. */
const largestJson = 1024 * 1024;

/** What OpenAI takes of pictures and sounds, and a little room for the other members. */
const largestForm = 26 * 1024 * 1024;

/** @param {import('node:http').IncomingMessage} request @returns {Promise<unknown>} */
export async function readJson(request) {
	const bytes = await readBytes(request, largestJson);
	try {
		return JSON.parse(bytes.toString('utf8'));
	} catch {
		throw invalidField(null, 'The request body is not valid JSON.', 'invalid_json');
	}
}

/**
 * @typedef {object} Form
 * @property {Record<string, string>} texts the last value of every text member, by name
 * @property {Record<string, string[]>} lists all values of every text member whose name ends with `[]`, without it
 * @property {{ name: string, file: { name: string, type: string, bytes: Buffer } }[]} files in the order they were sent
 */

/** @param {import('node:http').IncomingMessage} request @returns {Promise<Form>} */
export async function readForm(request) {
	const type = request.headers['content-type'] ?? '';
	const bytes = await readBytes(request, largestForm);
	if (!/^multipart\/form-data\s*;/i.test(type))
		throw invalidField(null, 'The request body must be multipart/form-data.', 'invalid_type');
	const data = await new Response(bytes, { headers: { 'content-type': type } })
		.formData()
		.catch(() => {
			throw invalidField(null, 'The request body is not a valid form.', 'invalid_form');
		});
	/** @type {Form} */
	const form = { texts: {}, lists: {}, files: [] };
	for (const [name, value] of data) {
		if (typeof value !== 'string') {
			const content = Buffer.from(await value.arrayBuffer());
			form.files.push({ name, file: { name: value.name, type: value.type, bytes: content } });
		} else if (name.endsWith('[]')) {
			(form.lists[name.slice(0, -2)] ??= []).push(value);
		} else {
			form.texts[name] = value;
		}
	}
	return form;
}

async function readBytes(request, limit) {
	const parts = [];
	let size = 0;
	// A body that is too large is read to its end and thrown away: a client that is still sending would not see the answer.
	for await (const part of request) {
		size += part.length;
		if (size <= limit) parts.push(part);
	}
	if (size > limit) throw bodyTooLarge(limit);
	return Buffer.concat(parts);
}
