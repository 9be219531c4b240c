import { installN8n } from '../../tools/n8n/install.mjs';
import { createInstance } from '../../tools/n8n/instance.mjs';
import { packProject } from '../../tools/packProject.mjs';
import { whileBusy } from '../../tools/process/progress.mjs';
import { nightlySummary } from '../example/nightlySummary.mjs';
import { report } from '../example/report.mjs';
import { chooseGateway } from '../gatewayChoice.mjs';

/** Of the example and its credential; always the same, so that a kept n8n does not get them twice. */
const ids = { workflow: 'nightlySummary', credential: 'aigc2dDemo' };

/** Of the credential that every start sets anew; keys of the user's own go into another. */
export const credentialName = 'AIGC2D (set by the demo)';

/**
 * The real n8n with the packed package and a credential for the gateway, as a user would have them.
 *
 * @param {import('../main.mjs').Demo} demo
 * @param {string} [folder] where it lives; a temporary one, removed at the end, unless given
 */
export async function prepareN8n({ folder, ...demo }) {
	const { signal, atEnd, log } = demo;
	const n8n = await installN8n({ log, signal });
	const gateway = await chooseGateway(demo);

	log('Building and packing the package');
	const instance = await createInstance({ n8n, folder });
	atEnd(() => instance.dispose());
	const packing = () => packProject(instance.folder, { signal });
	await instance.addPackage(await whileBusy(packing, { log }));

	log(`Starting n8n ${n8n.version}`);
	await instance.importCredentials([
		{ id: ids.credential, name: credentialName, type: 'aigc2dApi', data: gateway.credential },
	]);
	return { instance, gateway };
}

/**
 * Imports the example into an n8n and runs it.
 *
 * @param {Awaited<ReturnType<typeof prepareN8n>>} prepared
 * @param {import('../main.mjs').Demo} demo
 * @returns {Promise<{ isComplete: boolean, id: string }>} whether every ticket was summarized; the workflow's ID
 */
export async function runExample({ instance, gateway }, { log }) {
	const { credential } = ids;
	const workflow = await nightlySummary({ model: gateway.model, credentialId: credential });
	const id = await instance.importWorkflow({ ...workflow, id: ids.workflow });
	log(`Executing "${workflow.name}" with ${gateway.about}\n`);
	const { run, status } = await instance.execute(id);
	return { isComplete: report({ run, status, embedded: gateway.embedded, log }), id };
}
