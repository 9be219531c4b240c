import { faultCases } from './cases';
import { testFaults } from './suite';

jest.mock('../../nodes/host/clock', () => jest.requireActual('../support/conversation/clock'));

/** They wait for minutes of the node's time. */
const atOnce = 32;
/** So that the first request of one does not wait, for seconds of the node's time, until the others are set up. */
const apart = 200;

testFaults(
	'hurried',
	faultCases.filter(({ pace }) => pace === 'hurried'),
	atOnce,
	apart,
);
