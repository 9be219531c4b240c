import type { IDataObject, INodeExecutionData } from 'n8n-workflow';
import { runChat, runChatAt } from '../support/chat';
import {
	always,
	completion,
	pause,
	sendJson,
	type Received,
	type Responder,
} from '../support/gateway';
import { openWarmGateway } from '../support/warmLane';

const contentOf = ({ body }: Received): string => body.messages[0].content;

/** Numbers that look random and are the same in every run. */
function scattered(position: number): number {
	return (position * 7919 + 13) % 31;
}

const numbers = Array.from({ length: 200 }, (_, position) => position);
const echoParameters = {
	messages: { values: [{ role: 'user', content: '=Ticket {{ $json.ticket }}' }] },
};

/** Repeats the message after a while that differs from request to request; tickets in `bad` fail. */
function echo(answered: string[], bad: (ticket: string) => boolean = () => false): Responder {
	return async (request, response, position) => {
		await pause(scattered(position));
		const ticket = contentOf(request);
		answered.push(ticket);
		if (bad(ticket)) sendJson(response, { error: { message: `Cannot read ${ticket}` } }, 400);
		else sendJson(response, completion(ticket));
	};
}

const textsOf = (items: INodeExecutionData[]) => items.map(({ json }) => json.text);
const pairsOf = (items: INodeExecutionData[]) => items.map(({ pairedItem }) => pairedItem);

test('200 items come out in the order of the input and paired with it, in whatever order answers arrive', async () => {
	const answered: string[] = [];
	const { items, status } = await runChat(echo(answered), {
		parameters: echoParameters,
		items: numbers.map((ticket) => ({ ticket })),
	});
	const inOrder = numbers.map((ticket) => `Ticket ${ticket}`);
	expect(answered).not.toEqual(inOrder);
	expect(status).toBe('success');
	expect(textsOf(items)).toEqual(inOrder);
	expect(pairsOf(items)).toEqual(numbers.map((item) => ({ item })));
});

test('more than one request is in flight, and no more than the user allows', async () => {
	let open = 0;
	let most = 0;
	const { items } = await runChat(
		async (request, response, position) => {
			most = Math.max(most, ++open);
			await pause(scattered(position));
			open--;
			sendJson(response, completion(contentOf(request)));
		},
		{ items: numbers.map((ticket) => ({ ticket })) },
	);
	expect(items).toHaveLength(200);
	expect(most).toBeGreaterThan(1);
	expect(most).toBeLessThanOrEqual(10);
});

test('an item whose answer is slow does not hold up the others', async () => {
	const few = numbers.slice(0, 31);
	let others = 0;
	let answerFirst = () => {};
	const gateway = await openWarmGateway((request, response) => {
		const answer = () => sendJson(response, completion(contentOf(request)));
		if (contentOf(request) === 'Ticket 0') answerFirst = answer;
		else {
			answer();
			if (++others === few.length - 1) answerFirst();
		}
	});
	const { items } = await runChatAt(gateway, {
		parameters: echoParameters,
		items: few.map((ticket) => ({ ticket })),
	});
	expect(textsOf(items)).toEqual(few.map((ticket) => `Ticket ${ticket}`));
});

const streamed = { stream: true, stream_options: { include_usage: true } };

test('expressions of every field are those of the item', async () => {
	const { requests, items } = await runChat(always(completion('Hi')), {
		parameters: {
			model: { __rl: true, mode: 'id', value: '={{ $json.model }}' },
			messages: {
				values: [{ role: '={{ $json.role }}', content: '={{ $itemIndex }}: {{ $json.text }}' }],
			},
			maxTokens: '={{ $json.limit }}',
			simplify: '={{ $json.simple }}',
			options: { temperature: '={{ $json.heat }}' },
		},
		items: [
			{ model: 'one', role: 'user', text: 'a', limit: 1, heat: 0, simple: true },
			{ model: 'two', role: 'system', text: 'b', limit: 0, heat: 2, simple: false },
		],
	});
	const bodies = requests.map(({ body }) => body).sort((a, b) => a.model.localeCompare(b.model));
	expect(bodies).toEqual([
		{
			model: 'one',
			messages: [{ role: 'user', content: '0: a' }],
			max_tokens: 1,
			temperature: 0,
			...streamed,
		},
		{ model: 'two', messages: [{ role: 'system', content: '1: b' }], temperature: 2, ...streamed },
	]);
	expect(items.map(({ json }) => 'choices' in json)).toEqual([false, true]);
});

