import type { IDataObject } from 'n8n-workflow';
import { completion, sendJson, type Responder } from '../../support/gateway';
import { refuse } from '../../support/limits';
import { runOperation } from '../../support/operation';
import { answer } from '../../support/stream';

const throughput = { maxConcurrency: 8 };
const model = { __rl: true, mode: 'id', value: '={{ $json.model }}' };

/**
 * Refuses one model until the other was asked for, and then the key, so that the run ends; tells how long that
 * took from the first request, in milliseconds.
 */
function gateway() {
	let first: number | undefined;
	const free = { after: Infinity };
	const respond: Responder = (request, response) => {
		first ??= performance.now();
		const form = new URLSearchParams(request.bytes.toString());
		if ((request.body.model ?? form.get('model')) === 'free') {
			free.after = performance.now() - first;
			return answer(request, response, completion('Done'));
		}
		if (free.after === Infinity) return refuse(response);
		return sendJson(response, { error: { message: 'Invalid key' } }, 401);
	};
	return { free, respond };
}

test.each<[string, `${string}.${string}`, IDataObject]>([
	['a chat', 'chat.complete', { model, messages: { values: [{ content: 'Hello' }] } }],
	['a summary', 'text.summarize', { model, text: 'A long text. '.repeat(20) }],
	[
		'an own request',
		'request.send',
		{ method: 'POST', path: '/v1/chat/completions', body: '={{ $json }}' },
	],
	[
		'an own request as text',
		'request.send',
		{ method: 'POST', path: '/v1/chat/completions', body: '={{ JSON.stringify($json) }}' },
	],
	[
		'an own request as a form',
		'request.send',
		{
			...{ method: 'POST', path: '/v1/chat/completions', bodyType: 'form' },
			form: { values: [{ name: 'model', value: '={{ $json.model }}' }] },
		},
	],
])(
	'behind 300 items of a refused model, %s to another goes out at once',
	async (_what, operation, parameters) => {
		const { free, respond } = gateway();
		const items = Array.from({ length: 301 }, (_, item) => ({
			model: item < 300 ? 'refused' : 'free',
		}));
		const setup = { items, onError: 'continueRegularOutput' as const };
		const run = await runOperation(respond, operation, { throughput, ...parameters }, setup);
		expect(run.items).toHaveLength(301);
		expect(free.after).toBeLessThan(2_000);
	},
	30_000,
);
