import { Failed, inputFailure } from '../api/failure';

/** What is done with it, as the sentence for an n8n that does not have it says it. */
interface SdkUse {
	/** What needs it. */
	what: string;
	/** How it goes without. */
	remedy: string;
}

/**
 * n8n's SDK for models and tools, loaded when it is used: an n8n before 2.16 does not have it, and must still load the
 * package.
 *
 * @throws Failed (`input`) where there is none
 */
export async function loadSdk(use: SdkUse): Promise<typeof import('@n8n/ai-node-sdk')> {
	return await import('@n8n/ai-node-sdk').catch(() => tooOld(use));
}

function tooOld({ what, remedy }: SdkUse): never {
	throw new Failed(
		inputFailure('This n8n', `is too old for ${what}: it needs 2.16 or newer`, remedy),
	);
}
