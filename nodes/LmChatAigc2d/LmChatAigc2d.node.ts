import {
	NodeConnectionTypes,
	type INodeType,
	type INodeTypeDescription,
	type ISupplyDataFunctions,
	type SupplyData,
} from 'n8n-workflow';
import { secretsOf } from '../fields/headers';
import { sendFrom } from '../fields/panelAdvice';
import { credentialName } from '../host/credential';
import { searchModels } from '../host/modelSearch';
import { itemParameters } from '../host/parameters';
import { loadSdk } from '../host/sdk';
import { supply } from '../host/subNode';
import { Aigc2dChatModel } from './chatModel';
import { modelFields } from './fields';
import { patchAdapter } from './patchAdapter';
import { RecentTexts } from './recentTexts';
import { readSettings } from './settings';
import { CarriedThoughts } from './carriedThoughts';

/** What goes along with calls of tools, for all models of this process. */
const recent = new RecentTexts();

/** What the SDK is loaded for. */
const forModel = {
	what: 'the AIGC2D Chat Model',
	remedy: 'Update n8n, or use the AIGC2D node, which works here: Chat → Message a Model.',
};

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
		return await supply(this, itemIndex, async (open) => {
			const { getParametersJsonSchema, supplyModel } = await loadSdk(forModel);
			const settings = readSettings(itemParameters(this, itemIndex));
			const { gateway, owner, redactor, begin, asError } = await open(
				settings.limits,
				secretsOf(settings.headers),
			);
			const beginAsking = () => {
				const { send, cost, spent } = begin(settings.retryAndTimeouts);
				return { send: sendFrom(modelFields, send), cost, spent };
			};
			const chatModel = new Aigc2dChatModel(settings, {
				begin: beginAsking,
				schemaOf: (tool) => (tool.type === 'function' ? getParametersJsonSchema(tool) : {}),
				turnsOf: (model) => new CarriedThoughts({ gateway, owner, model }, recent),
				redactor,
				asError,
			});
			return patchAdapter(supplyModel(this, chatModel).response);
		});
	}
}
