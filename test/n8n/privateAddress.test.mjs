import assert from 'node:assert/strict';
import { once } from 'node:events';
import { createServer } from 'node:net';
import { after, test } from 'node:test';
import { http } from '../../tools/http.mjs';
import { packedN8n } from './support/packedN8n.mjs';
import { startServer } from './support/server.mjs';
import { branchesWorkflow, chatWorkflow, modelById, nodeName } from './support/workflows.mjs';

/*
 * n8n's own protection against requests to private addresses stays in force for whatever a gateway points to: here it
 * is on, and allows the gateway but nothing else on this machine. An address on this machine may mean the gateway's,
 * so its host is asked as well.
 */

const own = '127.0.0.5';
const gone = { status: 410, body: { error: { message: 'There is no such file' } } };
const n8n = await packedN8n({
	env: {
		N8N_SSRF_PROTECTION_ENABLED: 'true',
		N8N_SSRF_ALLOWED_IP_RANGES: `${own}/32`,
		// n8n's own list does not have the address that stands for all of a machine.
		N8N_SSRF_BLOCKED_IP_RANGES: 'default,::/128',
	},
});

const credentialFor = async ({ url: baseUrl }) => {
	const data = { baseUrl, apiKey: 'sk-test' };
	const [id] = await n8n.importCredentials([{ name: 'AIGC2D', type: 'aigc2dApi', data }]);
	return id;
};

test('A picture at a private address is not fetched, and the failed item says why and where it is.', async () => {
	const url = 'http://127.0.0.2:9/secret.png';
	const gateway = await startServer(
		({ method }) => (method === 'POST' ? { body: { created: 1, data: [{ url }] } } : gone),
		own,
	);
	const workflow = chatWorkflow({
		credentialId: await credentialFor(gateway),
		parameters: {
			resource: 'image',
			operation: 'generate',
			model: modelById('any'),
			prompt: 'A lighthouse',
			throughput: { maxAttempts: 3 },
		},
		settings: { onError: 'continueRegularOutput' },
	});
	const { run } = await n8n.execute(await n8n.importWorkflow(workflow));
	const [[{ json }]] = run.data.resultData.runData[nodeName][0].data.main;
	assert.equal(
		json.message,
		'The image was made, but could not be fetched: This n8n does not allow requests to the address of the server of the file, 127.0.0.2:9 [Item 0]',
	);
	assert.equal(json.error.kind, 'network');
	assert.equal(json.error.text, url);
	assert.equal(json.error.attempts, 3);
	assert.deepEqual(
		gateway.requests.map(({ method, url: path }) => `${method} ${path}`),
		['POST /v1/images/generations', 'GET /secret.png'],
	);
});

/** Ways to write an address of this machine, of its network, or of a cloud that tells keys. */
const privateUrls = (port) =>
	[
		...['127.0.0.1', '127.1', '127.0.1', '2130706433', '0x7f000001', '0x7f.0.0.1', '0177.0.0.1'],
		...['017700000001', '0', '0.0.0.0', '127.127.127.127', '１２７.０.０.１', '127。0。0。1'],
		...['[::1]', '[0:0:0:0:0:0:0:1]', '[::]', '[::ffff:127.0.0.1]', '[::ffff:7f00:1]'],
		...['localhost', 'LOCALHOST', 'gateway.example@127.0.0.1', 'a:b@localhost'],
		...['10.0.0.1', '10.255.255.255', '192.168.0.1', '172.16.0.1', '167772161', '0xa.0.0.1'],
		...['169.254.169.254', '2852039166', '0xa9fea9fe', '[fd00:ec2::254]', '[fe80::1]'],
	].map((host) => `http://${host}:${port}/latest/meta-data/secret.png`);

test('However a private address is written and wherever a gateway names it, nothing arrives there.', async () => {
	let connections = 0;
	// All addresses of this machine, IPv6 included.
	const victim = createServer((socket) => {
		connections++;
		socket.on('error', () => {}).destroy();
	});
	victim.listen(0, '::');
	await once(victim, 'listening');
	after(() => victim.close());
	const { port } = victim.address();
	const urls = privateUrls(port);

	const gateway = await startServer(({ method, url, body }) => {
		const { searchParams, pathname } = new URL(url, 'http://gateway');
		const number = /(\d{3})\D*$/.exec(body?.prompt ?? body?.input ?? pathname)?.[1];
		const target = urls[Number(number)];
		const here = `${gateway.url}/moved/${number}`;
		// Headers are bytes.
		const location = Buffer.from(String(target)).toString('latin1');
		const redirect = (status) => ({ status, headers: { location }, body: {} });
		if (pathname.startsWith('/moved/')) return redirect([301, 302, 303, 307, 308][number % 5]);
		if (method === 'POST' && body?.input !== undefined) return { body: { url: target } };
		if (body?.prompt?.startsWith('there')) return { body: { data: [{ url: target }] } };
		if (body?.prompt?.startsWith('by way of here')) return { body: { data: [{ url: here }] } };
		if (body?.prompt?.startsWith('redirect')) return redirect(searchParams.has('a') ? 302 : 307);
		if (/\/task\//.test(pathname))
			return { body: { id: `100${number}`, status: 'SUCCESS', imageUrl: target } };
		return gone;
	}, own);

	const image = (prompt) => ({
		resource: 'image',
		operation: 'generate',
		model: modelById('any'),
		prompt: `=${prompt} {{ $json.number }}`,
		throughput: { maxAttempts: 1 },
	});
	const refused = /This n8n does not allow requests to the address of the server of the file, /;
	const branches = [
		{ name: 'Picture', says: refused, parameters: image('there') },
		{
			name: 'Redirected picture',
			// In a header, letters beyond ASCII are no address.
			says: /This n8n does not allow requests to the address of the server of the file, |a redirect to an address that is none/,
			parameters: image('by way of here'),
		},
		{
			name: 'Redirected request',
			says: /The gateway has moved: it points to http|redirect/,
			parameters: image('redirect'),
		},
		{
			name: 'Picture of a task',
			says: refused,
			parameters: {
				resource: 'midjourney',
				operation: 'getTask',
				taskId: '=100{{ $json.number }}',
				waitForCompletion: false,
				throughput: { maxAttempts: 1 },
			},
		},
		{
			name: 'Sound',
			says: refused,
			parameters: {
				resource: 'audio',
				operation: 'speech',
				model: modelById('any'),
				text: '=number {{ $json.number }}',
				voice: 'alloy',
				throughput: { maxAttempts: 1 },
			},
		},
	];
	const workflow = branchesWorkflow({
		credentialId: await credentialFor(gateway),
		items: urls.map((_url, number) => ({ number: String(number).padStart(3, '0') })),
		branches,
	});
	const { run } = await n8n.execute(await n8n.importWorkflow(workflow));
	for (const { name, says } of branches) {
		const [items] = run.data.resultData.runData[name][0].data.main;
		assert.equal(items.length, urls.length, name);
		for (const [number, { json, binary }] of items.entries()) {
			const what = `${name}, ${urls[number]}: ${json.message}`;
			assert.equal(binary, undefined, what);
			assert.match(String(json.message), says, what);
			assert.ok(json.error.description, what);
		}
	}
	assert.equal(connections, 0);
	// Somebody listens there all the same.
	for (const host of ['127.0.0.1', '[::1]'])
		await assert.rejects(http.get(`http://${host}:${port}/`));
	assert.equal(connections, 2);
});
