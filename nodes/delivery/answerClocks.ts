import type { Request } from '../api/call';
import { failure, type Failure } from '../api/failure';
import { defaultFirstByteTimeout, type RetryAndTimeouts } from '../api/limits';
import type { Clock } from './clock';
import { punctual } from './punctual';

/** How long an answer of which no more is wanted may take to end, in milliseconds; some servers never end it. */
const endGrace = 50;
/** How long an answer that is complete may bring nothing more, in milliseconds: its usage may still come. */
const usageGrace = 2_000;
/** How long nothing of an answer may come, in seconds, whatever the gateway sends to keep the connection open. */
const contentSilence = 300;

const nothing = () => {};

/** Limits of one attempt, in seconds. */
interface Limits {
	firstByte: number;
	/** From the first bytes to the first that bring something of the answer. */
	firstContent: number;
	idle: number;
	/** Between two pieces of the answer. */
	content: number;
	total: number;
}

/**
 * The limits that hold for a request. A longer silence, or a later beginning, that the user allows is allowed also
 * where the gateway keeps the connection open meanwhile.
 *
 * @param within longest time for the attempt, in seconds, where it is known to be shorter than the user's
 */
export function limitsFor(
	{ body }: Request,
	{ firstByteTimeout, idleTimeout, totalTimeout }: RetryAndTimeouts,
	within = Infinity,
): Limits {
	const content = Math.max(contentSilence, idleTimeout);
	return {
		firstByte: firstByteTimeout ?? (body?.stream === true ? defaultFirstByteTimeout : Infinity),
		firstContent: Math.max(content, firstByteTimeout ?? 0),
		idle: idleTimeout,
		content,
		total: Math.min(totalTimeout, within),
	};
}

/**
 * The clocks that watch one attempt: first byte, silence, silence of content, and the whole. The first one that runs
 * out ends it.
 */
export class AnswerClocks {
	/** Which limit was passed; undefined as long as none was. */
	late: Failure | undefined;
	private hasHead = false;
	private isWatchingUsage = false;
	private endTotal = nothing;
	private endIdle = nothing;
	private endContent = nothing;
	private endUsage = nothing;

	/**
	 * @param isComplete whether all that was asked for is there
	 * @param cut ends the attempt
	 */
	constructor(
		private readonly clock: Clock,
		private readonly limits: Limits,
		private readonly isComplete: () => boolean,
		private readonly cut: () => void,
	) {
		const { firstByte, total } = limits;
		this.endTotal = this.alarm(total, 'The answer was not complete after');
		this.endIdle = this.alarm(firstByte, 'The gateway did not begin to answer within');
	}

	/** The head of the answer is in. */
	headCame(): void {
		this.hasHead = true;
	}

	/**
	 * Bytes have come.
	 *
	 * @param isContent whether they brought something of the answer
	 */
	bytesCame(isContent: boolean): void {
		const { idle, content, firstContent } = this.limits;
		this.endIdle();
		this.endIdle = this.alarm(idle, 'The gateway fell silent in the middle of its answer for');
		if (isContent || this.endContent === nothing) {
			this.endContent();
			this.endContent = this.alarm(
				isContent ? content : firstContent,
				'The gateway kept the connection open, but sent nothing of its answer for',
				'If the model needs more time than that, raise Idle Timeout. Else run the item again, or ask for a shorter answer. The gateway may have charged for the request.',
			);
		}
		if (isContent || !this.isWatchingUsage) this.watchUsage();
	}

	/** No more is wanted: breaking off would abort the connection, which costs more than the end of the answer. */
	hasEnough(): void {
		this.endSilence();
		this.endIdle = this.clock.after(endGrace, this.cut);
	}

	/** The attempt is over. */
	end(): void {
		this.endTotal();
		this.endSilence();
	}

	private endSilence(): void {
		this.endIdle();
		this.endContent();
		this.endUsage();
	}

	private watchUsage(): void {
		this.endUsage();
		this.isWatchingUsage = true;
		this.endUsage = punctual(this.clock, usageGrace, () => {
			this.isWatchingUsage = false;
			if (this.isComplete()) this.cut();
		});
	}

	private alarm(seconds: number, what: string, description?: string): () => void {
		if (seconds === Infinity) return nothing;
		const ring = () => {
			this.late ??= failure('timeout', { message: `${what} ${seconds} seconds`, description });
			this.cut();
		};
		return punctual(this.clock, seconds * 1000, ring, () => !this.hasHead);
	}
}
