import fc from 'fast-check';

export { fc };

// eslint-disable-next-line @n8n/community-nodes/no-restricted-globals -- how who runs the tests asks for more
const { FC_RUNS, FC_SEED } = process.env;

/** Cases of each property under `npm test`. */
const usualRuns = 100;

/**
 * Tries a property with values that fast-check makes up. What fails is made as small as it can be, and is printed with
 * its seed: `FC_SEED` tries the same again, and `FC_RUNS` sets how many cases are tried.
 *
 * @param runs where `npm test` should try another number
 */
export function holds<Values>(property: fc.IProperty<Values>, runs = usualRuns): void {
	fc.assert(property, parameters(runs));
}

/** The same for a property that takes its time. */
export async function holdsLater<Values>(
	property: fc.IAsyncProperty<Values>,
	runs = usualRuns,
): Promise<void> {
	await fc.assert(property, parameters(runs));
}

function parameters(runs: number) {
	return {
		numRuns: FC_RUNS === undefined ? runs : Number(FC_RUNS),
		...(FC_SEED === undefined ? {} : { seed: Number(FC_SEED) }),
	};
}
