import type { ILoadOptionsFunctions, INodeListSearchResult } from 'n8n-workflow';
import { failureOf } from '../api/failure';
import { defaultPatience, defaultRunLimits } from '../api/limits';
import { modelsCall } from '../api/models/call';
import { redact } from '../api/redact';
import { Delivery } from '../delivery/delivery';
import { Stop } from '../delivery/stop';
import { clock } from './clock';
import { lanes } from './lanes';
import { credentialName, gatewayOf, ownerOf } from './credential';
import { toNodeError } from './nodeError';
import { n8nTransport } from './transport';

/** How long a list of models is kept, in milliseconds: searching asks again with every letter. */
const keepFor = 300_000;
/** Lists that are kept; one a gateway and key. */
const keepMost = 50;

/** Someone waits in front of the list: one attempt, and not for long. */
const impatience = { ...defaultPatience, maxAttempts: 1, totalTimeout: 20 };

const kept = new Map<string, { models: string[]; until: number }>();

/**
 * The models of the gateway for the Model field, filtered by what was typed. What was typed can
 * always be chosen as it is, so that a gateway without a list of models does not lock anyone out.
 */
export async function searchModels(
	this: ILoadOptionsFunctions,
	filter = '',
): Promise<INodeListSearchResult> {
	const typed = filter.trim();
	const asTyped = { name: `Use "${typed}"`, value: typed };
	try {
		const models = await modelsOf(this);
		const found = models.filter((model) => model.toLowerCase().includes(typed.toLowerCase()));
		const results = found.map((model) => ({ name: model, value: model }));
		return { results: typed === '' || models.includes(typed) ? results : [...results, asTyped] };
	} catch (thrown) {
		if (typed !== '') return { results: [asTyped] };
		const { message, ...facts } = failureOf(thrown);
		const explained = {
			...facts,
			message: `There is no list of models: ${message}`,
			description: 'Switch From List to By ID, and enter the ID of the model.',
		};
		throw toNodeError(this.getNode(), explained, [], 0, []);
	}
}

async function modelsOf(context: ILoadOptionsFunctions): Promise<string[]> {
	const credential = await context.getCredentials(credentialName);
	const gateway = gatewayOf(credential);
	const owner = ownerOf(gateway);
	const known = kept.get(owner);
	if (known !== undefined && known.until > clock.now()) return known.models;

	const delivery = new Delivery({
		transport: n8nTransport(context, credential, gateway),
		clock,
		lanes,
		owner,
		limits: defaultRunLimits,
		stop: new Stop(),
	});
	const { send } = delivery.operationMeans(delivery.tallyUnit(), impatience);
	const listed = redact(await send(modelsCall()), gateway.secrets);
	const models = listed.map(({ id }) => String(id)).sort((one, other) => one.localeCompare(other));
	if (kept.size >= keepMost) kept.clear();
	kept.set(owner, { models, until: clock.now() + keepFor });
	return models;
}
