import type { Conversation } from '../../../support/conversation/case';
import { advice } from './advice';
import { badLooks } from './badLooks';
import { boughtOnce } from './boughtOnce';
import { ofKind } from './build';
import { endsOfWaits } from './endsOfWaits';
import { failedAddresses } from './failedAddresses';
import { kindsByWords } from './kindsByWords';
import { noSuchFile } from './noSuchFile';
import { picturesAtOnce } from './picturesAtOnce';
import { picturesInAnswers } from './picturesInAnswers';
import { picturesInTasks } from './picturesInTasks';
import { placesOfIds } from './placesOfIds';
import { rerolls } from './rerolls';
import { sounds } from './sounds';
import { tasksOfOthers } from './tasksOfOthers';

/**
 * Our own cases of tasks, pictures and sound, by the kind of fault. A case is numbered by its place, so new
 * ones go to the end of their file's list.
 */
export const taskCases: readonly Conversation[] = [
	ofKind(1, boughtOnce),
	ofKind(2, placesOfIds),
	ofKind(3, picturesAtOnce),
	ofKind(4, tasksOfOthers),
	ofKind(5, noSuchFile),
	ofKind(6, badLooks),
	ofKind(7, endsOfWaits),
	ofKind(8, [...picturesInTasks, ...picturesInAnswers]),
	ofKind(9, failedAddresses),
	ofKind(10, advice),
	ofKind(11, kindsByWords),
	ofKind(12, sounds),
	ofKind(13, rerolls),
].flat();
