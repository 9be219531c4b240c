import type { OnText } from '../../../api/call';

/** Passes on the texts of all answers of one conversation as they come, with an empty line between two. */
export class ToldText {
	private hasText = false;
	private isNext = false;
	private isSilent = true;

	constructor(private readonly onText: OnText) {}

	/** An answer is asked for. */
	begin(): void {
		this.isNext = this.hasText;
		this.isSilent = true;
	}

	/** A piece of it. */
	readonly piece: OnText = (text) => {
		this.isSilent = false;
		if (text !== '') {
			if (this.isNext) this.onText('\n\n');
			this.isNext = false;
			this.hasText = true;
		}
		this.onText(text);
	};

	/** It is there; one that another item, or an earlier try, had bought comes in one piece. */
	end(text: string): void {
		if (this.isSilent) this.piece(text);
	}
}
