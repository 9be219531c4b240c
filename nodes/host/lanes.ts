import { Lanes } from '../delivery/lane/lanes';
import { clock } from './clock';

/** The lanes of this process: all nodes and all runs that use the same key share them. */
export const lanes = new Lanes(clock);
