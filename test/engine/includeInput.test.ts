import type { IDataObject } from 'n8n-workflow';
import { resources } from '../../nodes/Aigc2d/resources';
import { key, openGateway, runChat, runChatAt } from '../support/chat';
import { embedder } from '../support/embeddings';
import { always, completion, sendJson, type Responder } from '../support/gateway';
import { gatewayFor, item, scenes } from '../support/leaks/scenes';
import { runOperation } from '../support/operation';
import { answerTicket } from '../support/stream';
import { perTicket, ticketOf } from '../support/tickets';

const beside = (more: IDataObject = {}) => ({ options: { includeInput: 'beside', ...more } });
const asOne = { options: { includeInput: 'input' } };
const rows = (count: number) =>
	Array.from({ length: count }, (_, ticket) => ({ ticket, city: `City ${ticket}` }));
const named = (...names: string[]) => [expect.stringContaining(`left out: ${names.join(', ')}.`)];

test('without the option, an item has nothing of its input', async () => {
	const { items } = await runChat(answerTicket, { parameters: perTicket, items: rows(1) });
	expect(items[0]?.json).not.toHaveProperty('city');
	expect(items[0]?.json).not.toHaveProperty('warnings');
});

test('beside the answer, each item has the members of its own input, right behind the text', async () => {
	const parameters = { ...perTicket, ...beside() };
	const { items } = await runChat(answerTicket, { parameters, items: rows(20) });
	expect(items.map(({ json }) => [json.text, json.ticket, json.city])).toEqual(
		rows(20).map(({ ticket, city }) => [`Done ${ticket}`, ticket, city]),
	);
	expect(items[3]?.json).not.toHaveProperty('warnings');
	expect(items[3]?.pairedItem).toEqual({ item: 3 });
	const names = Object.keys(items[3]?.json ?? {});
	expect(names.slice(0, 3)).toEqual(['text', 'ticket', 'city']);
});

test('where both have a name, the answer wins and a warning says what is left out', async () => {
	const input = { id: 'row 7', text: 'The customer writes', city: 'Kyiv' };
	const { items } = await runChat(always(completion('Hello!')), {
		parameters: beside(),
		items: [input],
	});
	expect(items[0]?.json).toMatchObject({
		text: 'Hello!',
		id: 'chatcmpl-1',
		city: 'Kyiv',
		warnings: named('id', 'text'),
	});
});

test('as one property, the whole input is there and nothing is hidden', async () => {
	const input = { id: 'row 7', text: 'The customer writes', usage: [1, { two: 2 }] };
	const { items } = await runChat(always(completion('Hello!')), {
		parameters: asOne,
		items: [input],
	});
	expect(items[0]?.json).toMatchObject({ text: 'Hello!', id: 'chatcmpl-1', input });
	expect(items[0]?.json).not.toHaveProperty('warnings');
});

test('a failed item has its error and its message alone', async () => {
	const failing: Responder = (request, response, position) =>
		ticketOf(request) === 1
			? sendJson(response, { error: { message: 'No' } }, 400)
			: answerTicket(request, response, position);
	const { items } = await runChat(failing, {
		parameters: { ...perTicket, ...beside() },
		items: rows(2),
		onError: 'continueRegularOutput',
	});
	expect(items[0]?.json.city).toBe('City 0');
	expect(Object.keys(items[1]?.json ?? {})).toEqual(['error', 'message']);
});

test('items that share an answer have each its own input', async () => {
	const { items, requests } = await runChat(always(completion('Hello!')), {
		parameters: { ...beside(), throughput: { deduplicate: true } },
		items: rows(5),
	});
	expect(requests).toHaveLength(1);
	expect(items.map(({ json }) => json.city)).toEqual(rows(5).map(({ city }) => city));
});

test('an expression decides for each item, and one that gives something else fails its item unsent', async () => {
	const { items, requests } = await runChat(always(completion('Hello!')), {
		parameters: { options: { includeInput: '={{ $json.how }}' } },
		items: [{ how: 'beside' }, { how: 'input' }, { how: 'off' }, { how: 'all' }],
		onError: 'continueRegularOutput',
	});
	expect(requests).toHaveLength(3);
	expect(items[0]?.json.how).toBe('beside');
	expect(items[1]?.json.input).toEqual({ how: 'input' });
	expect(items[2]?.json).not.toHaveProperty('how');
	expect(items[3]?.json).toMatchObject({ error: { kind: 'input', field: 'Include Input' } });
});

