import { ensureEngine } from '../tools/gateway/ensureEngine.mjs';
import { startGateway } from '../tools/gateway/gateway.mjs';

/**
 * @typedef {object} Choice
 * @property {string} about what it is, for people
 * @property {{ apiKey: string, baseUrl: string }} credential
 * @property {string} model
 * @property {boolean} embedded
 */

/**
 * The gateway that the demo talks to: the real one when a key is given, else the embedded one, which is closed at the
 * end.
 *
 * @param {import('./main.mjs').Demo} demo
 * @returns {Promise<Choice>}
 */
export async function chooseGateway({ log, signal, atEnd }) {
	const { AIGC2D_API_KEY, AIGC2D_BASE_URL, AIGC2D_MODEL } = process.env;
	if (AIGC2D_API_KEY) {
		const baseUrl = AIGC2D_BASE_URL || 'https://api.aigc2d.com';
		const model = AIGC2D_MODEL || 'gpt-4o-mini';
		return {
			about: `${model} at ${baseUrl}`,
			credential: { apiKey: AIGC2D_API_KEY, baseUrl },
			model,
			embedded: false,
		};
	}
	await ensureEngine({ log, signal });
	const gateway = await startGateway();
	atEnd(() => gateway.close());
	return {
		about: `the embedded gateway at ${gateway.url}: a 1-million-parameter model trained for this demo on synthetic tickets`,
		credential: { apiKey: gateway.key, baseUrl: gateway.url },
		model: gateway.model,
		embedded: true,
	};
}
