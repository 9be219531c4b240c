import given from '../../cases/responses.json';
import { asWireCase, type ResponsesCase } from '../../support/wire/responses';
import { testCases } from '../../support/wire/suite';

testCases((given as unknown as ResponsesCase[]).map(asWireCase));
