import { faultCases } from './cases';
import { testFaults } from './suite';

testFaults(
	'heavy',
	faultCases.filter(({ pace }) => pace === 'heavy'),
	1,
);
