import { hasOwnNetwork } from '../support/faulty/ownNetwork';
import { faultCases } from './cases';
import { testFaults } from './suite';

testFaults(
	'in a network of their own',
	faultCases.filter(({ pace }) => pace === 'network' && hasOwnNetwork),
	1,
);
