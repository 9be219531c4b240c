import { bind } from 'jest-each';
import { expect } from 'expect';
import { ModuleMocker } from 'jest-mock';

const mocker = new ModuleMocker(globalThis);
const mocks = {
	fn: mocker.fn.bind(mocker),
	spyOn: mocker.spyOn.bind(mocker),
	restoreAllMocks: mocker.restoreAllMocks.bind(mocker),
};

/** Longest time for one test, in milliseconds. */
const longest = 10_000;

/**
 * Collects the tests of files and runs them, as jest does, in this process and without its realms: the names that
 * tests use are global.
 */
export class Tests {
	/** @type {Array<{ id: string, act: Function, around: Block[] }>} */
	all = [];
	/** Blocks around what is collected now, the file first. */
	around = [];
	counts = new Map();

	constructor() {
		const test = (name, act) => this.all.push(this.#named(name, act));
		const describe = (name, fill) => this.within(name, fill);
		const hook = (kind) => (act) => this.around.at(-1)[kind].push(act);
		Object.assign(globalThis, {
			expect,
			jest: mocks,
			test: withRows(test),
			it: withRows(test),
			describe: withRows(describe),
			beforeAll: hook('beforeAll'),
			afterAll: hook('afterAll'),
			beforeEach: hook('beforeEach'),
			afterEach: hook('afterEach'),
		});
	}

	/** What is collected by `fill` stands under a name. */
	within(name, fill) {
		const hooks = { beforeAll: [], afterAll: [], beforeEach: [], afterEach: [] };
		this.around.push({ name, ...hooks, begun: false });
		fill();
		this.around.pop();
	}

	/**
	 * Runs tests one after the other.
	 *
	 * @param {(id: string) => boolean} isAsked
	 * @param {{ before?: (id: string) => void, after: (id: string, error: unknown, time: number) => boolean }} watch
	 *   `after` tells whether to go on
	 */
	async run(isAsked, { before = () => {}, after }) {
		for (const { id, act, around } of this.all.filter((one) => isAsked(one.id))) {
			const since = performance.now();
			const error = await failureIn(async () => {
				for (const block of around) await begin(block);
				before(id);
				for (const { beforeEach } of around) await inTurn(beforeEach);
				await within(longest, act);
				for (const { afterEach } of around) await inTurn(afterEach);
			});
			if (!after(id, error, performance.now() - since)) break;
		}
		const blocks = new Set(this.all.flatMap(({ around }) => around));
		for (const block of blocks) {
			if (block.begun) await failureIn(() => inTurn(block.afterAll));
			block.begun = false;
		}
		mocks.restoreAllMocks();
	}

	/** Two tests of the same name have IDs of their own. */
	#named(name, act) {
		const words = [...this.around.map((block) => block.name), name].join(' ');
		const count = (this.counts.get(words) ?? 0) + 1;
		this.counts.set(words, count);
		return { id: count === 1 ? words : `${words} (${count})`, act, around: [...this.around] };
	}
}

function withRows(collect) {
	return Object.assign(collect, { each: bind(collect, false) });
}

async function begin(block) {
	if (block.begun) return;
	block.begun = true;
	await inTurn(block.beforeAll);
}

async function inTurn(acts) {
	for (const act of acts) await act();
}

async function failureIn(act) {
	try {
		await act();
		return undefined;
	} catch (thrown) {
		return thrown ?? new Error('nothing was thrown');
	}
}

async function within(milliseconds, act) {
	let timer;
	const late = new Promise((_resolve, reject) => {
		timer = setTimeout(() => reject(new Error('it did not end')), milliseconds);
	});
	try {
		await Promise.race([act(), late]);
	} finally {
		clearTimeout(timer);
	}
}
