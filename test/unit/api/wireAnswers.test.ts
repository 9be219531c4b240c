import given from '../../cases/wire.json';
import { ownCases } from '../../cases/own';
import type { WireCase } from '../../support/wire/case';
import { runInMemory } from '../../support/wire/inMemory';
import { mismatches } from '../../support/wire/judge';

// Loads n8n, which is not needed here.
jest.mock('../../../nodes/host/clock', () => ({ clock: {} }));

const cases = [...(given as unknown as WireCase[]), ...ownCases];

test.each(cases.map((one) => [one.nr, one.title, one] as const))(
	'%s %s',
	async (_nr, _title, one) => {
		expect(mismatches(one.want, await runInMemory(one))).toEqual([]);
	},
);
