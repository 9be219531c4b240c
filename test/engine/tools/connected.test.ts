import { DynamicStructuredTool } from '@langchain/core/tools';
import { runChat, type ChatSetup } from '../../support/chat';
import type { ConnectedNode } from '../../support/engine';
import { ToolModel } from '../../support/tools/model';
import { looking, lookTool, nodeAsTool, supplying } from '../../support/tools/nodes';
import { settle } from '../../support/virtual';

const { schema } = lookTool('look', () => '');
const bare = (more: object) => ({ name: 'look', description: 'Looks', schema, invoke: () => '', ...more });

/** Runs two items with something that cannot be used. */
async function refused(tools: readonly ConnectedNode[], setup: ChatSetup = {}) {
	const model = new ToolModel(() => []);
	const run = await runChat(model.respond, {
		items: [{}, {}],
		tools,
		onError: 'continueRegularOutput',
		...setup,
	});
	expect(run.requests).toEqual([]);
	return run.items.map(({ json }) => json);
}

test.each<[string, () => ConnectedNode[], string, string]>([
	[
		'without a name',
		() => [supplying('Sky', () => bare({ name: '' }))],
		'Tools have one without a name, from "Sky"',
		'Give it a name of 1 to 64 Latin letters, digits, _ or - in the node "Sky".',
	],
	[
		'with a name that models do not take',
		() => [supplying('Sky', () => bare({ name: '看 天' }))],
		'Tools have one of the name "看 天", from "Sky", which models do not take',
		'Give it a name of 1 to 64 Latin letters, digits, _ or - in the node "Sky".',
	],
	[
		'two of the same name',
		() => [supplying('Sea', () => bare({})), supplying('Sky', () => bare({}))],
		'Tools have two of the name "look", from "Sky" and "Sea"',
		'Rename one of them, in Latin letters: n8n makes the name of a tool from that of its node.',
	],
	[
		'two of the same name in one kit',
		() => [supplying('Kit', () => ({ tools: [bare({}), bare({})], getTools: () => [] }))],
		'Tools have two of the name "look", both from "Kit"',
		'Rename one of them, in Latin letters: n8n makes the name of a tool from that of its node.',
	],
	...[undefined, null, 'text', [], { type: 'string' }, { type: 'object', properties: [] }, { parse() {} }].map(
		(given): [string, () => ConnectedNode[], string, string] => [
			`with a schema that is none: ${JSON.stringify(given)}`,
			() => [supplying('Sky', () => bare({ schema: given }))],
			'Tools have "look", whose parameters have no JSON Schema of an object',
			'Correct them in the node "Sky".',
		],
	),
	[
		'something that is no tool',
		() => [supplying('Sky', () => ({ name: 'look' }))],
		'Tools have something from "Sky" that is no tool',
		'Connect a tool of n8n, or an MCP Client Tool.',
	],
	[
		'a tool that a human has to approve',
		() => [supplying('Ask', () => ({ tools: [bare({ metadata: { gatedToolNodeName: 'Sky' } })], getTools: () => [] }))],
		'Tools have "look", which a human has to approve, and n8n asks for that only in an AI Agent',
		'Connect the tool itself, or use an AI Agent with the AIGC2D Chat Model.',
	],
	[
		'a node that cannot supply its tool',
		() => [
			supplying('Sky', () => {
				throw new Error('No sky here');
			}),
		],
		'Tools cannot be used, because of the node "Sky": No sky here',
		'Correct the node "Sky", or disconnect it.',
	],
])('%s: a sentence for each item, and nothing is sent', async (_what, tools, message, description) => {
	const items = await refused(tools());
	expect(items).toHaveLength(2);
	items.forEach((json, item) =>
		expect(json).toMatchObject({
			message: `${message} [Item ${item}]`,
			error: { kind: 'input', field: 'Tools', description },
		}),
	);
});

