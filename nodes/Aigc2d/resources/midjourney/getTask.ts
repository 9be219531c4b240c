import { getTaskOperation } from '../task/getTask';
import { describePrompts, isDescription } from './describe';
import { suspendedNotice, usualTaskPath } from './fields';

/** Midjourney → Get Task: GET /mj/task/{id}/fetch, by the convention of midjourney-proxy. */
export const getMidjourneyTask = getTaskOperation({
	name: 'Midjourney',
	taskPath: usualTaskPath,
	hasPicture: (task) => !isDescription(task),
	more: describePrompts,
	notices: [suspendedNotice],
});
