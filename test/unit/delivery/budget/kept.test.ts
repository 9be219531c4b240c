import type { Adaptation } from '../../../../nodes/api/adaptation';
import type { Call } from '../../../../nodes/api/call';
import { type JsonObject, without } from '../../../../nodes/api/json';
import { Failed, type Failure } from '../../../../nodes/api/failure';
import { jsonReader } from '../../../../nodes/api/readers/json';
import { defaultRetryAndTimeouts, defaultRunLimits } from '../../../../nodes/api/limits';
import { mostTokensOf } from '../../../../nodes/api/usage/mostTokens';
import { Memo } from '../../../../nodes/delivery/memo';
import { bytesOf, virtualDelivery, virtualTransport } from '../../../support/virtual';

/** What goes out is longer than what was made. */
const grows: Adaptation = {
	name: 'grows',
	hint: 'It goes in words.',
	applies: (body) => body.format !== undefined,
	fits: ({ message }) => message.includes('format'),
	change: (body) => ({ ...without(body, 'format'), input: `Hi ${'x'.repeat(300)}` }),
};

const reads = () =>
	jsonReader((body: JsonObject) => ({ value: body.usage, usage: body.usage as JsonObject }));

function call(format?: string): Call<unknown> {
	return {
		request: {
			method: 'POST',
			path: '/v1',
			body: { input: 'Hi', max_tokens: 100, ...(format ? { format } : {}) },
		},
		lane: 'a',
		repeat: 'paid',
		mostTokens: mostTokensOf,
		adaptations: [grows],
		reader: reads,
	};
}

/** Takes no member `format`, and uses as many tokens as were allowed. */
function strictGateway(sent: JsonObject[]) {
	return virtualTransport(({ body = {} }) => {
		sent.push(body);
		if (body.format !== undefined)
			return { status: 400, body: bytesOf('{"error":{"message":"No format, please"}}') };
		const prompt_tokens = Buffer.byteLength(String(body.input)) + 16;
		const usage = { prompt_tokens, completion_tokens: 100 };
		return { body: bytesOf(JSON.stringify({ usage })) };
	});
}

test('a request that has to go out in a longer form than was reckoned with has room for it, or is not sent', async () => {
	const sent: JsonObject[] = [];
	// The longer form needs 419 tokens, the other 140.
	const limits = { ...defaultRunLimits, maxConcurrency: 1, tokenBudget: 3 * 419 - 1 };
	const run = virtualDelivery(strictGateway(sent), { limits });
	const { send } = run.delivery.contextFor(run.delivery.tallyUnit(), defaultRetryAndTimeouts);
	const ends: Array<Failure | undefined> = [];
	// All wait while the first shows which form it has to be.
	for (let item = 0; item < 3; item++)
		void send(call('json')).then(
			() => ends.push(undefined),
			({ failure }: Failed) => ends.push(failure),
		);
	await run.clock.pass(60_000);
	expect(ends.map((why) => why?.kind)).toEqual([undefined, undefined, 'budget']);
	expect(ends[2]?.message).toBe(
		'Not sent: it may need up to 419 tokens (319 for what is sent, 100 for the answer), and of the token budget of 1,256 for this run 418 are left',
	);
	expect(run.delivery.tokenBudget?.used).toBe(2 * 419);
	expect(sent).toHaveLength(3);
});

test('the budget is that of all tries of a run, and what an earlier try bought is not counted again', async () => {
	const sent: JsonObject[] = [];
	const tryOnce = async () => {
		const memo = new Memo('a run of the budget', 0);
		const limits = { ...defaultRunLimits, tokenBudget: 250 };
		const run = virtualDelivery(strictGateway(sent), { limits, memo });
		const { send } = run.delivery.contextFor(run.delivery.tallyUnit(), defaultRetryAndTimeouts);
		const ends = [1, 2, 3].map((item) => {
			const wanted = call();
			const body = { ...wanted.request.body, item };
			const request = { ...wanted.request, body } as Call<unknown>['request'];
			return send({ ...wanted, request }).then(
				() => undefined,
				({ failure }: Failed) => failure.kind,
			);
		});
		await run.clock.pass(60_000);
		run.delivery.close(true);
		return { ends: await Promise.all(ends), used: run.delivery.tokenBudget?.used };
	};
	const ends = [undefined, undefined, 'budget'];
	expect(await tryOnce()).toEqual({ ends, used: 236 });
	expect(await tryOnce()).toEqual({ ends, used: 236 });
	expect(await tryOnce()).toEqual({ ends, used: 236 });
	expect(sent).toHaveLength(2);
});
