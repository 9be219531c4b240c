import { isObject, type JsonObject } from '../json';
import { decimal, largest, times, type Decimal } from './decimal';
import type { Price } from './price';
import type { Prices } from './prices';

/** USD for a million tokens at ratio 1: New-API counts 500,000 units to the dollar. */
const perRatio = decimal(2)!;

/** What a model costs before the ratio of its group. */
interface Row {
	price: Price;
	/** Groups of channels that may answer; empty: all. */
	groups: readonly string[];
}

/**
 * Prices from New-API's public list, GET /api/pricing (New-API source, model/pricing.go); undefined where a body is
 * none. A model with a `billing_mode` is priced by rules that are not in the list, so it has no price here.
 */
export function pricesOfGateway(body: unknown): Prices | undefined {
	if (!isObject(body) || !Array.isArray(body.data)) return undefined;
	const rows = new Map<string, Row>();
	for (const entry of body.data as unknown[]) {
		if (!isObject(entry) || typeof entry.model_name !== 'string') continue;
		const price = priceOf(entry);
		if (price !== undefined)
			rows.set(entry.model_name, { price, groups: textsOf(entry.enable_groups) });
	}
	if (rows.size === 0) return undefined;
	const ratios = ratiosOf(body.group_ratio);
	const usable = isObject(body.usable_group) ? Object.keys(body.usable_group) : [];
	return {
		unit: 'USD',
		of(model, group) {
			const row = rows.get(model);
			const ratio = row && ratioFor(row, group, ratios, usable);
			return row && ratio !== undefined ? scaled(row.price, ratio) : undefined;
		},
		most(model) {
			const row = rows.get(model);
			const may = row && ratiosFor(row, ratios, usable);
			const known = may?.filter((ratio) => ratio !== undefined) ?? [];
			if (row === undefined || known.length === 0) return undefined;
			return scaled(row.price, largest(known));
		},
	};
}

/** The ratio of the group that answered; where that is not told, the one that all groups share that may have. */
function ratioFor(
	row: Row,
	group: string | undefined,
	ratios: ReadonlyMap<string, Decimal>,
	usable: readonly string[],
): Decimal | undefined {
	if (group !== undefined) return ratios.get(group);
	const [only, ...others] = new Set(ratiosFor(row, ratios, usable));
	return others.length === 0 ? only : undefined;
}

/** The ratios of all groups that may answer. */
function ratiosFor(
	{ groups }: Row,
	ratios: ReadonlyMap<string, Decimal>,
	usable: readonly string[],
): Array<Decimal | undefined> {
	const isUsable = (name: string) => usable.length === 0 || usable.includes(name);
	const may = groups.filter((name) => name !== 'all' && isUsable(name));
	const all = usable.length > 0 ? usable : [...ratios.keys()];
	return (may.length > 0 ? may : all).map((name) => ratios.get(name));
}

function priceOf(entry: JsonObject): Price | undefined {
	// An empty text is how the list says that there is none.
	if (entry.billing_mode !== undefined && entry.billing_mode !== '') return undefined;
	if (Number(entry.quota_type) === 1) {
		const call = decimal(entry.model_price);
		return call === undefined ? undefined : { call };
	}
	const ratio = decimal(entry.model_ratio);
	if (ratio === undefined) return undefined;
	const input = times(ratio, perRatio);
	const price: Price = {
		input,
		output: times(input, decimal(entry.completion_ratio) ?? decimal(1)!),
	};
	const parts: Array<[keyof Price, unknown]> = [
		['cached', entry.cache_ratio],
		['cacheWritten', entry.create_cache_ratio],
		['images', entry.image_ratio],
		['sound', entry.audio_ratio],
	];
	for (const [part, given] of parts) {
		const own = decimal(given);
		if (own !== undefined) price[part] = times(input, own);
	}
	const spoken = decimal(entry.audio_completion_ratio);
	if (spoken !== undefined) price.spoken = times(price.sound ?? input, spoken);
	return price;
}

function scaled(price: Price, ratio: Decimal): Price {
	const entries = Object.entries(price) as Array<[keyof Price, Decimal]>;
	return Object.fromEntries(entries.map(([name, amount]) => [name, times(amount, ratio)]));
}

function ratiosOf(value: unknown): Map<string, Decimal> {
	const ratios = new Map<string, Decimal>();
	for (const [group, given] of Object.entries(isObject(value) ? value : {})) {
		const ratio = decimal(given);
		if (ratio !== undefined) ratios.set(group, ratio);
	}
	return ratios;
}

function textsOf(value: unknown): string[] {
	return Array.isArray(value) ? value.filter((entry) => typeof entry === 'string') : [];
}
