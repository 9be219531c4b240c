import { failure, type Failure } from '../api/failure';

const megabyte = 1024 * 1024;

/** Most that all answers which are being read may take together, in MB, whichever run they belong to. */
const mostTogether = 512;
/** What an answer may take even then, in MB: it is not the small ones that fill a process. */
const alwaysLeft = 8;

/** Counts the bytes of the answers that are being read, so that many large ones together cannot end the process. */
export class HeldBytes {
	private together = 0;

	/** @param most bound of all together, in bytes */
	constructor(private readonly most = mostTogether * megabyte) {}

	/** An answer begins to be read; `release` it when it is over. */
	hold(): HeldAnswer {
		let own = 0;
		return {
			add: (bytes) => {
				own += bytes;
				this.together += bytes;
				return this.together <= this.most || own <= alwaysLeft * megabyte;
			},
			release: () => {
				this.together -= own;
				own = 0;
			},
		};
	}
}

/** One answer that is being read. */
export interface HeldAnswer {
	/** Further bytes of it. Returns false when all answers together, with this one, have become too large. */
	add(bytes: number): boolean;
	/** It is over. */
	release(): void;
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
