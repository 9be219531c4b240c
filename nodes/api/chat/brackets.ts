const quote = 34;
const backslash = 92;
const open = [123, 91];
const closed = [125, 93];
/** Blanks of JSON. */
const blanks = [32, 9, 10, 13];

/**
 * Counts the brackets of JSON that comes in pieces, so that it need not be parsed after each of them to see whether it
 * is complete.
 */
export class Brackets {
	private depth = 0;
	private hasBegun = false;
	private isInText = false;
	private isEscaped = false;
	/** Something stands outside of the first object, so that the whole can never be one. */
	private isBroken = false;

	/** Whether the first object has ended, with nothing around it: then it may be complete. */
	get areClosed(): boolean {
		return this.hasBegun && this.depth === 0 && !this.isBroken;
	}

	/** Takes the next piece. */
	add(piece: string): void {
		for (let at = 0; at < piece.length && !this.isBroken; at++) this.take(piece.charCodeAt(at));
	}

	private take(code: number): void {
		if (this.isInText) {
			if (this.isEscaped) this.isEscaped = false;
			else if (code === backslash) this.isEscaped = true;
			else if (code === quote) this.isInText = false;
		} else if (this.depth > 0) {
			if (code === quote) this.isInText = true;
			else if (open.includes(code)) this.depth++;
			else if (closed.includes(code)) this.depth--;
		} else if (code === open[0] && !this.hasBegun) {
			this.hasBegun = true;
			this.depth = 1;
		} else if (!blanks.includes(code)) this.isBroken = true;
	}
}
