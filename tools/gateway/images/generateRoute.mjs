/** POST /v1/images/generations: patterns by the rule of painter.mjs. */
import { sentMembers } from '../members.mjs';
import { drawAll } from './answer.mjs';
import { readImageSettings } from './settings.mjs';

/**
 * @param {import('../routes.mjs').Means} means
 * @returns {import('../server.mjs').Handler}
 */
export function generateRoute(means) {
	return async ({ body, signal, origin, json }) => {
		const settings = readImageSettings(sentMembers(await body()));
		means.models.check(settings.model, 'images');
		await means.begin(signal);
		json(drawAll(means, settings, { origin }));
	};
}
