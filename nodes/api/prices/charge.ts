import { defined } from '../defined';
import type { Request } from '../call';
import { asObject, tryParseAnswer } from '../json';
import type { Decimal } from './decimal';
import { costAt, type Used } from './price';
import type { Prices } from './prices';

/** What the gateway may have charged for one request. */
export interface Charge {
	/** The model that was asked for; absent: the request names none, such as one for a task. */
	model?: string;
	/** The group of channels that answered, where the gateway names it. */
	group?: string;
	used: Used;
	/** Whether nobody knows what was used: the answer broke off, or never came. */
	isUnknown?: true;
}

/** Header in which New-API names the group of channels that answered (in use at new.aigc2d.com, 2026). */
const groupHeader = 'x-routing-group';

/** Who was asked, and who answered. */
export function chargedTo(
	request: Request,
	headers: { readonly [name: string]: string | undefined } = {},
): Pick<Charge, 'model' | 'group'> {
	return defined({ model: modelOf(request), group: headers[groupHeader]?.trim() || undefined });
}

/** The model that a request names, in JSON or in a form. */
function modelOf({ body, json, form }: Request): string | undefined {
	const field = form?.find(({ name }) => name === 'model')?.value;
	const named = field ?? asObject(body ?? (json && tryParseAnswer(json))).model;
	return typeof named === 'string' && named !== '' ? named : undefined;
}

/** What a request cost; undefined where that is not known. */
export function amountOf(
	{ model, group, used, isUnknown }: Charge,
	prices: Prices,
): Decimal | undefined {
	if (isUnknown || model === undefined) return undefined;
	const price = prices.of(model, group);
	return price && costAt(price, used);
}
