import { arrivalOf } from './arrival';
import { differences } from './differences';
import { judge } from './judge';

/** What came of all streams. */
export interface Torture {
	streams: number;
	cut: number;
	complete: number;
	/** Streams that were cut and read as complete although there was more: for a listed reason, and for none. */
	truncated: { listed: number; unlisted: number };
	/** How many streams show each listed difference. */
	counts: Map<string, number>;
	/** Streams with a difference that is in no list, with the seed of each. */
	faults: string[];
}

/** Reads so many streams at random, from the number `seed` on: the same number makes the same stream. */
export async function torture(streams: number, seed: number): Promise<Torture> {
	const counts = new Map(differences.map(({ name }) => [name, 0]));
	const result: Torture = {
		...{ streams, cut: 0, complete: 0, counts, faults: [] },
		truncated: { listed: 0, unlisted: 0 },
	};
	for (let at = seed; at < seed + streams; at++) {
		const arrival = arrivalOf(at);
		const { outcome, listed, faults, isTruncated } = await judge(arrival);
		if (arrival.isCut) result.cut++;
		if (outcome === 'complete') result.complete++;
		if (isTruncated) result.truncated[faults.length === 0 ? 'listed' : 'unlisted']++;
		for (const name of listed) counts.set(name, (counts.get(name) ?? 0) + 1);
		if (faults.length === 0) continue;
		const text = new TextDecoder().decode(arrival.bytes).slice(0, 6_000);
		result.faults.push(
			`TORTURE_SEED=${at} TORTURE_ROUNDS=1 (${arrival.oddities.join(', ')})\n  ${faults.join('\n  ')}\n${text}`,
		);
	}
	return result;
}
