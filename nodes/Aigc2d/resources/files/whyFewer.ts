import type { Failure } from '../../../api/failure';

/** Different reasons that are told. */
const mostReasons = 5;

/**
 * A sentence on the pictures that were not made: how many, and why; none when all were.
 *
 * @param made pictures of the same answer that were made
 */
export function whyFewer(failures: readonly Failure[], made: number): string[] {
	const { length } = failures;
	if (length === 0) return [];
	const reasons = [...new Set(failures.map(({ message }) => message))]
		.slice(0, mostReasons)
		.join('; ');
	return [
		`${length} of ${length + made} images ${length === 1 ? 'was' : 'were'} not made: ${reasons}`,
	];
}
