import given from '../cases/wire.json';
import { ownCases } from '../cases/own';
import type { WireCase } from '../support/wire/case';
import { runInMemory } from '../support/wire/inMemory';
import { mismatches } from '../support/wire/judge';

/** Answers of some megabytes take as long as hundreds of others. */
const large = 1_000_000;

const cases = [...(given as unknown as WireCase[]), ...ownCases].filter(
	({ answer, answers = answer ? [answer] : [] }) =>
		answers.every(({ body }) => body.length < large),
);

test.each(cases.map((one) => [one.nr, one.title, one] as const))(
	'%s %s',
	async (_nr, _title, one) => {
		expect(mismatches(one.want, await runInMemory(one))).toEqual([]);
	},
);
