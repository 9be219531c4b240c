import type { IDataObject } from 'n8n-workflow';
import { runChat, type ChatRun } from '../../support/chat';
import { completion, pause, type Responder } from '../../support/gateway';
import { answer, beginStream, chunksOf, event } from '../../support/stream';

const firstChunk = chunksOf(completion('Never')).slice(0, 2).map(event).join('');

const run = (respond: Responder, throughput: IDataObject, stream = true): Promise<ChatRun> =>
	runChat(respond, {
		parameters: { throughput, options: { stream } },
		onError: 'continueRegularOutput',
	});

const silent: Responder = () => {};
const fallsSilent: Responder = (_request, response) => {
	beginStream(response);
	response.write(firstChunk);
};

test.concurrent.each<[string, string, boolean, Responder, string]>([
	['firstByteTimeout', 'does not begin to answer', true, silent, 'did not begin to answer within'],
	['idleTimeout', 'falls silent', true, fallsSilent, 'fell silent in the middle of its answer for'],
	['totalTimeout', 'never answers', true, silent, 'answer was not complete after'],
	['totalTimeout', 'never answers, unstreamed', false, silent, 'answer was not complete after'],
])(
	'%s ends a request to a gateway that %s, and it is not repeated',
	async (name, _how, stream, respond, words) => {
		const { items, requests } = await run(respond, { [name]: 1 }, stream);
		expect(items[0]?.json.error).toMatchObject({ kind: 'timeout', status: null, attempts: 1 });
		expect(items[0]?.json.message).toMatch(`${words} 1 seconds`);
		expect(requests).toHaveLength(1);
	},
);

test.concurrent('with Retry Timeouts the request is sent again and completes', async () => {
	const { items, requests } = await run(
		(request, response, position) => (position === 0 ? undefined : answer(request, response)),
		{ firstByteTimeout: 1, retryTimeouts: true },
	);
	expect(items[0]?.json).toMatchObject({ text: 'Hello!', request: { sent: 1, attempts: 2 } });
	expect(requests).toHaveLength(2);
});

test.concurrent('what came before the silence is kept', async () => {
	const { items } = await run(fallsSilent, { idleTimeout: 1 });
	expect(items[0]?.json.error).toMatchObject({ kind: 'timeout', text: 'Nev' });
});

test.concurrent(
	'pings keep an answer alive that takes longer than the clocks for silence',
	async () => {
		const { items, requests } = await run(
			async (_request, response) => {
				beginStream(response);
				for (let ping = 0; ping < 8; ping++) {
					response.write(': ping\n\n');
					await pause(200);
				}
				response.end([...chunksOf(completion('At last')), '[DONE]'].map(event).join(''));
			},
			{ firstByteTimeout: 1, idleTimeout: 1 },
		);
		expect(items[0]?.json.text).toBe('At last');
		expect(requests).toHaveLength(1);
	},
);

// eslint-disable-next-line @n8n/community-nodes/no-restricted-globals -- the phase of the event loop matters
const inThisTurn = setImmediate;

test('a process that was busy itself does not take what waits to be read for silence', async () => {
	const { items, requests } = await run(
		async (_request, response) => {
			beginStream(response);
			response.write(firstChunk);
			await pause(600);
			const rest = [...chunksOf(completion('er mind')), '[DONE]'].map(event).join('');
			// One after the other in the same phase of the event loop: timers come next, and reading after them.
			inThisTurn(() => response.end(rest));
			inThisTurn(() => {
				const until = performance.now() + 2_000;
				while (performance.now() < until);
			});
		},
		{ idleTimeout: 1 },
	);
	expect(items[0]?.json.text).toBe('Never mind');
	expect(requests).toHaveLength(1);
});
