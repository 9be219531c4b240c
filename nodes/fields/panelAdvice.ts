import type { Call, Request, Send } from '../api/call';
import { defined } from '../api/defined';
import { Failed, type Failure } from '../api/failure';
import { failureKinds } from '../api/failureKinds';
import { overCostBudget } from '../api/prices/advice';
import { tooLong, unknownModel } from '../api/refusal/advice';
import { missingThing } from '../api/refusal/missing';
import type { Field, Property } from './field';

/** What the panel of an operation has that advice can name. */
interface Panel {
	/** Whether it has the field Model, with its list. */
	models: boolean;
	maxTokens: boolean;
	/** What the option On Truncation can do about an answer that was cut off; undefined: the panel does not have it. */
	onTruncation: 'Continue' | 'Fail' | undefined;
	/** Where the path of the route can be changed. */
	path: 'the option Path' | 'the field Path' | undefined;
	/** What to do with what the model reads. */
	content: ContentAdvice;
}

/** What to do with what the model reads. */
export interface ContentAdvice {
	/** So that it is let through. */
	change: string;
	/** So that it fits into the model. */
	shorten: string;
}

/** Advice of a kind, or of certain words, and what it is with this panel. */
interface PanelAdvice {
	usual: string;
	here: (panel: Panel, why: Failure, path: string) => string;
}

/** Routes that only AIGC2D has. */
const ownRoutes = /^\/sd\//;

const listOfModels = 'the list of the Model field shows what the gateway offers';

const advices: readonly PanelAdvice[] = [
	{
		usual: failureKinds.notFound.description,
		here: (panel, why, path) => {
			const missing = missingThing(why);
			if (missing === 'model') return modelAdvice(panel);
			if (missing === 'route' || !panel.models) return routeAdvice(panel, path);
			const elsewhere = panel.path === undefined ? '' : `, ${panel.path}`;
			return `Check the model name (${listOfModels})${elsewhere} and the Base URL in the credential.`;
		},
	},
	{ usual: unknownModel, here: modelAdvice },
	{
		usual: tooLong,
		here: ({ maxTokens, content: { shorten } }) =>
			maxTokens
				? `${shorten} or lower Max Tokens: together they must fit into the model.`
				: `${shorten}: the model takes no more.`,
	},
	{
		usual: failureKinds.quota.description,
		here: ({ maxTokens }) =>
			maxTokens ? failureKinds.quota.description : 'Top up the account at the gateway.',
	},
	{
		usual: failureKinds.contentFilter.description,
		here: ({ models, content: { change } }) =>
			`${change}${models ? ', or use a model with other rules' : ''}.`,
	},
	{
		usual: failureKinds.timeout.description,
		here: ({ maxTokens }) =>
			maxTokens
				? failureKinds.timeout.description
				: 'Run the item again. The gateway may have charged for the request.',
	},
	{
		usual: failureKinds.truncated.description,
		here: ({ maxTokens }) =>
			maxTokens ? failureKinds.truncated.description : 'Run the item again.',
	},
	{
		usual: failureKinds.budget.description,
		here: (panel) => budgetAdvice('Token Budget', panel, 'the remaining items'),
	},
	{
		usual: overCostBudget,
		here: (panel) => budgetAdvice('Cost Budget', panel, 'the remaining items'),
	},
	{
		usual: failureKinds.auth.description,
		here: ({ models }) =>
			models
				? failureKinds.auth.description
				: 'Check the API key and the Base URL in the credential, and that the key is enabled.',
	},
];

function modelAdvice({ models }: Panel): string {
	return models
		? `Pick another model: ${listOfModels}.`
		: 'The gateway does not offer this model: check its name or number.';
}

function budgetAdvice(field: string, { maxTokens }: Panel, items: string): string {
	return `Raise ${field},${maxTokens ? ' lower Max Tokens,' : ''} or run ${items} later.`;
}

