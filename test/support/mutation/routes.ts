import { goodChat } from './chat';
import { goodClaude } from './claude';
import { goodClaudeText, goodCompletion } from './completions';
import type { Good } from './good';
import { goodAnything, goodModels } from './anything';
import { goodEmbeddings } from './vectors';
import { Random } from './random';

/** Makes good answers of the routes that are not in files/, those of conversations more often. */
export const routes: ReadonlyArray<(random: Random) => Good> = [
	(random) => goodChat(random, false),
	(random) => goodChat(random, true),
	(random) => goodChat(random, true),
	(random) => goodChat(random, true),
	(random) => goodClaude(random, false),
	(random) => goodClaude(random, true),
	(random) => goodClaude(random, true),
	(random) => goodCompletion(random, false),
	(random) => goodCompletion(random, true),
	goodClaudeText,
	(random) => goodEmbeddings(random),
	goodModels,
	goodAnything,
];

/** Their names. */
export const routeNames = [...new Set(routes.map((make) => make(new Random(0)).route))];
