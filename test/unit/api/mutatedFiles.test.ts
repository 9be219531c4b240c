import { fileRouteNames, fileRoutes } from '../../support/mutation/files/routes';
import { testReaders } from '../../support/mutation/readerRounds';

testReaders('RT', fileRoutes, fileRouteNames);
