import { Failed, inputFailure } from '../api/failure';

/**
 * n8n's SDK for models, loaded when a model is used: an n8n before 2.16 does not have it, and must still load
 * the package.
 *
 * @throws Failed (`input`) where there is none
 */
export async function loadSdk(): Promise<typeof import('@n8n/ai-node-sdk')> {
	return await import('@n8n/ai-node-sdk').catch(tooOld);
}

function tooOld(): never {
	throw new Failed(
		inputFailure(
			'This n8n',
			'is too old for the AIGC2D Chat Model: it needs 2.16 or newer',
			'Update n8n, or use the AIGC2D node, which works here: Chat → Message a Model.',
		),
	);
}
