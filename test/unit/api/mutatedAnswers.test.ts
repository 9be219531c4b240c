import { testReaders } from '../../support/mutation/readerRounds';
import { routeNames, routes } from '../../support/mutation/routes';

testReaders('R', routes, routeNames);
