/** How long the answers of a failed run are kept for its next try, in milliseconds. */
const keepFor = 600_000;
/** Most bytes of answers that are kept, over all runs. */
const keepMost = 50_000_000;

interface Kept {
	/** Answers by request; a list, because a run may ask the same several times. */
	answers: Map<string, unknown[]>;
	/** Roughly, in bytes. */
	size: number;
	/** What the tries so far have used of the run's budgets. */
	used: UsedOfBudgets;
	until: number;
}

/** What is used of the budgets of a run, in the unit of each. */
export interface UsedOfBudgets {
	tokens: number;
	cost: number;
}

const kept = new Map<string, Kept>();

/**
 * The answers that a run has bought, for n8n's Retry On Fail: that runs the whole node again, and then only what is
 * missing is to be bought. Also what must not be sent again, as it may have been bought without an answer. One memo a
 * run; after a run without failures it is thrown away.
 */
export class Memo {
	private readonly earlier: Kept['answers'];
	private readonly answers: Kept['answers'] = new Map();
	private size = 0;
	/** What earlier tries have used of the run's budgets: they are those of all tries together. */
	readonly used: UsedOfBudgets;

	/** @param run names the run of the node, the same in each of its tries */
	constructor(
		private readonly run: string,
		now: number,
	) {
		for (const [name, { until }] of kept) if (until < now) kept.delete(name);
		this.earlier = kept.get(run)?.answers ?? new Map();
		this.used = kept.get(run)?.used ?? { tokens: 0, cost: 0 };
		kept.delete(run);
	}

	/** An answer that an earlier try bought; each is given once. */
	recall(request: string): unknown {
		return this.earlier.get(request)?.shift();
	}

	/** Remembers an answer, or gives one back that was recalled, for a further try. */
	keep(request: string, answer: unknown, size: number): void {
		if (this.size + size > keepMost) return;
		this.size += size;
		const list = this.answers.get(request);
		if (list) list.push(answer);
		else this.answers.set(request, [answer]);
	}

	/** The run is over; with failures, its answers stay for the next try. */
	close(failed: boolean, now: number, used: UsedOfBudgets = { tokens: 0, cost: 0 }): void {
		if (!failed || this.size + used.tokens + used.cost === 0) return;
		let total = this.size;
		for (const { size } of kept.values()) total += size;
		for (const [name, { size }] of kept) {
			if (total <= keepMost) break;
			kept.delete(name);
			total -= size;
		}
		const { answers, size } = this;
		kept.set(this.run, { answers, size, used, until: now + keepFor });
	}
}
