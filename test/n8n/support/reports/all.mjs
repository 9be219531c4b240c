import { startThoughtful } from '../thoughtful.mjs';
import { addresses, testButton } from './addresses.mjs';
import { ofAgents } from './agents.mjs';
import { conversations } from './conversations.mjs';
import { ofFiles } from './files.mjs';
import { addressCredentials } from './azure.mjs';
import { headerCredentials, ofHeaders } from './headers.mjs';
import { halfAnswers } from './halfAnswers.mjs';
import { chats, panels } from './inChat.mjs';
import { nothing } from './nothing.mjs';
import { parsers } from './parsers.mjs';
import { signed } from './signed.mjs';
import { structured } from './structured.mjs';
import { ofTenants, tenantCredentials } from './tenants.mjs';
import { texts } from './texts.mjs';

export { files } from './files.mjs';

/** All that is one workflow. @type {import('./compose.mjs').Report[]} */
export const inWorkflow = [
	...halfAnswers,
	...ofHeaders,
	...ofTenants,
	...ofAgents,
	...structured,
	...parsers,
	...signed,
	...ofFiles,
	...conversations,
	...texts,
	...addresses,
	...nothing,
];

/** All that is looked at in n8n itself. @type {import('./compose.mjs').Report[]} */
export const inEditor = [...panels, ...testButton];

export { chats };
export const reports = [...inWorkflow, ...chats, ...inEditor];

/** Their credentials, beside the plain one. @param {{ url: string }} gateway */
export async function credentials(gateway) {
	const thoughtful = await startThoughtful();
	return [
		...headerCredentials(gateway),
		...tenantCredentials(gateway),
		...addressCredentials(gateway),
		{ name: 'thoughtful', data: { baseUrl: thoughtful.url, apiKey: 'sk-thinks-0123456789' } },
	];
}
