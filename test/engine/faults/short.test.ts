import { faultCases, oneOfEach } from '../../faults/cases';
import { testFaults } from '../../faults/suite';

/** They wait more than they work. */
const atOnce = 24;

testFaults('short form', oneOfEach(faultCases), atOnce);
