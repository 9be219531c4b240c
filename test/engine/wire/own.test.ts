import { ownCases } from '../../cases/own';
import { testCases } from '../../support/wire/suite';

testCases(ownCases);
