import { failedRun, saidBy } from '../support/failed';
import { runOperation } from '../support/operation';
import { always, completion, sendJson, startGateway, type Responder } from '../support/gateway';

describe('a redirect', () => {
	const moved =
		(status: number, target: (host: string) => string): Responder =>
		(request, response) => {
			if (request.path === '/elsewhere') return sendJson(response, completion('Moved'));
			response.writeHead(status, { location: target(String(request.headers.host)) });
			return response.end();
		};

	test.each([301, 302, 303, 307, 308])(
		'with status %i to another origin is not followed, and the key does not arrive there',
		async (status) => {
			const stranger = await startGateway(always(completion('Stolen')));
			try {
				const run = await failedRun(moved(status, () => `${stranger.url}/elsewhere`));
				expect(stranger.requests).toEqual([]);
				expect(run.requests).toHaveLength(1);
				expect(saidBy(run)).toMatchObject({
					kind: 'notFound',
					status,
					message: `The gateway has moved: it points to ${stranger.url}/elsewhere`,
					retryable: false,
				});
			} finally {
				await stranger.close();
			}
		},
	);

	test.each([
		['a path', () => '/elsewhere'],
		['an address', (host: string) => `http://${host}/elsewhere`],
	])('to %s within the origin is followed as a POST with its body and key', async (_to, target) => {
		for (const status of [301, 302, 307, 308]) {
			const { items, requests } = await failedRun(moved(status, target));
			expect(items[0]?.json.text).toBe('Moved');
			const [first, second] = requests;
			expect(second).toMatchObject({ method: 'POST', path: '/elsewhere', body: first?.body });
			expect(second?.headers.authorization).toBe(first?.headers.authorization);
		}
	});

	test('that leads in a circle ends as a failure', async () => {
		const run = await failedRun(moved(307, () => '/v1/chat/completions'));
		expect(saidBy(run)).toMatchObject({ kind: 'notFound', status: 307 });
		expect(run.requests.length).toBeLessThan(10);
	});

	test('to another host after one within the origin is not followed either', async () => {
		const stranger = await startGateway(always(completion('Stolen')));
		try {
			const run = await failedRun((request, response) => {
				const location = request.path === '/next' ? `${stranger.url}/elsewhere` : '/next';
				response.writeHead(307, { location });
				response.end();
			});
			expect(stranger.requests).toEqual([]);
			expect(saidBy(run)).toMatchObject({ kind: 'notFound', status: 307 });
		} finally {
			await stranger.close();
		}
	});
});

describe('a redirect of a request that must arrive once only', () => {
	const never = { method: 'POST', path: '/sd/txt2img', body: '{}', options: { neverRepeat: true } };
	const send = (status: number) =>
		runOperation(
			(request, response) => {
				if (request.path === '/elsewhere') return sendJson(response, { ok: true });
				response.writeHead(status, { location: '/elsewhere' });
				return response.end();
			},
			'request.send',
			never,
			{ onError: 'continueRegularOutput' },
		);

	test.each([301, 302])(
		'with status %i may follow on its being done: it is not sent again',
		async (status) => {
			const run = await send(status);
			expect(run.requests).toHaveLength(1);
			expect(saidBy(run)).toMatchObject({ kind: 'notFound', status });
		},
	);

	test.each([307, 308])(
		'with status %i says that it was not done: it is sent there',
		async (status) => {
			const { items, requests } = await send(status);
			expect(requests.map(({ method, path }) => `${method} ${path}`)).toEqual([
				'POST /sd/txt2img',
				'POST /elsewhere',
			]);
			expect(items[0]?.json.body).toEqual({ ok: true });
		},
	);
});
