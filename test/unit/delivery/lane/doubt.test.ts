import { randomNumbers } from '../../../support/randomNumbers';
import {
	newProcess,
	play,
	type Said,
	type Scenario,
	type Seen,
} from '../../../support/refusingGateway';

/** Ways in which the same gateway may answer. */
const shapes: Array<[string, Partial<Scenario>]> = [
	['whole answers', {}],
	['streams', { isStream: true, takes: 1_000 }],
	['whole answers of ten seconds', { takes: 10_000 }],
	['refusals of a second', { refusalTakes: 1_000 }],
	['refusals under status 200', { isRefusedAsGood: true }],
	['refusals as events', { isRefusedAsGood: true, isStream: true }],
	['one request at a time', { maxConcurrency: 1 }],
];

type Says = (seen: Seen) => Said;

/** Refuses every tenth request by chance, as where one of ten channels has nothing left. */
function oneOfTen(said: Said, seed = 1): Says {
	const random = randomNumbers(seed);
	return () => (random() % 10 === 0 ? said : 'good');
}

const passing: Array<[string, Says]> = [
	['one of ten channels without quota', oneOfTen('noQuota')],
	['one of ten channels with a dead key', oneOfTen('badKey')],
	[
		'a tenth channel with a dead key, in turns',
		({ before }) => (before % 10 === 3 ? 'badKey' : 'good'),
	],
	[
		'a balance that another client reserves for 300 ms',
		({ at }) => (at % 1_000 > 700 ? 'noQuota' : 'good'),
	],
	['a single refused key after 100 answers', ({ before }) => (before === 100 ? 'badKey' : 'good')],
	[
		'a single refused balance after 100 answers',
		({ before }) => (before === 100 ? 'noQuota' : 'good'),
	],
];

describe.each(shapes)('with %s, no item is lost', (_shape, more) => {
	test.each(passing)('to %s', async (_what, says) => {
		const { failures, requests } = await play({ items: 200, tokens: () => 100, says, ...more });
		expect([...failures.keys()]).toEqual([]);
		expect(requests).toBeLessThan(2 * 200);
	});
});

test.each([
	['whole answers', {}, 25],
	['streams', { isStream: true, takes: 1_000 }, 80],
	['whole answers of ten seconds', { takes: 10_000 }, 800],
])(
	'a balance that covers three requests at a time is enough for all, with %s',
	async (_shape, more, seconds) => {
		const { failures, took } = await play({
			items: 120,
			tokens: () => 100,
			says: ({ inFlight }) => (inFlight >= 3 ? 'noQuota' : 'good'),
			...more,
		});
		expect([...failures.keys()]).toEqual([]);
		expect(took).toBeLessThan(seconds * 1_000);
	},
);

describe.each(shapes)('with %s', (_shape, more) => {
	test.each<[string, (item: number) => boolean]>([
		['the first of 200', (item) => item === 0],
		['every tenth of 200', (item) => item % 10 === 5],
	])('items that are too dear, %s, fail alone', async (_which, isDear) => {
		const { failures, tries } = await play({
			items: 200,
			tokens: (item) => (isDear(item) ? 9_000 : 100),
			says: ({ item }) => (isDear(item) ? 'noQuota' : 'good'),
			...more,
		});
		const dear = Array.from({ length: 200 }, (_, item) => item).filter(isDear);
		expect([...failures.keys()].sort((one, other) => one - other)).toEqual(dear);
		const [first] = failures.values();
		expect(first).toMatchObject({ kind: 'quota', status: more.isRefusedAsGood ? 200 : 403 });
		expect(first).toMatchObject({ message: '用户额度不足', code: 'insufficient_user_quota' });
		const total = dear.reduce((sum, item) => sum + (tries[item] ?? 0), 0);
		expect(total / dear.length).toBeLessThanOrEqual(8);
	});

	test('an empty account costs at most 40 requests of 2,000 items', async () => {
		const { failures, requests } = await play({ items: 2_000, says: () => 'noQuota', ...more });
		expect(failures.size).toBe(2_000);
		expect(requests).toBeLessThanOrEqual(40);
	});

	test('a dead key costs no more than what was in flight', async () => {
		const { failures, requests } = await play({ items: 500, says: () => 'badKey', ...more });
		expect(failures.size).toBe(500);
		expect(requests).toBeLessThanOrEqual(more.refusalTakes ? 32 : 4);
	});

	test.each<Said>(['noQuota', 'badKey'])(
		'what ends in the middle (%s) ends the run soon',
		async (said) => {
			const { failures, requests } = await play({
				items: 1_000,
				says: ({ before }) => (before < 300 ? 'good' : said),
				...more,
			});
			expect(failures.size).toBe(700);
			expect(requests - 300).toBeLessThanOrEqual(more.refusalTakes ? 80 : 40);
		},
	);
});

test('the item says that it was too dear', async () => {
	const says: Says = ({ item }) => (item === 7 ? 'noQuota' : 'good');
	const { failures, tries } = await play({ items: 60, says });
	expect(tries[7]).toBeLessThanOrEqual(5);
	expect(failures.get(7)?.description).toMatch(/^Refused \d times while other items were admitted/);
});

test('under a refused key one that was unlucky says that others were accepted', async () => {
	const says: Says = ({ item }) => (item === 7 ? 'badKey' : 'good');
	const { failures } = await play({ items: 60, says });
	expect([...failures.keys()]).toEqual([7]);
	expect(failures.get(7)).toMatchObject({ kind: 'auth', status: 401 });
	expect(failures.get(7)?.description).toMatch(/accepted it for others meanwhile/);
});

test.each([1, 3, 10])('a run of %i refused items costs one request an item', async (items) => {
	for (const said of ['noQuota', 'badKey'] as const) {
		const { failures, requests, took } = await play({ items, says: () => said });
		expect(failures.size).toBe(items);
		expect(requests).toBeLessThanOrEqual(items);
		expect(took).toBeLessThan(4_000);
	}
});

test.each<Said>(['noQuota', 'badKey'])(
	'of two models of one key only the refused one ends (%s)',
	async (said) => {
		const { failures, requests } = await play({
			items: 200,
			lane: (item) => `model ${item % 2}`,
			says: ({ item }) => (item % 2 ? said : 'good'),
		});
		expect(failures.size).toBe(100);
		expect([...failures.keys()].every((item) => item % 2 === 1)).toBe(true);
		expect(requests).toBeLessThanOrEqual(100 + 40);
	},
);

test('another run asks anew, and knows that the key was good', async () => {
	const process = newProcess();
	const good = await play({ items: 20, says: () => 'good', process });
	expect(good.failures.size).toBe(0);
	const dead = await play({ items: 500, says: () => 'badKey', process });
	expect(dead.failures.size).toBe(500);
	expect(dead.requests).toBeGreaterThan(2);
	const renewed = await play({ items: 100, says: () => 'good', process });
	expect(renewed).toMatchObject({ failures: new Map(), requests: 100 });
	const once = await play({
		items: 100,
		says: ({ before }) => (before === 0 ? 'badKey' : 'good'),
		process,
	});
	expect(once).toMatchObject({ failures: new Map(), requests: 101 });
});

test.each<Scenario['repeat']>(['never', 'charged'])(
	'a call that may arrive once (%s) goes again, for nothing was made',
	async (repeat) => {
		const says: Says = ({ before }) => (before === 10 ? 'noQuota' : 'good');
		const { failures, requests } = await play({ items: 50, says, repeat });
		expect([failures.size, requests]).toEqual([0, 51]);
	},
);
