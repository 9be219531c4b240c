import { agents } from './agents.mjs';
import { lists } from './lists.mjs';
import { pictures } from './pictures.mjs';
import { texts } from './texts.mjs';

/** What is tried with the examples, in one n8n. */
export const trials = [...texts, ...lists, ...agents, ...pictures];

/** Examples that have a test of their own, for they need more than one n8n. */
export const triedElsewhere = { 'picture-with-callback': 'callback' };
