import assert from 'node:assert/strict';
import { test } from 'node:test';
import { completion } from './support/completion.mjs';
import { startServer } from './support/server.mjs';
import { runTickets } from './support/tickets.mjs';

/*
 * Refusals for a key or a quota in long runs of the real n8n: whether one channel of the gateway has them or the
 * whole account.
 */

const count = 2000;
const channels = 10;
/** Most requests that an empty account may cost. */
const mostInVain = 40;

const quota = {
	status: 403,
	body: {
		error: {
			message: '用户额度不足, 剩余额度: ＄0.000000',
			type: 'new_api_error',
			code: 'insufficient_user_quota',
		},
	},
};
const deadKey = {
	status: 401,
	body: {
		error: {
			message: 'Incorrect API key provided: sk-up***1a2b.',
			type: 'invalid_request_error',
			param: null,
			code: 'invalid_api_key',
		},
	},
};

/** What each gateway answers to its nth request, from 0; undefined: an answer. */
const gateways = [
	{ name: 'empty account', refusal: () => quota },
	{
		name: 'one of ten channels without quota',
		refusal: (n) => (n % channels === 7 ? quota : undefined),
	},
	{
		name: 'one of ten channels with a dead key',
		refusal: (n) => (n % channels === 7 ? deadKey : undefined),
	},
	{ name: 'one refused key after 200 answers', refusal: (n) => (n === 200 ? deadKey : undefined) },
];

const servers = await Promise.all(
	gateways.map(async ({ refusal }) => {
		let received = 0;
		return await startServer(async ({ body }) => {
			const refused = refusal(received++);
			if (refused) return refused;
			await new Promise((resolve) => setTimeout(resolve, 100));
			return { body: completion(`Echo: ${body.messages.at(-1).content}`) };
		});
	}),
);
const { runs, echoes } = await runTickets({
	count,
	model: 'channels',
	gateways: gateways.map(({ name }, at) => ({ name, url: servers[at].url })),
});
const [empty, ...others] = gateways;

test(`${count} items on an empty account cost at most ${mostInVain} requests, and each says so in the gateway's words.`, () => {
	const { requests } = servers[0];
	const { outputs, executionTime } = runs[0];
	console.log(`${empty.name}: ${requests.length} requests, ${executionTime} ms`);
	assert.ok(requests.length <= mostInVain, `${requests.length} requests`);
	const kinds = outputs.map(({ error }) => `${error.kind} ${error.status} ${error.code}`);
	assert.deepEqual([...new Set(kinds)], ['quota 403 insufficient_user_quota']);
	assert.equal(kinds.length, count);
});

for (const [at, gateway] of others.entries()) {
	test(`${gateway.name}: no item is lost, and none is bought twice.`, () => {
		const { outputs, executionTime } = runs[at + 1];
		const { requests } = servers[at + 1];
		console.log(`${gateway.name}: ${requests.length} requests, ${executionTime} ms`);
		const failed = outputs.filter(({ error }) => error);
		assert.equal(failed.length, 0, `${failed.length}, the first: ${JSON.stringify(failed[0])}`);
		assert.deepEqual(
			outputs.map(({ text }) => text),
			echoes,
		);
		const refused = requests.filter((_, n) => gateway.refusal(n)).length;
		assert.equal(requests.length - refused, count);
	});
}
