import assert from 'node:assert/strict';
import { test } from 'node:test';
import { encodePng } from '../../tools/gateway/images/png.mjs';
import { encodeWav } from '../../tools/gateway/audio/wav.mjs';
import { binaryFile } from './support/binaryFile.mjs';
import { wired } from './support/cluster.mjs';
import { packedN8n } from './support/packedN8n.mjs';
import { startServer } from './support/server.mjs';
import { modelById, trigger } from './support/workflows.mjs';

/*
 * Files in the real n8n, of today and the last 1.x, which keep them in different ways: a PDF, a WAV and a PNG in one
 * message, on every dialect that has a form, and two files in a form, byte for byte; and an answer that is a sound.
 */

const photo = encodePng({ width: 20, height: 20 }, [[9, 99, 199]], () => new Uint8Array(20));
const voice = encodeWav(
	Uint8Array.from({ length: 8_000 }, (_, at) => (at * 37) % 256),
	'said',
);
const bill = Buffer.from(
	'%PDF-1.4\n%\xe2\xe3\xcf\xd3\n1 0 obj\n<< /Type /Catalog /Pages 2 0 R >>\nendobj\n2 0 obj\n<< /Type /Pages /Kids [3 0 R] /Count 1 >>\nendobj\n3 0 obj\n<< /Type /Page /Parent 2 0 R >>\nendobj\ntrailer << /Root 1 0 R >>\n%%EOF\n',
	'latin1',
);
const files = {
	photo: [photo, 'image/png'],
	bill: [bill, 'application/pdf'],
	voice: [voice, 'audio/wav'],
};

/** Answers every route in its dialect; says the words aloud where it is asked to. */
function answer({ url, body }) {
	const [, name] = /^\/files\/(\w+)/.exec(url) ?? [];
	if (name) return { headers: { 'content-type': files[name][1] }, body: files[name][0] };
	const content = [{ type: 'text', text: 'Seen' }];
	if (url === '/v1/messages')
		return { body: { type: 'message', role: 'assistant', content, stop_reason: 'end_turn' } };
	if (url === '/v1/responses') {
		const output = [
			{ type: 'message', role: 'assistant', content: [{ type: 'output_text', text: 'Seen' }] },
		];
		return { body: { object: 'response', status: 'completed', output } };
	}
	if (['/v1/uploads', '/v1/tokens'].includes(url)) return { body: { ok: true } };
	const audio = { id: 'audio_1', data: voice.toString('base64'), transcript: 'Seen' };
	const message = { role: 'assistant', ...(body.modalities ? { audio } : { content: 'Seen' }) };
	return { body: { choices: [{ index: 0, message, finish_reason: 'stop' }] } };
}

const says = (binaryProperties) => ({
	messages: { values: [{ role: 'user', content: 'What is it?', binaryProperties }] },
});
const chat = { resource: 'chat', operation: 'complete', model: modelById('m') };
const branches = {
	Chat: { ...chat, ...says('photo, bill, voice') },
	Responses: { ...chat, ...says('photo, bill'), options: { api: 'responses' } },
	Claude: { ...chat, resource: 'claude', operation: 'message', ...says('photo, bill') },
	Form: {
		...{ resource: 'request', operation: 'send', method: 'POST', path: '/v1/uploads' },
		bodyType: 'multipart',
		form: { values: [{ name: 'purpose', value: 'assistants' }] },
		files: {
			values: [
				{ name: 'file', binaryProperty: 'bill' },
				{ name: 'file', binaryProperty: 'voice' },
			],
		},
	},
	Fields: {
		...{ resource: 'request', operation: 'send', method: 'POST', path: '/v1/tokens' },
		bodyType: 'form',
		form: { values: [{ name: 'grant type', value: 'a&b=c +é' }] },
	},
	Spoken: {
		...chat,
		...says('voice'),
		options: { extraBody: '{"modalities": ["text", "audio"], "audio": {"format": "wav"}}' },
	},
};

