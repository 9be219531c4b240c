import type { Good } from '../good';
import { Random } from '../random';
import { goodPictures } from './pictures';
import { goodSound } from './sounds';
import { goodSubmission } from './submissions';
import { goodTask } from './tasks';
import { goodTranscript } from './transcripts';

/** Makes good answers of the routes for tasks, pictures and sound. */
export const fileRoutes: ReadonlyArray<(random: Random) => Good> = [
	(random) => goodSubmission(random),
	(random) => goodTask(random),
	(random) => goodPictures(random),
	(random) => goodSound(random),
	goodTranscript,
];

/** Their names. */
export const fileRouteNames = fileRoutes.map((make) => make(new Random(0)).route);
