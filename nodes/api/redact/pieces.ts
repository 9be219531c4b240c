import type { Secrets } from './secrets';

/** Letters of what may be a secret that are passed on: to wait behind every letter would cut each piece in two. */
const mostPassed = 3;

/**
 * A text that is passed on while it comes, without secrets. What may be the beginning of one is held back until
 * more has come.
 */
export class RedactedPieces {
	/** The end of what has come, as far as it may be the beginning of a secret. */
	private open = '';
	/** Letters of it that were passed on. */
	private passed = 0;

	constructor(
		private readonly secrets: Secrets,
		private readonly passOn: (text: string) => void,
	) {}

	/** Takes the next piece. */
	add(piece: string): void {
		const text = this.open + piece;
		const end = text.length - this.secrets.openEnd(text);
		// The end of a secret may look like the beginning of another: it is judged with what stands before it.
		const { told, done } =
			end > this.passed
				? this.secrets.redactPart(text, this.passed, end)
				: { told: '', done: this.passed };
		this.passed = Math.max(0, done - end);
		this.open = text.slice(end);
		const isShort = this.open.length <= mostPassed;
		const more = isShort ? this.open.slice(this.passed) : '';
		this.passed += more.length;
		this.pass(told + more);
	}

	/** The text is whole. */
	end(): void {
		this.pass(this.secrets.redactPart(this.open, this.passed, this.open.length).told);
		this.open = '';
		this.passed = 0;
	}

	private pass(text: string): void {
		if (text !== '') this.passOn(text);
	}
}
