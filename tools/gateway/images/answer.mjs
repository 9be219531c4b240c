import { paint } from './painter.mjs';

/** Points for one picture: made up for the demo. */
const price = 20;
const usualSize = { width: 256, height: 256 };

/**
 * Draws the pictures of one request and gives the body of the answer.
 *
 * @param {import('../routes.mjs').Means} means
 * @param {import('./settings.mjs').ImageSettings} settings
 * @param {{ origin: string, given?: (Buffer | string)[] }} from where the gateway is for the client, and the pictures it sent along
 */
export function drawAll({ engine, credit, pictures }, settings, { origin, given = [] }) {
	const { prompt, seed, n, size = usualSize, form } = settings;
	const data = Array.from({ length: n }, (_, index) => {
		const png = paint(size, [prompt, seed, String(index), ...given]);
		const where =
			form === 'url' ? { url: origin + pictures.keep(png) } : { b64_json: png.toString('base64') };
		return { ...where, revised_prompt: prompt };
	});
	credit.take(price * n);
	const { tokens } = engine.countTokens(prompt);
	return {
		created: Math.floor(Date.now() / 1000),
		data,
		// The painter writes no tokens.
		usage: { input_tokens: tokens, output_tokens: 0, total_tokens: tokens },
	};
}
