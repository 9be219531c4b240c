import { everythingIn, key, oneAttempt, runChat, type ChatSetup } from '../../support/chat';
import { ToolModel, type ScriptedCall } from '../../support/tools/model';
import { looking, lookTool, nodeAsTool, supplying } from '../../support/tools/nodes';

/** Runs one item whose model makes one call, and gives what the tool gave it. */
async function runOf(call: ScriptedCall, setup: ChatSetup) {
	const model = new ToolModel(() => [[call]]);
	const run = await runChat(model.respond, setup);
	const runs = run.items[0]?.json.tool_runs as Array<{ result: string | null; error?: string }>;
	const last = run.requests.at(-1)?.body.messages.at(-1) as { content: string };
	return { ...run, tool: runs[0], told: last.content };
}

const look: ScriptedCall = { name: 'look', arguments: { at: 'sky' } };

const circular: { [name: string]: unknown } = { name: 'a' };
circular.self = circular;

async function* stream() {
	yield 'bl';
	yield 'ue';
}

const observable = {
	subscribe(observer: { next(value: string): void; complete(): void }) {
		observer.next('bl');
		observer.next('ue');
		observer.complete();
		return { unsubscribe() {} };
	},
};

test.each<[string, unknown, string]>([
	['a text', 'blue', 'blue'],
	['an object', { colour: 'blue', at: [1, null] }, '{"colour":"blue","at":[1,null]}'],
	['a list', ['blue', 2], '["blue",2]'],
	['parts of text', [{ type: 'text', text: 'bl' }, { type: 'text', text: 'ue' }], 'bl\nue'],
	['undefined', undefined, '(The tool gave no result.)'],
	['an empty text', '', '(The tool gave no result.)'],
	['0', 0, '0'],
	['what is inside itself', circular, '{"name":"a","self":"(circular)"}'],
	['a whole number of any size', { id: 12345678901234567890n }, '{"id":12345678901234567890}'],
	['a date', { at: new Date(0) }, '{"at":"1970-01-01T00:00:00.000Z"}'],
	['bytes', Buffer.from('blue'), '"(4 bytes)"'],
	['a stream', stream, 'blue'],
	['an Observable of text', observable, 'blue'],
])('%s is given to the model as text', async (_what, given, text) => {
	// n8n hands over what the tool gives, without LangChain's form around it.
	const bare = {
		name: 'look',
		description: '',
		schema: lookTool('look', () => '').schema,
		invoke: async () => (typeof given === 'function' ? given() : given),
	};
	const { tool, told, requests } = await runOf(look, { tools: [supplying('look', () => bare)] });
	expect(tool).toEqual({ name: 'look', arguments: { at: 'sky' }, result: text });
	expect(told).toBe(text);
	// A tool without a description has none.
	expect(requests[0]?.body.tools[0].function).not.toHaveProperty('description');
});

test.each<[string, unknown]>([
	['a text', 'blau '.repeat(1_000_000)],
	['letters of three bytes', '蓝'.repeat(2_000_000)],
	['a list', Array(500_000).fill('blue sky')],
])('%s of 5 MB is cut at 100 kB, and says so', async (_what, given) => {
	const { tool, told } = await runOf(look, { tools: [looking('look', () => given)] });
	expect(told).toBe(tool?.result);
	expect(told).toMatch(/\[The result is cut off here: it is longer than 100 kB.\]$/);
	const kept = Buffer.byteLength(told.replace(/\n\n\[The.*$/, ''));
	expect(kept).toBeLessThanOrEqual(100_000);
	expect(kept).toBeGreaterThan(99_990);
});

test('a tool that throws is told to the model', async () => {
	const { tool, told, items } = await runOf(look, {
		tools: [
			looking('look', () => {
				throw new Error('The sky is closed');
			}),
		],
	});
	expect(tool).toEqual({
		name: 'look',
		arguments: { at: 'sky' },
		result: null,
		error: 'The sky is closed',
	});
	expect(told).toBe('Error: The sky is closed');
	expect(items[0]?.json.text).toBe('Done: Error: The sky is closed');
});

test('a node that was made a tool tells the model what it says of its failure', async () => {
	const failing = nodeAsTool('look', '={{ $fromAI("at") }}', () => {
		throw new Error('The sky is closed');
	});
	const { tool } = await runOf(look, { tools: [failing] });
	expect(tool).toMatchObject({ result: null, error: expect.stringContaining('The sky is closed') });
});

test('a tool that never ends is given up after Total Timeout', async () => {
	let wasTold = false;
	const endless = looking('look', async (_args, { signal } = {}) => {
		signal?.addEventListener('abort', () => (wasTold = true));
		await new Promise(() => {});
	});
	const { tool, told } = await runOf(look, {
		parameters: { throughput: { ...oneAttempt, totalTimeout: 0.5 } },
		tools: [endless],
	});
	expect(tool).toMatchObject({
		result: null,
		error: 'It was not done within 0.5 seconds (Total Timeout, under Limits and Retries).',
	});
	expect(told).toContain('Error: It was not done');
	expect(wasTold).toBe(true);
});

test('a tool that there is not is answered with the names there are', async () => {
	const { tool, told } = await runOf(
		{ name: 'lok', arguments: { at: 'sky' } },
		{ tools: [looking('listen', () => 'quiet'), looking('look', () => 'blue')] },
	);
	expect(told).toBe('Error: There is no tool "lok". The tools are: look, listen.');
	expect(tool).toMatchObject({ name: 'lok', arguments: { at: 'sky' }, result: null });
});

test.each([
	['that are not JSON', '{"at": "sk', 'Error: The arguments of look are not a JSON object: {"at": "sk'],
	['that are a list', '["sky"]', 'Error: The arguments of look are not a JSON object: ["sky"]'],
])('arguments %s go back to the model, and the tool is not run', async (_what, given, words) => {
	let runs = 0;
	const { told, tool, requests } = await runOf(
		{ name: 'look', arguments: given },
		{ tools: [looking('look', () => runs++)] },
	);
	expect(told).toBe(words);
	expect(tool).toMatchObject({ arguments: given, result: null });
	expect(runs).toBe(0);
	// Gateways that put the conversation into another form refuse what is no JSON.
	const [back] = requests[1]?.body.messages.at(-2).tool_calls ?? [];
	expect(back.function.arguments).toBe('{}');
});

test('arguments that do not fit the schema go back to the model, and the tool is not run', async () => {
	let runs = 0;
	const { told } = await runOf(
		{ name: 'look', arguments: { at: 5 } },
		{ tools: [looking('look', () => runs++)] },
	);
	expect(told).toContain('did not match expected schema');
	expect(runs).toBe(0);
});

test('arguments that were written as JSON twice, and none at all, are understood', async () => {
	const tools = [looking('look', ({ at }) => at)];
	const twice = await runOf({ name: 'look', arguments: '"{\\"at\\":\\"sky\\"}"' }, { tools });
	expect(twice.told).toBe('sky');
	const bare = supplying('look', () => ({
		name: 'look',
		description: '',
		schema: { type: 'object', properties: {} },
		invoke: async (args: unknown) => args,
	}));
	expect((await runOf({ name: 'look', arguments: '' }, { tools: [bare] })).told).toBe('{}');
});

test('a key that a tool says does not get out', async () => {
	const run = await runOf(look, {
		parameters: { options: { returnMessages: true } },
		tools: [looking('look', () => `The key is ${key}`)],
	});
	expect(run.told).toContain(key);
	expect(everythingIn(run.items)).not.toContain(key);
	expect(run.tool?.result).toMatch(/^The key is /);
});
