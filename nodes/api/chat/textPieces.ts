import { readContent } from '../answer/content';

/** Fewest pieces that show that each repeats everything before it. */
const enough = 3;

/**
 * The content of a message that comes in pieces: texts, lists of parts, or both in turn. A gateway may also
 * send the whole so far with every piece, or the whole message at the end.
 */
export class TextPieces {
	private pieces: unknown[] = [];
	/** Whether anything came, even if it was only null. */
	private hasCome = false;
	private joined = '';
	/** Whether every piece so far began with the whole of the one before. */
	private isGrowing = true;
	private last = '';
	/** How many were longer than the one before. */
	private count = 0;
	/** The last whole message came instead of pieces. */
	private wholeText: string | undefined;

	/** Takes a piece of any shape. */
	add(piece: unknown): void {
		if (piece === undefined) return;
		this.hasCome = true;
		if (piece === null || piece === '') return;
		if (typeof piece !== 'string') {
			this.pieces.push(piece);
			this.joined += readContent(piece).text;
			this.isGrowing = false;
			return;
		}
		this.isGrowing &&= piece.startsWith(this.last);
		if (piece.length > this.last.length) this.count++;
		this.last = piece;
		this.joined += piece;
		if (typeof this.pieces.at(-1) === 'string') this.pieces[this.pieces.length - 1] += piece;
		else this.pieces.push(piece);
	}

	/**
	 * Takes the content of a whole message. If it does not begin with the one before, it is taken for a piece after all;
	 * if it is shorter than what there is, it adds nothing.
	 */
	addWhole(content: unknown): void {
		if (content === undefined) return;
		this.hasCome = true;
		if (content === null || content === '') return;
		const { text } = readContent(content);
		const isPiece =
			this.wholeText !== undefined &&
			typeof content === 'string' &&
			!text.startsWith(this.wholeText);
		if (isPiece) {
			this.wholeText += text;
			return this.add(content);
		}
		if (text.length < this.joined.length) return;
		this.wholeText = text;
		this.pieces = [content];
		this.joined = text;
		this.isGrowing = false;
	}

	/** The text so far. */
	get text(): string {
		return this.isRepeated ? this.last : this.joined;
	}

	/** The content as it would have come whole: text, a list of parts, null; undefined when there was none. */
	get value(): unknown {
		if (this.isRepeated) return this.last;
		const [first, ...more] = this.pieces;
		if (first === undefined) return this.hasCome ? '' : undefined;
		if (more.length === 0) return first;
		return this.pieces.flatMap((piece) =>
			typeof piece === 'string' ? [{ type: 'text', text: piece }] : piece,
		);
	}

	private get isRepeated(): boolean {
		return this.isGrowing && this.count >= enough && !isUniform(this.last);
	}
}

/** Whether a text is one thing several times, such as a line of dashes: pieces of it look as if they grew. */
function isUniform(text: string): boolean {
	return (text + text).indexOf(text, 1) < text.length;
}
