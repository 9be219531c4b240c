import given from '../../cases/wire.json';
import type { WireCase } from '../../support/wire/case';
import { testCases } from '../../support/wire/suite';

testCases(given as unknown as WireCase[]);
