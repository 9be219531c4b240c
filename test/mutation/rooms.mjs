import { readdirSync } from 'node:fs';
import { join } from 'node:path';

/** What is mutated: folders of `nodes/` whose behaviour is decided by tables and small rules. */
export const rooms = [
	'api/usage',
	'api/rateLimit',
	'api/refusal',
	'api/answer',
	'api/readers',
	'api/chat',
	'delivery',
];

/** Percent of the mutants of a room that its tests must notice. */
export const aim = 85;

/** Takes long, and finds something only now and then: answers, streams and runs made up at random. */
const random = /\/(mutated\w*|torture|any\w*|simulation|mixes)\.test\.ts$/;

/**
 * The tests that have to notice what is changed in a layer: its unit tests, and what gateways send (`test/cases`). The
 * quick ones come first.
 *
 * @param {string} layer `api` or `delivery`
 */
export function testFilesOf(layer) {
	const unit = join('test/unit', layer);
	const files = readdirSync(unit, { recursive: true }).map((file) => join(unit, file));
	return [
		...files.filter((file) => file.endsWith('.test.ts') && !random.test(file)),
		'test/mutation/wireAnswers.test.ts',
	];
}
