import { faultCases } from './cases';
import { testFaults } from './suite';

jest.mock('../../nodes/host/clock', () => jest.requireActual('./clock'));

/** Few, so that nothing of the time that goes so fast is lost to waiting for the processor. */
const atOnce = 12;

testFaults(
	'hurried',
	faultCases.filter(({ pace }) => pace === 'hurried'),
	atOnce,
);
