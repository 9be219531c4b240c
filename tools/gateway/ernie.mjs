/** What sets the ERNIE models apart on the chat route. */
import { invalidField, notInErnie } from './errors.mjs';
import { isObject } from './isObject.mjs';

/** @param {string} model */
export const isErnie = (model) => /^ernie-/.test(model);

/**
 * ERNIE takes what the other models take, but for two things: its temperature is above 0 and at most 1, and no page
 * of AIGC2D has stream_options.
 *
 * @param {unknown} body of a chat request, for any model
 * @throws {import('./errors.mjs').ApiError} 400
 */
export function refuseForErnie(body) {
	if (!isObject(body) || !isErnie(String(body.model))) return;
	const { temperature, stream_options: options } = body;
	if (options !== undefined && options !== null) throw notInErnie('stream_options');
	if (typeof temperature === 'number' && (temperature <= 0 || temperature > 1))
		throw invalidField('temperature', 'parameter check failed, temperature range is (0, 1.0]');
}