test('the key of an item, which a table of tenants has, does not go on with its output', async () => {
	const gateway = await openGateway(always(completion('Hello!')));
	for (const parameters of [beside(), asOne]) {
		const input = { tenant: 'alpha', secret: key, nested: [{ [`of ${key}`]: `Bearer ${key}` }] };
		const { items } = await runChatAt(gateway, { parameters, items: [input] });
		expect(JSON.stringify(items)).toContain('alpha');
		expect(JSON.stringify(items)).not.toContain(key.slice(0, 12));
		// What came in is as it was.
		expect(input.secret).toBe(key);
	}
});

test('the files of the input are not passed on', async () => {
	const { items } = await runChat(always(completion('Hello!')), {
		parameters: beside(),
		items: [{ ...item, json: { row: 7 } }],
	});
	expect(items[0]?.json.row).toBe(7);
	expect(items[0]?.binary).toBeUndefined();
});

test('a model that runs the node as a tool gets the answer alone', async () => {
	const { items } = await runChat(always(completion('Hello!')), {
		parameters: asOne,
		items: [{ query: 'What is new?' }],
		asTool: true,
	});
	expect(items[0]?.json).toMatchObject({ text: 'Hello!' });
	expect(items[0]?.json).not.toHaveProperty('input');
});

test('vectors that came with one request stand with the input of their own text, at the end', async () => {
	const { items, requests } = await runOperation(
		embedder(),
		'embedding.create',
		{ text: '={{ $json.city }}', ...beside() },
		{ items: rows(30) },
	);
	expect(requests).toHaveLength(1);
	expect(items.map(({ json }) => json.ticket)).toEqual(rows(30).map(({ ticket }) => ticket));
	const names = Object.keys(items[0]?.json ?? {});
	expect(names).toEqual(['model', 'ticket', 'city', 'usage', 'request', 'embedding']);
});

test('a warning of the answer stands before that of the input', async () => {
	const wrong = '{"name": 3}';
	const { items } = await runOperation(
		(_request, response, position) =>
			sendJson(response, completion(position === 0 ? wrong : '{"name": "Ada"}')),
		'text.extract',
		{
			text: 'Ada is 36.',
			fields: { values: [{ name: 'name', type: 'string', description: '', required: true }] },
			options: { includeInput: 'beside', stream: false },
		},
		{ items: [{ data: 'old', row: 7 }] },
	);
	expect(items[0]?.json).toMatchObject({
		data: { name: 'Ada' },
		row: 7,
		warnings: [expect.stringMatching(/repaired/), ...named('data')],
	});
});

test('one answer that stands for all items has nothing of any of them', async () => {
	const { items } = await runOperation(
		always(completion('In short')),
		'text.summarize',
		{ text: '={{ $json.city }}', allItems: true, ...beside({ stream: false }) },
		{ items: rows(1) },
	);
	expect(items[0]?.json).toMatchObject({ text: 'In short' });
	expect(items[0]?.json).not.toHaveProperty('city');
});

const without = ['model.getMany', 'account.getBalance', 'request.send'];

test('every operation with one output an item offers it, and no other', () => {
	const offering = resources.flatMap(({ value, operations }) =>
		operations.flatMap((operation) => {
			const options = operation.fields.flatMap(({ property }) => property.options ?? []);
			const offers = options.some(({ name }) => name === 'includeInput');
			return offers ? [`${value}.${operation.value}`] : [];
		}),
	);
	const all = resources.flatMap(({ value, operations }) =>
		operations.map((operation) => `${value}.${operation.value}`),
	);
	expect(offering).toEqual(all.filter((operation) => !without.includes(operation)));
});

// A task that failed is a failed item, which has nothing of its input.
const good = scenes
	.map((scene, number) => ({ ...scene, number }))
	.filter(({ good: { status } }) => status !== 'FAILURE');

test.each(good)(
	'$operation has the input where it offers it, and its request is the same (answer $number)',
	async (scene) => {
		const run = async (options: IDataObject) =>
			await runOperation(
				gatewayFor(scene, scene.good),
				scene.operation,
				{
					...scene.parameters,
					options: { ...(scene.parameters.options as IDataObject), ...options },
				},
				{ items: [{ ...item, json: { row: 7 } }] },
			);
		const plain = await run({});
		const { items, requests } = await run({ includeInput: 'beside' });
		expect(requests.map(({ method, path }) => `${method} ${path}`)).toEqual(
			plain.requests.map(({ method, path }) => `${method} ${path}`),
		);
		if (!requests.some(({ headers }) => /multipart/.test(String(headers['content-type']))))
			expect(requests.map(({ body }) => body)).toEqual(plain.requests.map(({ body }) => body));
		expect(items[0]?.json.row).toBe(without.includes(scene.operation) ? undefined : 7);
	},
);