test('an expression can reach back to the item of an earlier node', async () => {
	const { requests } = await runChat(always(completion('Hi')), {
		parameters: {
			messages: { values: [{ content: "={{ $('Start').item.json.text }}" }] },
		},
		items: [{ text: 'first' }, { text: 'second' }],
	});
	expect(requests.map(contentOf).sort()).toEqual(['first', 'second']);
});

test('every seventh item fails in its place, and all others keep their answers', async () => {
	const fails = (ticket: number) => ticket % 7 === 3;
	const answered: string[] = [];
	const { items, status } = await runChat(
		echo(answered, (ticket) => fails(Number(ticket.slice(7)))),
		{
			parameters: echoParameters,
			items: numbers.map((ticket) => ({ ticket })),
			onError: 'continueRegularOutput',
		},
	);
	expect(status).toBe('success');
	expect(pairsOf(items)).toEqual(numbers.map((item) => ({ item })));
	expect(items.map(({ json }) => json.text ?? json.message)).toEqual(
		numbers.map((ticket) =>
			fails(ticket) ? `Cannot read Ticket ${ticket} [Item ${ticket}]` : `Ticket ${ticket}`,
		),
	);
	expect(answered).toHaveLength(200);
});

describe('Model → Get Many', () => {
	const models = ['a', 'b', 'c'].map((id) => ({ id, object: 'model', owned_by: 'someone' }));
	const inputs = [{ wanted: 2 }, { wanted: 1 }, { wanted: 1 }];
	const getMany = (parameters: IDataObject, respond = always({ object: 'list', data: models })) =>
		runChat(respond, {
			parameters: { resource: 'model', operation: 'getMany', ...parameters },
			items: inputs,
			onError: 'continueRegularOutput',
		});

	test('asks once however many items come in, and pairs every model with all of them', async () => {
		const { items, requests } = await getMany({ returnAll: true });
		expect(requests.map(({ method, path }) => `${method} ${path}`)).toEqual(['GET /v1/models']);
		const request = expect.objectContaining({ sent: 1, attempts: 1, refused: 0 });
		expect(items.map(({ json }) => json)).toEqual(
			models.map((model) => ({ ...model, usage: null, request })),
		);
		const all = inputs.map((_, item) => ({ item }));
		expect(pairsOf(items)).toEqual([all, all, all]);
	});

	test('returns as many models as the limit says', async () => {
		const { items } = await getMany({ returnAll: false, limit: 2 });
		expect(items.map(({ json }) => json.id)).toEqual(['a', 'b']);
	});

	test('returns 50 models when no limit is given', async () => {
		const many = Array.from({ length: 60 }, (_, id) => ({ id: `model-${id}` }));
		const { items } = await getMany({}, always({ data: many }));
		expect(items).toHaveLength(50);
	});

	test('takes its limit from the first item when it is an expression', async () => {
		const { items } = await getMany({ limit: '={{ $json.wanted }}' });
		expect(items.map(({ json }) => json.id)).toEqual(['a', 'b']);
	});

	test.each([0, -1, 1.5, 'many', null])('refuses the limit %p and asks nothing', async (limit) => {
		const { items, requests } = await getMany({ limit: `={{ ${JSON.stringify(limit)} }}` });
		expect(items.map(({ json }) => json.error)).toEqual([
			expect.objectContaining({ kind: 'input', field: 'Limit' }),
		]);
		expect(requests).toEqual([]);
	});

	test('fails as one item that stands for all inputs when there is no list', async () => {
		const { items } = await getMany({}, always({ error: { message: 'Invalid URL' } }, 404));
		expect(items).toHaveLength(1);
		expect(items[0]?.json.error).toMatchObject({ kind: 'notFound', status: 404 });
		expect(items[0]?.json.message).toBe('Invalid URL');
		expect(items[0]?.pairedItem).toEqual([{ item: 0 }, { item: 1 }, { item: 2 }]);
	});
});
