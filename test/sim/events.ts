import { Lane } from '../../nodes/delivery/lane/lane';
import { fixedWindow, ours, work } from './clients';
import { bucket } from './limits';
import { sum } from './measure';
import { finiteRuns } from './runs';
import { randomOf, Time } from './time';
import { simulate, type Client, type Process } from './world';

/** A figure with its aim. */
export interface Figure {
	name: string;
	text: string;
	aim: string;
	passed: boolean;
}

export interface Options {
	seeds?: number;
	client?: Client;
}

interface FiniteOptions extends Options {
	perSecond?: number;
	/** Mean length of an answer, in seconds. */
	answer?: number;
}

/** Changes of a limit, in requests per second, and the minutes after them that count. */
const changes: ReadonlyArray<[before: number, after: number, minutes: [number, number]]> = [
	[10, 3, [1, 10]],
	[3, 20, [5, 10]],
	[10, 1, [1, 10]],
	[1, 10, [5, 10]],
	[20, 2, [1, 10]],
	[2, 20, [5, 10]],
];

/** A limit that changes after ten minutes, from and to an amount per second; minutes `from` to `to` after it count. */
export function change(
	before: number,
	after: number,
	[from, to]: [number, number],
	streamed: boolean,
	{ seeds = 10, client = ours() }: Options = {},
): Figure {
	let goodput = 0;
	let refused = 0;
	for (let seed = 1; seed <= seeds; seed++) {
		// Not always at the same instant of the limiter's cycle; the clock counts whole minutes.
		const changeAt = (10 * 60 + 7 * seed) * 1_000;
		const perMinute = (now: number) => 60 * (now < changeAt ? before : after);
		const limit = () => bucket(perMinute, 10);
		const minutes = 12 + to;
		const outcome = simulate({ client, limit, seed, streamed, minutes, cap: 256 });
		const counted = outcome.admitted.slice(60 * (11 + from), 60 * (11 + to));
		goodput += (100 * sum(counted)) / (60 * after * (to - from)) / seeds;
		refused += sum(outcome.refused.slice(600, 60 * (11 + to))) / seeds;
	}
	return {
		name: `${before} → ${after} per s, ${streamed ? 'streamed' : 'unstreamed'}`,
		text: `${goodput.toFixed(1)} % in minutes ${from} to ${to}, ${refused.toFixed(0)} refused`,
		aim: '≥ 92 %',
		passed: goodput >= 92,
	};
}

/** A run of 5,000 items, at 600 a minute or without a limit: how long it takes, against the shortest time possible. */
export function finite(
	burst: number,
	longest: number,
	streamed: boolean,
	{ seeds = 10, client = ours(), perSecond = 10, answer = 5 }: FiniteOptions = {},
): Figure {
	const items = 5_000;
	const isUnlimited = burst === Infinity;
	const limited = Math.max((items * answer) / 64, (items - burst) / perSecond) + answer;
	let times = 0;
	let refused = 0;
	for (let seed = 1; seed <= seeds; seed++) {
		const limit = () => bucket(60 * perSecond, burst);
		const setting = { client, limit, seed, streamed, minutes: 0, items };
		const outcome = simulate({ ...setting, answer: 1_000 * answer });
		// Without a limit it is a window of 64, with the same lengths of answers.
		const best = { ...setting, answer: 1_000 * answer, client: fixedWindow(64) };
		const bound = isUnlimited ? simulate(best).finished / 1_000 : limited;
		times += outcome.finished / 1_000 / bound / seeds;
		refused += sum(outcome.refused) / seeds;
	}
	const share = (100 * refused) / (items + refused);
	return {
		name: `5,000 items of ${answer} s, ${isUnlimited ? 'no limit' : `burst ${burst}`}, ${streamed ? 'streamed' : 'unstreamed'}`,
		text: `${times.toFixed(3)} × bound, ${refused.toFixed(0)} refused (${share.toFixed(2)} %)`,
		aim: `≤ ${longest} ×, ≤ 1 %`,
		passed: times <= longest && share <= 1,
	};
}

/** Two runs with endless items on one lane: Jain's index of what each gets done in ten minutes. */
export function twoRuns({ seeds = 10 }: Options = {}): Figure {
	let worst = 1;
	for (let seed = 1; seed <= seeds; seed++) {
		const [one, other] = onOneLane(seed, [Infinity, Infinity], 600);
		const [first, second] = [one!.done, other!.done];
		const jain = (first + second) ** 2 / (2 * (first ** 2 + second ** 2));
		worst = Math.min(worst, jain);
	}
	return {
		name: 'two runs on one lane',
		text: `Jain ${worst.toFixed(4)} (worst seed)`,
		aim: '≥ 0.99',
		passed: worst >= 0.99,
	};
}

/** A run of one item that comes five minutes into a run of 10,000: how many of the others go before it. */
export function oneBesideMany({ seeds = 10 }: Options = {}): Figure {
	let most = 0;
	for (let seed = 1; seed <= seeds; seed++) {
		const [, one] = onOneLane(seed, [10_000, 1], 310, 300);
		most = Math.max(most, one!.overtaken);
	}
	return {
		name: 'one item beside 10,000',
		text: `${most} of the others before it (worst seed)`,
		aim: '≤ 1 (one round)',
		passed: most <= 1,
	};
}

interface Run {
	done: number;
	/** Requests of other runs that went between its coming and its own first. */
	overtaken: number;
}

/** Runs on one lane behind a bucket of 600 a minute; the second one comes after so many seconds. */
function onOneLane(seed: number, items: number[], seconds: number, secondAfter = 0): Run[] {
	const time = new Time();
	const random = randomOf(seed);
	const lane = new Lane(time.clock(25, 0), undefined, random);
	const limit = bucket(600, 10);
	let sent = 0;
	const runs = items.map((count, index): Run => {
		const run: Run = { done: 0, overtaken: -1 };
		let left = count;
		let sentBefore = 0;
		const process: Process = {
			time,
			random,
			cap: 64,
			nextItem: () => (left-- > 0 ? 1_000 : undefined),
			done: () => run.done++,
			send: (tokens, listener) => {
				if (run.overtaken < 0) run.overtaken = sent - sentBefore;
				sent++;
				const refused = limit.judge(time.now, tokens);
				if (refused) return void time.after(120, () => listener.refused(refused));
				time.after(500, () => listener.admitted({}));
				return void time.after(5_000, () => listener.ended());
			},
		};
		time.at(index * secondAfter * 1_000, () => {
			sentBefore = sent;
			work(process, lane);
		});
		return run;
	});
	time.runUntil(seconds * 1_000);
	return runs;
}

/** All figures that have an aim, beside the steady rows. */
export function figures(options: Options = {}): Figure[] {
	const both = [true, false];
	return [
		...changes.flatMap((row) => both.map((streamed) => change(...row, streamed, options))),
		...both.map((streamed) => finite(600, 1.05, streamed, options)),
		...both.map((streamed) => finite(10, 1.07, streamed, options)),
		...both.map((streamed) => finite(Infinity, 1.01, streamed, options)),
		...both.map((streamed) => finite(Infinity, 1.04, streamed, { ...options, answer: 0.2 })),
		...finiteRuns(options),
		twoRuns(options),
		oneBesideMany(options),
	];
}

/** For comparison: what a fixed window with openai-node's back-off does with the same runs. */
export function comparison(seeds: number): Figure[] {
	const options = { seeds, client: fixedWindow(100) };
	return [finite(600, 1.05, true, options), finite(10, 1.07, true, options)];
}
