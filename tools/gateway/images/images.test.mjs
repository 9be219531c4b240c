import assert from 'node:assert/strict';
import { test } from 'node:test';
import { inflateSync } from 'node:zlib';
import { http } from '../../http.mjs';
import { formOf, testClient } from '../testClient.mjs';
import { encodePng, isPng, sizeOfPng } from './png.mjs';

const generations = '/v1/images/generations';
const edits = '/v1/images/edits';
const client = testClient();
const red = encodePng({ width: 40, height: 24 }, [[255, 0, 0]], () => new Uint8Array(40));
const blob = (bytes) => new Blob([bytes], { type: 'image/png' });
const generate = (more) =>
	client.answer(generations, { model: 'rule-painter', prompt: 'a cat', ...more });
const edit = (members) =>
	client.answer(edits, formOf({ model: 'rule-painter', prompt: 'a cat', ...members }));
const bytesOf = ({ b64_json }) => Buffer.from(b64_json, 'base64');

test('Pictures are PNG files of the size asked for, each another one, and the same again.', async () => {
	const wish = { n: 3, size: '64x48', response_format: 'b64_json' };
	const { created, data, usage } = await generate(wish);
	assert.ok(Math.abs(created - Date.now() / 1000) < 60);
	assert.deepEqual(Object.keys(data[0]), ['b64_json', 'revised_prompt']);
	for (const picture of data.map(bytesOf)) {
		assert.ok(isPng(picture));
		assert.deepEqual(sizeOfPng(picture), { width: 64, height: 48 });
		assert.equal(pixelsOf(picture).length, 65 * 48);
	}
	assert.equal(new Set(data.map(({ b64_json }) => b64_json)).size, 3);
	assert.deepEqual((await generate(wish)).data, data);
	assert.ok(usage.input_tokens > 0);
	assert.equal(usage.total_tokens, usage.input_tokens + usage.output_tokens);
});

test('By url a picture can be fetched without a key, and only at its own address.', async () => {
	const { data } = await generate({});
	const { url } = data[0];
	assert.ok(url.startsWith(`${client.gateway.url}/pictures/`));
	const { headers, data: bytes } = await http(url, { responseType: 'arraybuffer' });
	assert.equal(headers['content-type'], 'image/png');
	assert.deepEqual(sizeOfPng(bytes), { width: 256, height: 256 });
	const wrong = await http(`${client.gateway.url}/pictures/1.png`);
	assert.equal(wrong.status, 404);
	assert.equal(wrong.data.error.code, 'picture_not_found');
});

test('The largest picture is drawn, too.', async () => {
	const { data } = await generate({ size: '3840x2160', response_format: 'b64_json' });
	assert.deepEqual(sizeOfPng(bytesOf(data[0])), { width: 3840, height: 2160 });
});

test('An edit depends on prompt and pictures, and keeps the size of the first.', async () => {
	const wish = { image: blob(red), response_format: 'b64_json' };
	const [one] = (await edit(wish)).data;
	assert.deepEqual(sizeOfPng(bytesOf(one)), { width: 40, height: 24 });
	const { data } = await edit({
		...wish,
		image: undefined,
		'image[]': [blob(red), blob(red)],
		n: '2',
	});
	assert.equal(data.length, 2);
	const masked = (await edit({ ...wish, mask: blob(red) })).data[0];
	const otherwise = (await edit({ ...wish, prompt: 'a dog' })).data[0];
	const all = [one, ...data, masked, otherwise].map(({ b64_json }) => b64_json);
	assert.equal(new Set(all).size, 5);
	const sized = (await edit({ ...wish, size: '32x32' })).data[0];
	assert.deepEqual(sizeOfPng(bytesOf(sized)), { width: 32, height: 32 });
});

test('What cannot be drawn is refused, naming the member.', async () => {
	const refused = (body, ...expected) =>
		client.refused(generations, { model: 'rule-painter', prompt: 'x', ...body }, ...expected);
	await refused({ prompt: ' ' }, 'prompt');
	await refused({ prompt: 'x'.repeat(32_001) }, 'prompt');
	await refused({ size: '8x8' }, 'size');
	await refused({ size: 'large' }, 'size');
	await refused({ n: 11 }, 'n');
	await refused({ output_format: 'webp' }, 'output_format');
	await refused({ format: 'jpeg' }, 'format');
	await refused({ background: 'transparent' }, 'background');
	await refused({ response_format: 'file' }, 'response_format');
	await refused({ steps: 20 }, 'steps');
	await refused({ model: 'gpt-image-2' }, 'model', 404);

	const members = { model: 'rule-painter', prompt: 'x' };
	const editRefused = (more, param) =>
		client.refused(edits, formOf({ ...members, ...more }), param);
	await editRefused({}, 'image');
	await editRefused({ image: blob(Buffer.from('no picture')) }, 'image');
	await editRefused({ image: blob(red), mask: [blob(red), blob(red)] }, 'mask');
	await editRefused({ image: blob(red), paper: blob(red) }, 'paper');
	await editRefused({ image: blob(red), n: 'many' }, 'n');
	assert.match(await client.refused(edits, members, null), /multipart\/form-data/);
});

/** The lines of pixels of a PNG, each with its filter before it. */
function pixelsOf(png) {
	const at = png.indexOf('IDAT');
	return inflateSync(png.subarray(at + 4, at + 4 + png.readUInt32BE(at - 4)));
}
