/** What sets the ERNIE models apart on the chat route. */
import { notInErnie } from './errors.mjs';
import { isObject } from './isObject.mjs';

/** The members on AIGC2D's page for ERNIE. It does not say what becomes of others; here they are refused, to be seen. */
const taken = ['model', 'messages', 'temperature', 'top_p', 'stream', 'user'];

/** @param {string} model */
export const isErnie = (model) => /^ernie-/.test(model);

/**
 * @param {unknown} body of a chat request, for any model
 * @throws {import('./errors.mjs').ApiError} 400, naming every member that ERNIE does not take
 */
export function refuseForErnie(body) {
	if (!isObject(body) || !isErnie(String(body.model))) return;
	const refused = Object.keys(body).filter((name) => body[name] !== null && !taken.includes(name));
	if (refused.length > 0) throw notInErnie(body.model, refused, taken);
}
