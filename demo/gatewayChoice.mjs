import { ensureEngine } from '../tools/gateway/ensureEngine.mjs';
import { startGateway } from '../tools/gateway/gateway.mjs';

/**
 * The gateway that the demo talks to: the real one when a key is given, else the embedded one.
 *
 * @param {(line: string) => void} log
 * @returns {Promise<{ about: string, credential: { apiKey: string, baseUrl: string }, model: string, embedded: boolean, close: () => Promise<void> }>}
 */
export async function chooseGateway(log) {
	const { AIGC2D_API_KEY, AIGC2D_BASE_URL, AIGC2D_MODEL } = process.env;
	if (AIGC2D_API_KEY) {
		const baseUrl = AIGC2D_BASE_URL || 'https://api.aigc2d.com';
		const model = AIGC2D_MODEL || 'gpt-4o-mini';
		return {
			about: `${model} at ${baseUrl}`,
			credential: { apiKey: AIGC2D_API_KEY, baseUrl },
			model,
			embedded: false,
			close: async () => {},
		};
	}
	await ensureEngine({ log });
	const gateway = await startGateway();
	return {
		about: `the embedded gateway at ${gateway.url}: a 1-million-parameter model trained for this demo on synthetic tickets`,
		credential: { apiKey: gateway.key, baseUrl: gateway.url },
		model: gateway.model,
		embedded: true,
		close: () => gateway.close(),
	};
}