test.each([
	[
		'the same name in Tools (JSON)',
		{ tools: JSON.stringify([{ type: 'function', function: { name: 'look' } }]) },
		'Tools (JSON) has "look", and a connected tool has the same name',
	],
	[
		'several answers',
		{ n: 2 },
		'Number of Answers must be 1 where tools are connected, but is 2',
	],
	['too many rounds', { maxToolRounds: 101 }, 'Max Tool Rounds must be a whole number from 1 to 100, but is 101'],
	['no rounds', { maxToolRounds: 0 }, 'Max Tool Rounds must be a whole number from 1 to 100, but is 0'],
])('%s: a sentence, and nothing is sent', async (_what, options, message) => {
	const [json] = await refused([looking('look', () => '')], { parameters: { options } });
	expect(json?.message).toBe(`${message} [Item 0]`);
});

test('under Stop, the run ends with the sentence', async () => {
	const { error, requests } = await runChat(new ToolModel(() => []).respond, {
		tools: [supplying('Sky', () => bare({ name: '' }))],
	});
	expect(error.message).toContain('Tools have one without a name');
	expect(requests).toEqual([]);
});

test('the tools of a kit, such as those of an MCP server, are several tools; a JSON Schema is one', async () => {
	const listen = new DynamicStructuredTool({
		name: 'listen',
		description: 'Listens',
		schema: { type: 'object', properties: { to: { type: 'string' } }, required: ['to'] },
		func: async ({ to }) => `${(to as string).toUpperCase()}`,
	});
	const kit = { tools: [lookTool('look', () => 'blue'), listen], getTools: () => [] };
	const model = new ToolModel(() => [
		[
			{ name: 'look', arguments: { at: 'sky' } },
			{ name: 'listen', arguments: { to: 'sea' } },
		],
	]);
	const { items, requests } = await runChat(model.respond, { tools: [supplying('Kit', () => kit)] });
	expect(items[0]?.json.text).toBe('Done: blue | SEA');
	expect(requests[0]?.body.tools[1].function.parameters).toEqual(listen.schema);
});

/** A model that asks for what stands in the message of its item. */
const asksForItem = () =>
	new ToolModel(({ body }) => {
		const [, ticket] = /#(\d+)/.exec(JSON.stringify(body.messages[0])) ?? [];
		return [[{ name: 'look', arguments: { at: `place ${ticket}` } }]];
	});

const tickets = Array.from({ length: 20 }, (_, number) => ({ number }));
const perTicket = { messages: { values: [{ role: 'user', content: '=#{{ $json.number }}' }] } };

test('many items in flight: each has its own calls and results, and usage is what the server counted', async () => {
	const model = asksForItem();
	let supplied = 0;
	const tool = supplying('look', () => {
		supplied++;
		return lookTool('look', async ({ at }) => {
			await settle();
			return `seen ${at}`;
		});
	});
	const { items } = await runChat(model.respond, { parameters: perTicket, items: tickets, tools: [tool] });
	expect(items.map(({ json }) => json.text)).toEqual(
		tickets.map(({ number }) => `Done: seen place ${number}`),
	);
	const total = items.map(({ json }) => (json.usage as { total_tokens: number }).total_tokens);
	expect(total.reduce((sum, one) => sum + one, 0)).toBe(model.used.total_tokens);
	// Once for all: an MCP server is connected to with each.
	expect(supplied).toBe(1);
});

test.each([
	['the model alone', '={{ $fromAI("at") }}', (number: number) => `place ${number}`],
	['its item', '={{ $json.number }} {{ $fromAI("at") }}', (number: number) => `${number} place ${number}`],
	[
		'the item of an earlier node',
		'={{ $("Start").item.json.number }} {{ $fromAI("at") }}',
		(number: number) => `${number} place ${number}`,
	],
])(
	'a node that was made a tool, with a parameter from %s, has that of its item, and its arguments',
	async (_what, text, expected) => {
		const tool = nodeAsTool('look', text, async (given) => {
			for (let turn = 0; turn < 3; turn++) await settle();
			return { given };
		});
		const { items, run } = await runChat(asksForItem().respond, {
			parameters: perTicket,
			items: tickets.map((json, item) => ({ json, pairedItem: { item } })),
			tools: [tool],
		});
		expect(items.map(({ json }) => json.text)).toEqual(
			tickets.map(({ number }) => `Done: [${JSON.stringify({ given: expected(number) })}]`),
		);
		// n8n's log has each run, with what came of it.
		const log = run.data.resultData.runData.look ?? [];
		expect(log).toHaveLength(20);
		expect(log.map(({ executionStatus }) => executionStatus)).toEqual(Array(20).fill('success'));
	},
);