function workflow(credentialId, origin) {
	const fetches = Object.keys(files).map((name, at) => ({
		id: name,
		name: `Fetch ${name}`,
		type: 'n8n-nodes-base.httpRequest',
		typeVersion: 4.2,
		position: [200 + at * 200, 0],
		parameters: {
			url: `${origin}/files/${name}`,
			options: { response: { response: { responseFormat: 'file', outputPropertyName: name } } },
		},
	}));
	const nodes = Object.entries(branches).map(([name, parameters], at) => ({
		id: name,
		name,
		type: 'n8n-nodes-aigc2d.aigc2d',
		typeVersion: 1,
		position: [900, at * 160],
		parameters,
		credentials: { aigc2dApi: { id: credentialId, name: 'AIGC2D' } },
		onError: 'continueRegularOutput',
	}));
	const row = ['Start', ...fetches.map(({ name }) => name)];
	const links = row.slice(1).map((name, at) => [row[at], name]);
	return {
		nodes: [trigger(), ...fetches, ...nodes],
		connections: wired([...links, ...nodes.map(({ name }) => [row.at(-1), name])]),
		settings: { executionOrder: 'v1' },
	};
}

/** Runs the workflow in an n8n of its own, with a server of its own. */
async function runIn(version) {
	const [server, n8n] = await Promise.all([startServer(answer), packedN8n({ version })]);
	const [credentialId] = await n8n.importCredentials([
		{ name: 'AIGC2D', type: 'aigc2dApi', data: { baseUrl: server.url, apiKey: 'sk-files-1' } },
	]);
	const id = await n8n.importWorkflow(workflow(credentialId, server.url));
	return { version, server, n8n, ...(await n8n.execute(id)) };
}

for (const { version, server, n8n, status, run } of await Promise.all([
	runIn(undefined),
	runIn('1.123.81'),
])) {
	test(`Files arrive as they are, in n8n ${version ?? 'of today'}.`, async () => {
		assert.equal(status, 'success');
		const outputs = Object.fromEntries(
			Object.keys(branches).map((name) => [
				name,
				run.data.resultData.runData[name][0].data.main[0][0],
			]),
		);
		for (const name of ['Chat', 'Responses', 'Claude', 'Spoken'])
			assert.equal(outputs[name].json.text, 'Seen', outputs[name].json.message);
		for (const name of ['Form', 'Fields'])
			assert.equal(outputs[name].json.status, 200, outputs[name].json.message);
		const sentTo = (route, isThis = () => true) =>
			server.requests.find(({ url, body }) => url === route && isThis(body));
		const bytes = (text) => Buffer.from(String(text).replace(/^data:[^,]*,/, ''), 'base64');

		const asked = sentTo('/v1/chat/completions', ({ modalities }) => !modalities).body;
		const [, image, file, sound] = asked.messages[0].content;
		assert.ok(bytes(image.image_url.url).equals(photo));
		assert.ok(bytes(file.file.file_data).equals(bill));
		assert.equal(sound.input_audio.format, 'wav');
		assert.ok(bytes(sound.input_audio.data).equals(voice));

		const [, picture, document] = sentTo('/v1/responses').body.input[0].content;
		assert.ok(bytes(picture.image_url).equals(photo));
		assert.ok(bytes(document.file_data).equals(bill));

		const [, block, pages] = sentTo('/v1/messages').body.messages[0].content;
		assert.ok(bytes(block.source.data).equals(photo));
		assert.equal(pages.source.media_type, 'application/pdf');
		assert.ok(bytes(pages.source.data).equals(bill));

		const upload = sentTo('/v1/uploads');
		const form = await new Response(upload.bytes, {
			headers: { 'content-type': upload.headers['content-type'] },
		}).formData();
		assert.equal(form.get('purpose'), 'assistants');
		const sent = await Promise.all(form.getAll('file').map((one) => one.arrayBuffer()));
		assert.deepEqual(
			sent.map((one) => Buffer.from(one)),
			[bill, voice],
		);

		const fields = sentTo('/v1/tokens');
		assert.equal(fields.headers['content-type'], 'application/x-www-form-urlencoded');
		assert.equal(fields.bytes.toString(), 'grant+type=a%26b%3Dc+%2B%C3%A9');

		const { json, binary } = outputs.Spoken;
		assert.ok((await binaryFile(n8n, binary.audio)).equals(voice));
		assert.equal(binary.audio.mimeType, 'audio/wav');
		assert.ok(!JSON.stringify(json.message).includes(voice.toString('base64').slice(0, 100)));
	});
}
