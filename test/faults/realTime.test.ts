import { faultCases } from './cases';
import { testFaults } from './suite';

/** They wait more than they work. */
const atOnce = 24;

testFaults(
	'in real time',
	faultCases.filter(({ pace }) => pace === undefined || pace === 'slow'),
	atOnce,
);
