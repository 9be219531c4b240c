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
		const certain = end > this.passed ? this.secrets.redact(text.slice(0, end), this.passed) : '';
		this.passed = Math.max(0, this.passed - end);
		this.open = text.slice(end);
		const isShort = this.open.length <= mostPassed;
		const more = isShort ? this.open.slice(this.passed) : '';
		this.passed += more.length;
		this.pass(certain + more);
	}

	/** The text is whole. */
	end(): void {
		this.pass(this.secrets.redact(this.open, this.passed));
		this.open = '';
		this.passed = 0;
	}

	private pass(text: string): void {
		if (text !== '') this.passOn(text);
	}
}
