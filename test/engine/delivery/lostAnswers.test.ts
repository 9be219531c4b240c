import type { IDataObject } from 'n8n-workflow';
import { openGateway } from '../../support/chat';
import { always, pause, sendJson, type Responder } from '../../support/gateway';
import { runOperationAt } from '../../support/operation';

/** Every way that we know in which a gateway takes a request and its answer is lost, or says nothing. */
const ways: Array<[string, Responder]> = [
	['a connection that is closed', (_request, response) => response.destroy()],
	['a reset', (_request, response) => response.socket?.resetAndDestroy()],
	[
		'a reset after the headers',
		(_request, response) => {
			response.writeHead(200, { 'content-type': 'application/json' }).flushHeaders();
			void pause(20).then(() => response.socket?.resetAndDestroy());
		},
	],
	[
		'an answer that is cut',
		(_request, response) => {
			response.writeHead(200, { 'content-type': 'application/json', 'content-length': '99' });
			response.write('{"code":', () => response.destroy());
		},
	],
	['silence', () => {}],
	[
		'silence after the headers',
		(_request, response) =>
			response.writeHead(200, { 'content-type': 'application/json' }).flushHeaders(),
	],
	['no HTTP at all', (_request, response) => response.socket?.end('220 mail.test ESMTP\r\n')],
	...[301, 302, 303].map((status): [string, Responder] => [
		`${status} to another path`,
		(_request, response) => response.writeHead(status, { location: '/tasks/17' }).end(),
	]),
	...[408, 502, 504, 520, 524].map((status): [string, Responder] => [
		String(status),
		always({ error: { message: 'Trouble' } }, status),
	]),
];

const submissions: Array<[`${string}.${string}`, IDataObject]> = [
	['midjourney.imagine', { prompt: 'a', waitForCompletion: false }],
	['stableDiffusion.textToImage', { prompt: 'a', waitForCompletion: false }],
	['request.send', { method: 'POST', path: '/x', body: '{}', options: { neverRepeat: true } }],
];

describe.each(ways)('After %s', (way, respond) => {
	test.concurrent.each(submissions)(
		'%s arrives once, also with a backup, and with n8n trying again',
		async (operation, parameters) => {
			const backup = await openGateway(always({ code: 1, result: '17' }));
			const gateway = await openGateway(respond);
			const { items } = await runOperationAt(
				gateway,
				operation,
				{ ...parameters, throughput: { totalTimeout: 1, idleTimeout: 1 } },
				{
					credential: { backupUrl: backup.url },
					retryOnFail: true,
					executionId: `lost ${operation} ${way}`,
					onError: 'continueRegularOutput',
				},
			);
			expect(gateway.requests).toHaveLength(1);
			expect(backup.requests).toEqual([]);
			expect(items[0]?.json.error).toMatchObject({ retryable: false });
		},
	);
});

describe('A submission that is redirected', () => {
	const told = async (status: number, location: string) => {
		const gateway = await openGateway((_request, response) =>
			response.writeHead(status, { location }).end(),
		);
		const run = await runOperationAt(
			gateway,
			'midjourney.imagine',
			{ prompt: 'a', throughput: {} },
			{ onError: 'continueRegularOutput' },
		);
		expect(gateway.requests).toHaveLength(1);
		return (run.items[0]?.json.error as IDataObject).description;
	};

	test.each([
		['to the same path of another host', 301, 'https://other.test/mj/submit/imagine'],
		['to the same path with a slash', 302, 'https://other.test/mj/submit/imagine/'],
		['to a page to log in', 302, '/login?next=%2F'],
		['with 308', 308, 'https://other.test/elsewhere'],
	])('%s was not done, and says what to enter', async (_where, status, location) => {
		const description = await told(status, location);
		expect(description).toMatch(/enter it as the Base URL.*Nothing was submitted/);
		expect(description).not.toMatch(/taken on/);
	});

	test.each([
		['to another path', 302, '/tasks/17'],
		['to another path for good', 301, 'https://other.test/tasks/17'],
		['with 303, even to its own path', 303, '/mj/submit/imagine'],
	])('%s may be done, and says both', async (_where, status, location) => {
		const description = await told(status, location);
		expect(description).toMatch(/enter it as the Base URL.*may have been taken on/);
		expect(description).not.toMatch(/Nothing was submitted/);
	});
});

test('a redirect is answered as before where nothing is charged twice', async () => {
	const gateway = await openGateway((request, response) =>
		request.path === '/new'
			? sendJson(response, { ok: true })
			: response.writeHead(302, { location: '/new' }).end(),
	);
	const { items } = await runOperationAt(gateway, 'request.send', {
		method: 'POST',
		path: '/x',
		body: '{}',
	});
	expect(items[0]?.json.body).toEqual({ ok: true });
});
