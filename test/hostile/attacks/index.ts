import type { Attack } from '../attack';
import { bodies } from './bodies';
import { bombs } from './bombs';
import { heads } from './heads';
import { parameters } from './parameters';
import { redirects } from './redirects';
import { streams } from './streams';
import { structures } from './structures';

/** All attacks, by what is hostile in them. */
export const attacks: ReadonlyArray<Attack & { part: string }> = Object.entries({
	heads,
	bodies,
	bombs,
	streams,
	structures,
	redirects,
	parameters,
}).flatMap(([part, list]) => list.map((attack) => ({ ...attack, part })));
