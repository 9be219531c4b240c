import given from '../../cases/tasks.json';
import type { Conversation } from '../../support/conversation/case';
import { testConversations } from '../../support/conversation/suite';

jest.mock('../../../nodes/host/clock', () =>
	jest.requireActual('../../support/conversation/clock'),
);

// Other cases have the same numbers.
const numbered = given.cases.map((one) => ({ ...one, nr: `T${one.nr}` }));

testConversations(numbered as unknown as Conversation[]);
