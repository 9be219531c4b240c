import { complete } from './complete';
import { inText } from './inText';
import { refused } from './refused';
import { usualRows } from './usualForm';

/** Everything that we read otherwise than the oracles, on purpose. */
export const differences = [...inText, ...usualRows, ...refused, ...complete];