test('calls of one answer that read the item each have their own arguments', async () => {
	const model = new ToolModel(() => [
		['a', 'b', 'c'].map((at) => ({ name: 'look', arguments: { at } })),
	]);
	const text = '={{ $json.number }} {{ $fromAI("at") }}';
	const { items } = await runChat(model.respond, {
		items: tickets.slice(0, 3),
		tools: [
			nodeAsTool('look', text, async (given) => {
				await settle();
				return { given };
			}),
		],
	});
	for (const [number, { json }] of items.entries())
		for (const at of ['a', 'b', 'c']) expect(json.text).toContain(`"${number} ${at}"`);
});

test('a tool whose expressions read the item is supplied for each', async () => {
	const tool = supplying(
		'look',
		(context, item) => {
			const number = context.getNodeParameter('text', item);
			return lookTool('look', ({ at }) => `${number}: ${at}`);
		},
		{ text: '={{ $json.number }}' },
	);
	const { items } = await runChat(asksForItem().respond, {
		parameters: perTicket,
		items: tickets,
		tools: [tool],
	});
	expect(items.map(({ json }) => json.text)).toEqual(
		tickets.map(({ number }) => `Done: ${number}: place ${number}`),
	);
});

test('no more tools run at the same time than requests may be in flight, and what waits for one holds back nobody', async () => {
	let running = 0;
	let most = 0;
	let release = () => {};
	const held = new Promise<void>((resolve) => (release = resolve));
	const tool = looking('look', async ({ at }) => {
		most = Math.max(most, ++running);
		// The first two wait until every item has asked its first question.
		await held;
		running--;
		return at;
	});
	const model = asksForItem();
	let asked = 0;
	const { items } = await runChat(
		(request, response, position) => {
			if (request.body.messages.length === 1 && ++asked === tickets.length) release();
			return model.respond(request, response, position);
		},
		{ parameters: { ...perTicket, throughput: { maxConcurrency: 2 } }, items: tickets, tools: [tool] },
	);
	expect(items).toHaveLength(20);
	expect(most).toBe(2);
});

test('Stop ends a run whose tools do not', async () => {
	let cancel = () => {};
	const tool = looking('look', async () => {
		cancel();
		await new Promise(() => {});
	});
	const { status, requests } = await runChat(asksForItem().respond, {
		parameters: perTicket,
		items: tickets.slice(0, 3),
		tools: [tool],
		onStart: (press) => (cancel = press),
	});
	expect(status).toBe('canceled');
	expect(requests.length).toBeLessThanOrEqual(3);
});

test('a further try of the node runs no tool again whose result it has, and buys no answer again', async () => {
	let runs = 0;
	const model = asksForItem();
	let isFirst = true;
	const { items, requests } = await runChat(
		(request, response, position) => {
			if (request.body.messages.length > 1 && isFirst) {
				isFirst = false;
				response.writeHead(400, { 'content-type': 'application/json' });
				return response.end('{"error":{"message":"Not now"}}');
			}
			return model.respond(request, response, position);
		},
		{
			parameters: perTicket,
			items: tickets.slice(0, 3),
			tools: [looking('look', ({ at }) => `${at}, ${++runs}`)],
			retryOnFail: true,
			onError: 'continueRegularOutput',
		},
	);
	expect(items.map(({ json }) => json.text)).toHaveLength(3);
	expect(items.every(({ json }) => String(json.text).startsWith('Done: place'))).toBe(true);
	expect(runs).toBe(3);
	// Three and three, and the one that failed.
	expect(requests).toHaveLength(7);
});

test('the twin of the node that is a tool itself has no tools', async () => {
	const model = new ToolModel(() => []);
	const { items, requests } = await runChat(model.respond, {
		asTool: true,
		tools: [looking('look', () => '')],
	});
	expect(items[0]?.json.text).toBe('Done: ');
	expect(requests[0]?.body).not.toHaveProperty('tools');
});
