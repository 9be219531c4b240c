import { randomNumbers } from '../randomNumbers';

/** Choices that look random and are the same ones for the same seed. */
export class Random {
	private readonly next: () => number;

	constructor(seed: number) {
		// Seeds that follow each other must not begin alike.
		this.next = randomNumbers(Math.imul(seed + 1, 2_654_435_761));
		this.next();
	}

	/** A whole number from 0 to below the limit. */
	below(limit: number): number {
		return Math.floor((this.next() / 2 ** 24) * limit);
	}

	/** A whole number from one to another, both included. */
	between(least: number, most: number): number {
		return least + this.below(most - least + 1);
	}

	chance(share: number): boolean {
		return this.next() < share * 2 ** 24;
	}

	pick<T>(list: readonly T[]): T {
		return list[this.below(list.length)] as T;
	}

	/** A text in pieces of a random length; characters stay whole. */
	cut(text: string, longest: number): string[] {
		const letters = [...text];
		const pieces: string[] = [];
		while (letters.length > 0) pieces.push(letters.splice(0, this.between(1, longest)).join(''));
		return pieces;
	}

	/** Bytes in packets of a random size. */
	packets(bytes: Uint8Array, longest: number): Uint8Array[] {
		const packets: Uint8Array[] = [];
		for (let at = 0; at < bytes.length; ) {
			const end = at + this.between(1, longest);
			packets.push(bytes.subarray(at, end));
			at = end;
		}
		return packets;
	}
}
