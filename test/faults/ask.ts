import type { IDataObject, INodeExecutionData } from 'n8n-workflow';
import { itemsFor, parametersFor } from '../support/wire/operations';
import type { FaultAsk } from './case';

/** Input items of a case that does not say how many. */
export const usualItems = 3;

/** What every item asks for, and where the good answers of these cases say it again. */
const asked = '=Item {{ $itemIndex }}';

/** Parameters with which every item asks for something of its own, by route. */
const ofItems: { [route: string]: IDataObject } = {
	'/v1/chat/completions': { messages: { values: [{ role: 'user', content: asked }] } },
	'/v1/messages': { messages: { values: [{ role: 'user', content: asked }] } },
	'/v1/complete': { prompt: asked },
	'/v1/completions': { prompt: asked },
	'/v1/embeddings': { text: asked },
	'/v1/images/generations': { prompt: asked },
	'/v1/audio/speech': { text: asked, voice: 'alloy' },
};

/** Routes whose good answer is the text that was asked for. */
const ofTexts = ['/v1/chat/completions', '/v1/messages', '/v1/complete', '/v1/completions'];

/** The text that an item has to have when all went well; undefined where the route gives none. */
export function textOf(
	{ route = '/v1/chat/completions', operation }: FaultAsk,
	item: number,
): string | undefined {
	return operation === undefined && ofTexts.includes(route) ? `Item ${item}` : undefined;
}

/** What the request of an item asks for, by its body or path; undefined where it does not say. */
export function askedIn(bytes: Buffer | string): string | undefined {
	return bytes
		.toString()
		.match(/Item[ _]\d+/g)
		?.at(-1);
}

export function parametersOf(ask: FaultAsk): IDataObject {
	const { route = '/v1/chat/completions', operation, parameters } = ask;
	const own = operation === undefined ? ofItems[route] : {};
	return parametersFor({ ...ask, route, items: [], parameters: { ...own, ...parameters } });
}

export function itemsOf({
	route = '',
	items = usualItems,
	binary,
}: FaultAsk): INodeExecutionData[] {
	const jsons = typeof items === 'number' ? Array.from({ length: items }, () => ({})) : items;
	return itemsFor({ route, items: jsons }).map((item) => ({
		...item,
		...(binary === undefined ? {} : { binary }),
	}));
}