function routeAdvice({ path: field }: Panel, path: string): string {
	const own = ownRoutes.test(path) ? " It is one of AIGC2D's own." : '';
	const isMissing = `This gateway has no route ${path}.${own} Check the Base URL in the credential`;
	if (field === undefined) return `${isMissing}; if it is right, the gateway cannot do this.`;
	return field === 'the field Path'
		? `${isMissing}, and ${field}.`
		: `${isMissing}; if the gateway has another route for this, enter it in ${field}.`;
}

/**
 * Sends for an operation; the advice of what fails names only what the panel of the operation has. An operation that
 * knows better puts its own in place of it.
 *
 * @param fields those of the panel
 * @param content where what the model reads comes from elsewhere; absent: the panel tells
 */
export function sendFrom(fields: readonly Field[], send: Send, content?: ContentAdvice): Send {
	const panel = { ...panelOf(fields), ...defined({ content }) };
	return async <T>(call: Call<T>) =>
		await send(call).catch((thrown: unknown) => {
			throw thrown instanceof Failed
				? new Failed(withPanelAdvice(thrown.failure, panel, call.request))
				: thrown;
		});
}

function withPanelAdvice(why: Failure, panel: Panel, { path }: Request): Failure {
	// What is said of the item may stand before it.
	const advice = advices.find(({ usual }) => why.description.endsWith(usual));
	// A file that is fetched from elsewhere has nothing to do with the panel.
	if (advice === undefined || path === undefined) return why;
	const [route = path] = path.split('?');
	const before = why.description.slice(0, -advice.usual.length);
	return { ...why, description: before + advice.here(panel, why, route) };
}

/**
 * What to do about items of a whole run, for the note above its output.
 *
 * @param fields those of the panel
 */
export function adviceAfterRun(fields: readonly Field[]): {
	cutOff: string;
	overBudget: string;
	overCost: string;
} {
	const panel = panelOf(fields);
	const { onTruncation } = panel;
	const orSet =
		onTruncation === undefined ? '' : `, or set the option On Truncation to ${onTruncation}`;
	return {
		cutOff: `Raise Max Tokens${orSet}.`,
		overBudget: budgetAdvice('Token Budget', panel, 'these items'),
		overCost: budgetAdvice('Cost Budget', panel, 'these items'),
	};
}

const wordsOf = (what: string): ContentAdvice => ({
	change: `Rephrase the ${what}`,
	shorten: `Shorten the ${what}`,
});
const file = { change: 'Use another file', shorten: 'Use a shorter or smaller file' };

/** Fields with what a model reads, the first that a panel has counts. */
const contents: ReadonlyArray<[name: string, advice: ContentAdvice]> = [
	['messages', wordsOf('messages')],
	['prompt', wordsOf('prompt')],
	['text', wordsOf('text')],
	['documents', wordsOf('documents')],
	['binaryProperty', file],
	['binaryProperties', file],
	// A chat model for agents has none: their messages come from elsewhere.
	['model', wordsOf('messages')],
];

function panelOf(fields: readonly Field[]): Panel {
	const has = (name: string) => fields.some(({ property }) => property.name === name);
	const options = fields.flatMap(({ property }) => property.options ?? []);
	const option = (name: string) => options.find((each) => each.name === name);
	const isOption = option('path') !== undefined;
	return {
		models: has('model'),
		maxTokens: has('maxTokens'),
		onTruncation: remedyOf(option('onTruncation')),
		path: has('path') ? 'the field Path' : isOption ? 'the option Path' : undefined,
		content: contents.find(([name]) => has(name))?.[1] ?? wordsOf('request'),
	};
}

function remedyOf(
	onTruncation: NonNullable<Property['options']>[number] | undefined,
): Panel['onTruncation'] {
	if (onTruncation === undefined || !('options' in onTruncation)) return undefined;
	const values = (onTruncation.options ?? []).map((choice) => 'value' in choice && choice.value);
	return values.includes('continue') ? 'Continue' : 'Fail';
}
