import { taskCases } from '../../cases/own/tasks';
import { testConversations } from '../../support/conversation/suite';

jest.mock('../../../nodes/host/clock', () =>
	jest.requireActual('../../support/conversation/clock'),
);

testConversations(taskCases);
