import { appendFileSync } from 'node:fs'; // eslint-disable-line @n8n/community-nodes/no-restricted-imports -- a test writes its report
import { howMany } from '../howMany';
import { canaries, ordinary, ordinaryMark, type Canary } from './canary';
import { listenToProcess } from './heard';
import { Searcher } from './hits';
import { quotesOf } from './quotes';
import { textsIn } from './textsIn';

/** One place in which a gateway says something, on one of its answers. */
export interface Trial<Way> {
	name: string;
	/** Runs the node on it in one of the ways; gives everything that is left of the run. */
	run: (words: string, canary: Canary, way: Way) => Promise<unknown>;
}

/** What was looked for, and found. */
export interface Figures {
	suite: string;
	places: number;
	/** Places and ways in which what is said there can be seen in what is left. */
	shown: number;
	runs: number;
	characters: number;
	hits: string[];
	/** What was taken away or changed although it is no secret, or is gone although it is to be masked. */
	faults: string[];
}

/** What a gateway may say of the secrets of all credentials. */
const quotes = canaries.flatMap((canary) =>
	quotesOf(canary).map((quote) => ({ canary, ...quote })),
);
/** Places of a suite that `npm test` takes. */
const some = 9;
/** Primes: each place gets other quotes than its neighbours. */
const steps = { place: 37, turn: 7 };
/** Quotes that are no longer stand whole wherever a code or a name is cut. */
const short = 60;
const masked = /\[redacted\]|\*{6}/;
/** Runs at once: each waits for its answers. */
const atOnce = 6;
/** A run that takes longer than this, in milliseconds, waits for something that will not come. */
const longest = 60_000;

// eslint-disable-next-line @n8n/community-nodes/no-restricted-globals -- how `npm run test:leaks` speaks to its tests
const { LEAK_FIGURES: report } = process.env;

/**
 * Has a gateway say its secrets in places of its answers, each time in other disguises, and
 * searches everything that is left. What is no secret must stay as it is, and where that can be seen, the secret is
 * masked and not gone.
 *
 * @param ways how the node is run; they take turns
 * @param most disguises of each place under `npm run test:leaks`
 */
export async function hunt<Way>(
	suite: string,
	trials: ReadonlyArray<Trial<Way>>,
	ways: readonly Way[],
	most: number,
): Promise<Figures> {
	const counts = { places: 0, shown: 0, runs: 0, characters: 0 };
	const figures: Figures = { suite, ...counts, hits: [], faults: [] };
	const searchers = new Map(canaries.map((canary) => [canary, new Searcher(canary)]));
	const heard = listenToProcess();
	try {
		const every = howMany(Math.ceil(trials.length / some), 1);
		const waiting = [...trials.entries()].filter(([at]) => at % every === suite.length % every);
		const worker = async () => {
			for (let next = waiting.shift(); next !== undefined; next = waiting.shift())
				await new Hunter(next[1], ways, next[0], searchers, figures).look(howMany(1, most));
		};
		await Promise.all(Array.from({ length: atOnce }, worker));
	} finally {
		const printed = heard.stop();
		for (const searcher of searchers.values()) {
			figures.hits.push(...searcher.hitsIn(printed).map((hit) => `printed: ${hit}`));
			figures.characters += searcher.searched;
		}
		if (report !== undefined) appendFileSync(report, `${JSON.stringify(figures)}\n`);
	}
	expect(figures.hits.slice(0, 40)).toEqual([]);
	expect(figures.faults.slice(0, 40)).toEqual([]);
	return figures;
}

/** Looks at one place. */
class Hunter<Way> {
	/** Whether what is no secret can be seen, by the way in which the node is run. */
	private readonly shown = new Map<Way, boolean>();

	constructor(
		private readonly trial: Trial<Way>,
		private readonly ways: readonly Way[],
		private readonly at: number,
		private readonly searchers: ReadonlyMap<Canary, Searcher>,
		private readonly figures: Figures,
	) {}

	async look(most: number): Promise<void> {
		this.figures.places++;
		for (let turn = 0; turn < most; turn++) {
			const way = this.ways[(this.at + turn) % this.ways.length] as Way;
			const number = this.at * steps.place + turn * steps.turn;
			const quote = quotes[number % quotes.length] as (typeof quotes)[number];
			const { how, text, canary } = quote;
			const isShown = await this.isShown(way);
			const texts = await this.left(text, canary, way);
			const name = `${this.trial.name}, ${how}`;
			const hits = this.searchers.get(canary)?.hitsIn(texts) ?? [];
			this.figures.hits.push(...hits.map((hit) => `${name}: ${hit}`));
			const isGone = text.length < short && !texts.some((left) => masked.test(left));
			if (isGone && isShown) this.figures.faults.push(`${name}: gone`);
		}
	}

	private async isShown(way: Way): Promise<boolean> {
		const known = this.shown.get(way);
		if (known !== undefined) return known;
		const texts = await this.left(ordinary, canaries[0] as Canary, way);
		const isShown = texts.some((text) => text.includes(ordinaryMark));
		this.shown.set(way, isShown);
		if (isShown) this.figures.shown++;
		if (texts.some((text) => masked.test(text)))
			this.figures.faults.push(`${this.trial.name}: ordinary words were redacted`);
		return isShown;
	}

	private async left(words: string, canary: Canary, way: Way): Promise<string[]> {
		const since = performance.now();
		const left = await this.trial.run(words, canary, way);
		this.figures.runs++;
		const took = performance.now() - since;
		if (took > longest) this.figures.faults.push(`${this.trial.name}: took ${Math.round(took)} ms`);
		return textsIn(left);
	}
}
