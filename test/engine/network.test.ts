import { runChat } from '../support/chat';
import { failedRun, saidBy } from '../support/failed';
import { startGateway } from '../support/gateway';

describe('without an answer', () => {
	test('a refused connection names the host and what to check', async () => {
		const gone = await startGateway(() => {});
		await gone.close();
		const run = await runChat(() => {}, {
			credential: { baseUrl: gone.url },
			onError: 'continueRegularOutput',
		});
		const said = saidBy(run);
		expect(said).toMatchObject({
			kind: 'network',
			status: null,
			code: 'ECONNREFUSED',
			message: `The gateway at ${new URL(gone.url).host} refused the connection`,
			retryable: true,
		});
		expect(said.error.description).toMatch(/Base URL/);
	});

	test('https spoken to a port of http is told as that, and is not tried again', async () => {
		const gateway = await startGateway(() => {});
		const { host } = new URL(gateway.url);
		const run = await runChat(() => {}, {
			credential: { baseUrl: `https://${host}` },
			parameters: { throughput: { maxAttempts: 3 } },
			onError: 'continueRegularOutput',
		});
		await gateway.close();
		expect(saidBy(run)).toMatchObject({
			kind: 'network',
			status: null,
			message: `The gateway at ${host} speaks http on this port, and was spoken to in https`,
			retryable: false,
			error: {
				attempts: 1,
				description: expect.stringMatching(
					/^Write http:\/\/ in place of https:\/\/ in the Base URL/,
				),
			},
		});
	});

	test('a host that does not exist is named', async () => {
		const run = await runChat(() => {}, {
			credential: { baseUrl: 'http://gateway.invalid' },
			onError: 'continueRegularOutput',
		});
		expect(saidBy(run)).toMatchObject({
			kind: 'network',
			status: null,
			message: 'The gateway at gateway.invalid has no known address',
		});
	});

	test('a connection that is cut before the headers says so', async () => {
		const said = saidBy(await failedRun((_request, response) => response.destroy()));
		expect(said).toMatchObject({ kind: 'network', status: null, retryable: true });
		expect(said.message).toMatch(/closed the connection before the answer was complete/);
	});

	test.each([
		['with a stated length', { 'content-length': '1000' }],
		['of unknown length', {}],
	])('a connection that is cut in the middle of a body %s says so', async (_how, headers) => {
		const said = saidBy(
			await failedRun((_request, response) => {
				response.writeHead(200, { 'content-type': 'application/json', ...headers });
				response.write('{"id":"chatcmpl-1","choices":[', () => response.destroy());
			}),
		);
		expect(said).toMatchObject({ kind: 'network', retryable: true });
		expect(said.message).toMatch(/closed the connection before the answer was complete/);
	});
});
