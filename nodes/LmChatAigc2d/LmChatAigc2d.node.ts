import {
	NodeConnectionTypes,
	type INodeType,
	type INodeTypeDescription,
	type ISupplyDataFunctions,
	type SupplyData,
} from 'n8n-workflow';
import { failureOf } from '../api/failure';
import { nothingToHide } from '../api/redact/redactor';
import { secretsOf } from '../fields/headers';
import { sendFrom } from '../fields/panelAdvice';
import { credentialName } from '../host/credential';
import { searchModels } from '../host/modelSearch';
import { passesDescriptionAlone, toNodeError } from '../host/nodeError';
import { itemParameters } from '../host/parameters';
import { Run } from '../host/run';
import { Aigc2dChatModel } from './chatModel';
import { modelFields } from './fields';
import { patchAdapter } from './patchAdapter';
import { RecentTexts } from './recentTexts';
import { loadSdk } from './sdk';
import { readSettings } from './settings';
import { CarriedThoughts } from './carriedThoughts';

/** What goes along with calls of tools, for all models of this process. */
const recent = new RecentTexts();

/**
 * The chat model of an AI Agent or chain, on n8n's own SDK for such nodes. Its requests go out as those of
 * the AIGC2D node do.
 */
export class LmChatAigc2d implements INodeType {
	description: INodeTypeDescription = {
		displayName: 'AIGC2D Chat Model',
		name: 'lmChatAigc2d',
		icon: { light: 'file:../Aigc2d/aigc2d.svg', dark: 'file:../Aigc2d/aigc2d.dark.svg' },
		group: ['transform'],
		version: 1,
		subtitle: '={{ $parameter["model"].value }}',
		description:
			'Chat model for AI Agents and chains, through AIGC2D or any OpenAI-compatible gateway; keeps below the rate limit of the key',
		defaults: { name: 'AIGC2D Chat Model' },
		inputs: [],
		outputs: [NodeConnectionTypes.AiLanguageModel],
		outputNames: ['Model'],
		credentials: [{ name: credentialName, required: true }],
		properties: modelFields.map(({ property }) => property),
	};

	methods = { listSearch: { searchModels } };

	async supplyData(this: ISupplyDataFunctions, itemIndex: number): Promise<SupplyData> {
		let redactor = nothingToHide;
		let run: Run | undefined;
		const descriptionAlone = passesDescriptionAlone(this);
		const asError = (thrown: unknown) =>
			toNodeError(this.getNode(), failureOf(thrown), { redactor, descriptionAlone });
		try {
			const { getParametersJsonSchema, supplyModel } = await loadSdk();
			const settings = readSettings(itemParameters(this, itemIndex));
			const opened = (run = new Run(this, settings.limits));
			const { delivery, gateway, owner, ...account } = await opened.accountOf(itemIndex);
			redactor = account.redactor.with(secretsOf(settings.headers));
			const model = String(settings.members.model);
			const { send } = delivery.contextFor(delivery.tallyUnit(), settings.retryAndTimeouts);
			const chatModel = new Aigc2dChatModel(settings, {
				send: sendFrom(modelFields, send),
				schemaOf: (tool) => (tool.type === 'function' ? getParametersJsonSchema(tool) : {}),
				turns: new CarriedThoughts({ gateway, owner, model }, recent),
				redactor,
				asError,
			});
			const { response } = supplyModel(this, chatModel);
			return { response: patchAdapter(response), closeFunction: async () => opened.close(false) };
		} catch (thrown) {
			run?.close(true);
			throw asError(thrown);
		}
	}
}
