import { faultCases } from './cases';
import { testFaults } from './suite';

jest.mock('../../nodes/host/clock', () => jest.requireActual('../support/conversation/clock'));

/** They wait for minutes of the node's time. */
const atOnce = 24;

testFaults(
	'hurried',
	faultCases.filter(({ pace }) => pace === 'hurried'),
	atOnce,
);
