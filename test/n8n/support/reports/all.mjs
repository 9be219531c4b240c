import { startThoughtful } from '../thoughtful.mjs';
import { addressCredentials, addresses } from './addresses.mjs';
import { ofAgents } from './agents.mjs';
import { conversations } from './conversations.mjs';
import { ofFiles } from './files.mjs';
import { halfAnswers } from './halfAnswers.mjs';
import { chats, panels } from './inChat.mjs';
import { nothing } from './nothing.mjs';
import { signed } from './signed.mjs';
import { structured } from './structured.mjs';
import { ofCredentials, tenantCredentials } from './tenants.mjs';
import { texts } from './texts.mjs';

export { files } from './files.mjs';

/** All that is one workflow. @type {import('./compose.mjs').Report[]} */
export const inWorkflow = [
	...halfAnswers,
	...ofCredentials,
	...ofAgents,
	...structured,
	...signed,
	...ofFiles,
	...conversations,
	...texts,
	...addresses,
	...nothing,
];

export { chats, panels };
export const reports = [...inWorkflow, ...chats, ...panels];

/** Their credentials, beside the plain one. @param {{ url: string }} gateway */
export async function credentials(gateway) {
	const thoughtful = await startThoughtful();
	return [
		...tenantCredentials(gateway),
		...addressCredentials(gateway),
		{ name: 'thoughtful', data: { baseUrl: thoughtful.url, apiKey: 'sk-thinks-0123456789' } },
	];
}
