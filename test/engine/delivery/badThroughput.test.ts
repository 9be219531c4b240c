import type { IDataObject } from 'n8n-workflow';
import { openGateway, runChat, runChatAt } from '../../support/chat';
import { always, completion } from '../../support/gateway';
import { answerTicket } from '../../support/stream';
import { expectAnswersInOrder, perTicket, tickets } from '../../support/tickets';

const neverNumbers: unknown[] = [NaN, Infinity, 'many', true, [1], {}];
const neverSwitches: unknown[] = [0, 1, 'yes', NaN];
/** What an expression gives that finds nothing. */
const nothing: unknown[] = ['', null];

/** Fields, their labels, and values that are no number or switch within their bounds. */
const runFields: Array<[name: string, label: string, bad: unknown[]]> = [
	['maxConcurrency', 'Max Concurrency (Requests)', [0, -1, 1.5, 1001, 1e9, ...neverNumbers]],
	['requestsPerMinute', 'Requests per Minute', [0, -1, 1e9, ...neverNumbers]],
	['tokensPerMinute', 'Tokens per Minute', [0, -1, 1e10, ...neverNumbers]],
	['tokenBudget', 'Token Budget (Tokens per Run)', [0, -1, 1e13, ...neverNumbers]],
	['maxRateLimitWait', 'Max Rate Limit Wait (Minutes)', [-1, 1441, ...neverNumbers]],
	['deduplicate', 'Deduplicate', neverSwitches],
];
const itemFields: typeof runFields = [
	['maxAttempts', 'Max Attempts', [0, -1, 1.5, 21, 1e9, ...neverNumbers]],
	['retryTimeouts', 'Retry Timeouts', neverSwitches],
	['firstByteTimeout', 'First Byte Timeout (Seconds)', [0, -1, 1e9, ...neverNumbers]],
	['idleTimeout', 'Idle Timeout (Seconds)', [0, -1, 1e9, ...neverNumbers]],
	['totalTimeout', 'Total Timeout (Seconds)', [0, -1, 1e9, ...neverNumbers]],
];
const rowsOf = (fields: typeof runFields) =>
	fields.flatMap(([name, label, bad]) =>
		bad.map((value): [string, unknown, string] => [label, value, name]),
	);

const fromItem = (name: string) => ({ throughput: { [name]: '={{ $json.value }}' } });

const namesIt = (label: string) =>
	new RegExp(`^${literally(label)} is empty: its expression {{ \\$json.value }} gives `);

describe('A limit of the run', () => {
	const empty = runFields.flatMap(([name, label]) =>
		// A cap is not left out by an expression that finds nothing.
		[...nothing, ...(name === 'tokenBudget' ? [undefined] : [])].map(
			(value): [string, unknown, string] => [label, value, name],
		),
	);

	test.each(empty)('%s whose expression gives %p ends the run and names it', async (...row) => {
		const [label, value, name] = row;
		const { error, requests } = await runChat(always(completion('Hi')), {
			parameters: fromItem(name),
			items: [{ value } as IDataObject, { value: 1 }],
		});
		expect(error.message).toMatch(namesIt(label));
		expect(requests).toEqual([]);
	});

	test.each(rowsOf(runFields))(
		'%s that is %p ends the run with a sentence',
		async (label, value, name) => {
			const { error, requests } = await runChat(always(completion('Hi')), {
				parameters: fromItem(name),
				items: [{ value } as IDataObject, { value: 1 }],
			});
			expect(error.message).toMatch(new RegExp(`^${literally(label)} must be `));
			expect(error.message).not.toMatch(/\[Item/);
			expect(error.description).toMatch(/^(Enter|Switch) .*\.$/);
			expect(requests).toEqual([]);
		},
	);

	test('under Continue fails every item with that sentence', async () => {
		const { items, requests } = await runChat(always(completion('Hi')), {
			parameters: { throughput: { maxConcurrency: 0 } },
			items: [{}, {}],
			onError: 'continueRegularOutput',
		});
		expect(items.map(({ json }) => json.message)).toEqual(
			[0, 1].map(
				(item) =>
					`Max Concurrency (Requests) must be a whole number from 1 to 1000, but is 0 [Item ${item}]`,
			),
		);
		expect(requests).toEqual([]);
	});
});

describe('A limit of an item', () => {
	const empty = itemFields.flatMap(([name, label]) =>
		nothing.map((value): [string, unknown, string] => [label, value, name]),
	);

	test.each(empty)('%s whose expression gives %p ends the item and names it', async (...row) => {
		const [label, value, name] = row;
		const { items, requests } = await runChat(always(completion('Hi')), {
			parameters: fromItem(name),
			items: [{ value } as IDataObject],
			onError: 'continueRegularOutput',
		});
		expect(items[0]?.json.message).toMatch(namesIt(label));
		expect(requests).toEqual([]);
	});

	test.each(itemFields)('%s whose expression gives undefined is left out', async (name) => {
		const { items } = await runChat(always(completion('Hi')), {
			parameters: fromItem(name),
			items: [{}],
		});
		expect(items[0]?.json.text).toBe('Hi');
	});

	test.each(rowsOf(itemFields))(
		'%s that is %p ends the item with a sentence',
		async (label, value, name) => {
			const good = label === 'Retry Timeouts' ? true : 5;
			const { items, requests } = await runChat(always(completion('Hi')), {
				parameters: fromItem(name),
				items: [{ value: good }, { value } as IDataObject, { value: good }],
				onError: 'continueRegularOutput',
			});
			expect(items.map(({ json }) => json.text)).toEqual(['Hi', undefined, 'Hi']);
			const { error, message } = items[1]?.json as { error: IDataObject; message: string };
			expect(message).toMatch(new RegExp(`^${literally(label)} must be .*, but .* \\[Item 1\\]$`));
			expect(error).toMatchObject({ kind: 'input', field: label, attempts: 0 });
			expect(requests).toHaveLength(2);
		},
	);
});

function literally(text: string): string {
	return text.replace(/[()]/g, '\\$&');
}

test('numbers as text, as expressions give them, are taken', async () => {
	const { items } = await runChat(always(completion('Hi')), {
		parameters: { throughput: { maxConcurrency: '={{ "5" }}', totalTimeout: '={{ "60" }}' } },
	});
	expect(items[0]?.json.text).toBe('Hi');
});

test('when two runs on one key state different limits, the stricter holds for both', async () => {
	const count = 15;
	const arrivals: number[] = [];
	const gateway = await openGateway((request, response, position) => {
		arrivals.push(performance.now());
		return answerTicket(request, response, position);
	});
	const run = (requestsPerMinute: number) =>
		runChatAt(gateway, {
			parameters: { ...perTicket, throughput: { requestsPerMinute } },
			items: tickets(count),
		});
	const runs = await Promise.all([run(1200), run(60_000)]);
	for (const one of runs) expectAnswersInOrder(one, count);
	// The run with the wide limit may begin alone, and end alone by the one request that is left.
	const strict = arrivals.slice(2, -2);
	const gaps = strict.length - 1;
	expect(Number(strict.at(-1)) - Number(strict[0])).toBeGreaterThanOrEqual(gaps * 50 - 200);
}, 30_000);
