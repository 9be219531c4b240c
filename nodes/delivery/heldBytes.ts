import { failure, type Failure } from '../api/failure';

const megabyte = 1024 * 1024;

/** Most that all answers of the process may take together, in MB, whichever run they belong to. */
const mostTogether = 512;
/** An answer up to this size is small, in MB: it is not the small ones that fill a process. */
const mostOfSmall = 8;
/** Part of it that is left for small answers, so that a few large ones do not end what everybody else does. */
const leftForSmall = 1 / 4;

/**
 * Counts the bytes of the answers that are being read, and of what was made of them as long as it is not an item of
 * n8n, so that many large ones together cannot end the process.
 */
export class HeldBytes {
	private together = 0;

	/** @param most bound of all together, in bytes */
	constructor(private readonly most = mostTogether * megabyte) {}

	/** An answer begins to be read; `release` it when it is over. */
	hold(): HeldAnswer {
		return new HeldAnswer((...taken) => this.take(...taken));
	}

	private take(own: number, bytes: number, isSure = false): boolean {
		const isSmall = own + bytes <= mostOfSmall * megabyte;
		const bound = isSmall ? this.most : this.most * (1 - leftForSmall);
		if (!isSure && this.together + bytes > bound) return false;
		this.together += bytes;
		return true;
	}
}

/** Counts further bytes of somebody who has so many; returns false, and does not, where there is no room. */
type Take = (own: number, bytes: number, isSure?: boolean) => boolean;

/** What one answer, or what was made of several, takes. */
export class HeldAnswer {
	private own = 0;

	/** @param take counts further bytes beside its own, unless that is too much for all together */
	constructor(private readonly take: Take) {}

	/** What it takes, in bytes. */
	get bytes(): number {
		return this.own;
	}

	/** Further bytes of it. Returns false when all answers together, with this one, have become too large. */
	add(bytes: number): boolean {
		const hasRoom = this.take(this.own, bytes);
		if (hasRoom) this.own += bytes;
		return hasRoom;
	}

	/** Further bytes that are there already, whether there is room for them or not: others get less of it. */
	count(bytes: number): void {
		this.own += bytes;
		this.take(0, bytes, true);
	}

	/** It is over. */
	release(): void {
		this.take(0, -this.own, true);
		this.own = 0;
	}
}

/** Those of this process. */
export const heldBytes = new HeldBytes();

/** The failure of an answer that was too large beside the others. */
export function tooLargeTogether(): Failure {
	return failure('malformed', {
		message: `The answers that were read at the same time are larger than ${mostTogether} MB together`,
		description:
			'Lower Max Concurrency (under Limits and Retries), or ask for smaller answers: n8n would run out of memory.',
	});
}

/** The failure of an item that is too large beside the others of its run, which n8n keeps until the run is over. */
export function tooLargeToKeep(): Failure {
	return failure('malformed', {
		message: `The answers that this n8n has to keep are larger than ${mostTogether} MB together`,
		description:
			'Give the node fewer items at a time (Loop Over Items), or ask for smaller answers: n8n would run out of memory.',
		retryable: false,
	});
}
