/** What the gateway of the scale test keeps of a request. Times in seconds since the first one. */
export interface Sent {
	at: number;
	execution: number;
	item: number;
	/** The name of the worker that sent it. */
	worker: string;
	/** Why it was refused: for the limit, or at random. */
	refused?: 'limit' | 'stray';
	/** When its answer was made whole, whether anybody was there to read it or not. */
	made?: number;
}

/** Seconds of a run that are looked at. */
export interface Stretch {
	from: number;
	until: number;
}

/**
 * Jain's fairness index: 1 where all have as much, 1/n where one has all.
 * Source: Jain, Chiu, Hawe, DEC-TR-301 (1984).
 */
export function jain(shares: readonly number[]): number {
	const total = sum(shares);
	if (total === 0) return 1;
	return total ** 2 / (shares.length * sum(shares.map((share) => share ** 2)));
}

/** Answers that were of use: of an item whose answer was bought again, the last one. */
export function usefulAnswers(requests: readonly Sent[]): Array<Sent & { made: number }> {
	const last = new Map<string, Sent & { made: number }>();
	for (const request of requests) {
		const { made } = request;
		const ticket = ticketOf(request);
		const known = last.get(ticket);
		if (made !== undefined && (known === undefined || made > known.made))
			last.set(ticket, { ...request, made });
	}
	return [...last.values()];
}

/** How many items had an answer made more than once. */
export function boughtAgain(requests: readonly Sent[]): number {
	const made = requests.filter((request) => request.made !== undefined).map(ticketOf);
	return made.length - new Set(made).size;
}

/**
 * When all workers had enough to do and the limit was known: from `settling` seconds on until the last execution
 * began. In whole periods of the limit, so that it does not matter where in one it begins.
 *
 * @param period of the limit, in seconds
 */
export function busyStretch(requests: readonly Sent[], settling: number, period: number): Stretch {
	const begun = new Map<number, number>();
	for (const { execution, at } of requests)
		begun.set(execution, Math.min(at, begun.get(execution) ?? Infinity));
	const end = Math.max(settling, ...begun.values());
	const periods = Math.floor((end - settling) / period);
	return { from: settling, until: settling + periods * period };
}

/** Useful answers of a stretch as a share of those that the limit allows; NaN of a stretch without length. */
export function goodput(
	requests: readonly Sent[],
	{ from, until }: Stretch,
	perSecond: number,
): number {
	const answers = usefulAnswers(requests).filter(({ made }) => made >= from && made < until);
	return answers.length / (perSecond * (until - from));
}

/** Requests refused for the limit, of those sent from a time on. */
export function refusedShare(requests: readonly Sent[], from = 0): number {
	const sent = requests.filter(({ at }) => at >= from);
	return sent.filter(({ refused }) => refused === 'limit').length / Math.max(1, sent.length);
}

/** What one worker did. */
export interface Share {
	worker: string;
	/** Executions of which it sent at least one request. */
	executions: number;
	requests: number;
	refused: number;
	strays: number;
	/** Answers that were made for it in the stretch. */
	answers: number;
}

/** What each worker did, in the order of their names. */
export function shares(requests: readonly Sent[], { from, until }: Stretch): Share[] {
	const workers = [...new Set(requests.map(({ worker }) => worker))].sort();
	return workers.map((worker) => {
		const own = requests.filter((request) => request.worker === worker);
		return {
			worker,
			executions: new Set(own.map(({ execution }) => execution)).size,
			requests: own.length,
			refused: own.filter(({ refused }) => refused === 'limit').length,
			strays: own.filter(({ refused }) => refused === 'stray').length,
			answers: own.filter(({ made = -1 }) => made >= from && made < until).length,
		};
	});
}

const ticketOf = ({ execution, item }: Sent) => `${execution}-${item}`;
const sum = (numbers: readonly number[]) => numbers.reduce((total, number) => total + number, 0);
