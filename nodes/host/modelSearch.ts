import type {
	ICredentialDataDecryptedObject,
	ILoadOptionsFunctions,
	INodeListSearchResult,
} from 'n8n-workflow';
import type { JsonObject } from '../api/json';
import { Failed, failureOf } from '../api/failure';
import { defaultRetryAndTimeouts, defaultRunLimits } from '../api/limits';
import { modelsCall } from '../api/models/call';
import { searchChoices, knownChoices, modelChoices, type ModelChoice } from '../api/models/choices';
import { nothingToHide } from '../api/redact/redactor';
import { Delivery } from '../delivery/delivery';
import { Stop } from '../delivery/stop';
import type { Transport } from '../delivery/transport';
import { clock } from './clock';
import { lanes } from './lanes';
import { credentialName, gatewayOf, ownerOf, type Gateway } from './credential';
import { explainListFailure, isNoList } from './modelListFailure';
import { useOf } from './modelUse';
import { toNodeError } from './nodeError';
import { n8nTransport } from './transport';

/** How long a list of models is kept, in milliseconds: searching asks again with every letter. */
const keepFor = 300_000;
/** How long it is kept in mind that there is none: for one search. */
const keepNoneFor = 30_000;
/** Lists that are kept; one a gateway and key. */
const keepMost = 50;

/** Someone waits in front of the list: one attempt, and not for long. */
const searchTimeouts = { ...defaultRetryAndTimeouts, maxAttempts: 1, totalTimeout: 20 };

const kept = new Map<string, { choices: readonly ModelChoice[]; until: number }>();

/**
 * The models of the gateway for the Model field, filtered by what was typed, those for the operation first.
 * A gateway without a readable list gets the names that are known. What was typed can always be chosen as
 * it is.
 *
 * @throws NodeApiError when nothing was typed and the gateway cannot be asked: a refused key, a host that
 *   cannot be reached
 */
export async function searchModels(
	this: ILoadOptionsFunctions,
	filter = '',
): Promise<INodeListSearchResult> {
	const typed = filter.trim();
	const asTyped = { name: `Use "${typed}"`, value: typed };
	let redactor = nothingToHide;
	try {
		const credential = await this.getCredentials(credentialName);
		const gateway = gatewayOf(credential);
		({ redactor } = gateway);
		const choices = searchChoices(await choicesAt(gateway, credential, this), typed, useOf(this));
		const results = choices.map(({ id, name }) => ({ name, value: id }));
		const isListed = typed === '' || choices.some(({ id }) => id === typed);
		return { results: isListed ? results : [...results, asTyped] };
	} catch (thrown) {
		if (typed !== '') return { results: [asTyped] };
		throw toNodeError(this.getNode(), explainListFailure(failureOf(thrown)), { redactor });
	}
}

/** The choices at a gateway, asked for once in a while. */
async function choicesAt(
	gateway: Gateway,
	credential: ICredentialDataDecryptedObject,
	context: ILoadOptionsFunctions,
): Promise<readonly ModelChoice[]> {
	const owner = ownerOf(gateway);
	const known = kept.get(owner);
	if (known !== undefined && known.until > clock.now()) return known.choices;
	const transport = n8nTransport(context, credential, gateway);
	const listed = gateway.redactor.answer(await listOver(transport, owner));
	const isList = listed.length > 0;
	const choices = isList ? modelChoices(listed) : knownChoices;
	if (kept.size >= keepMost) kept.clear();
	kept.set(owner, { choices, until: clock.now() + (isList ? keepFor : keepNoneFor) });
	return choices;
}

/** The models that the gateway lists; none where it has no list that can be read. */
async function listOver(transport: Transport, owner: string): Promise<JsonObject[]> {
	const limits = defaultRunLimits;
	const delivery = new Delivery({ transport, clock, lanes, owner, limits, stop: new Stop() });
	const { send } = delivery.contextFor(delivery.tallyUnit(), searchTimeouts);
	return await send(modelsCall()).catch(noneOrFailed);
}

function noneOrFailed(thrown: unknown): JsonObject[] {
	if (thrown instanceof Failed && isNoList(thrown.failure)) return [];
	throw thrown;
}
