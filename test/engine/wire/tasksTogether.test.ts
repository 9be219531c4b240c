import given from '../../cases/tasks.json';
import type { Conversation } from '../../support/conversation/case';
import { runOf, testConversations } from '../../support/conversation/suite';

jest.mock('../../../nodes/host/clock', () =>
	jest.requireActual('../../support/conversation/clock'),
);

/** All items of a run are on their way at once. */
const throughput = { maxConcurrency: 64 };

// What comes of one item must not depend on the trouble of another.
const together = (given.cases as unknown as Conversation[]).map((one) => ({
	...one,
	nr: `T${one.nr}r`,
	title: `in one run: ${one.title}`,
	parameters: { ...one.parameters, throughput },
}));

testConversations(together, (one) =>
	one.own === false ? `${one.resource}.${one.operation}` : runOf(one),
);
