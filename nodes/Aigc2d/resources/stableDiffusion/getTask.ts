import { getTaskOperation } from '../task/getTask';
import { usualTaskPath } from './fields';

/** Stable Diffusion → Get Task: AIGC2D says that tasks are asked for; the route is not known. */
export const getStableDiffusionTask = getTaskOperation({
	name: 'Stable Diffusion',
	taskPath: usualTaskPath,
	hasPicture: () => true,
});
