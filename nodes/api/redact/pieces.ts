import type { Secrets } from './secrets';

/**
 * A text that is passed on while it comes, without secrets. What may be the beginning of one is held back until
 * more has come; mostly that is a letter or two.
 */
export class RedactedPieces {
	private held = '';

	constructor(
		private readonly secrets: Secrets,
		private readonly passOn: (text: string) => void,
	) {}

	/** Takes the next piece. */
	add(piece: string): void {
		const text = this.held + piece;
		const open = this.secrets.openEnd(text);
		this.held = text.slice(text.length - open);
		this.pass(text.slice(0, text.length - open));
	}

	/** The text is whole. */
	end(): void {
		const rest = this.held;
		this.held = '';
		this.pass(rest);
	}

	private pass(text: string): void {
		const redacted = this.secrets.redact(text);
		if (redacted !== '') this.passOn(redacted);
	}
}
