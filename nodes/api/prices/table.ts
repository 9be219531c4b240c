import { isObject, type JsonObject } from '../json';
import { decimal } from './decimal';
import type { Price } from './price';
import type { Prices } from './prices';

/** Names of a price in the user's table, the first as the description has it. */
const names: ReadonlyArray<[member: keyof Price, ...written: string[]]> = [
	['input', 'in', 'input', 'prompt'],
	['output', 'out', 'output', 'completion'],
	['cached', 'cached', 'cache', 'cached_input'],
	['call', 'call', 'per_call', 'request'],
	['picture', 'picture', 'per_picture', 'image'],
];

const example = '{"gpt-4o-mini": {"in": 0.15, "out": 0.6, "cached": 0.075}}';

/** What is wrong with a table, and how to fix it. */
export interface TableFault {
	fault: string;
	remedy: string;
}

/**
 * Prices from the user's table: an object with a member for each model, or for the names that begin with what stands
 * before a `*`. In it `in`, `out` and `cached` (for a million tokens), `call` and `picture`.
 *
 * @param table read from JSON
 */
export function pricesOfTable(table: unknown, currency: string): Prices | TableFault {
	if (!isObject(table)) return { fault: 'is no JSON object', remedy: `Write it like ${example}.` };
	const rows = new Map<string, Price>();
	for (const [model, given] of Object.entries(table)) {
		const price = readPrice(model, given);
		if ('fault' in price) return price;
		rows.set(model.trim().toLowerCase(), price);
	}
	if (rows.size === 0) return { fault: 'has no model in it', remedy: `Write it like ${example}.` };
	const of = (model: string) => findRow(rows, model.trim().toLowerCase());
	return { unit: currency, of, most: of };
}

/** The row of a model; else the longest beginning of its name that has one. */
function findRow(rows: ReadonlyMap<string, Price>, model: string): Price | undefined {
	const exact = rows.get(model);
	if (exact !== undefined) return exact;
	const beginnings = [...rows].filter(
		([name]) => name.endsWith('*') && model.startsWith(name.slice(0, -1)),
	);
	beginnings.sort(([one], [other]) => other.length - one.length);
	return beginnings[0]?.[1];
}

function readPrice(model: string, given: unknown): Price | TableFault {
	if (!isObject(given)) {
		const remedy = `Give it an object of prices, like ${example}.`;
		return { fault: `has no prices for ${model}`, remedy };
	}
	const price: Price = {};
	for (const [name, value] of Object.entries(given as JsonObject)) {
		const row = names.find(([, ...written]) => written.includes(name.toLowerCase()));
		if (row === undefined) {
			const known = names.map(([, first]) => first).join(', ');
			return { fault: `has "${name}" for ${model}`, remedy: `Prices are called ${known}.` };
		}
		const amount = decimal(value);
		if (amount === undefined) {
			const remedy = 'Write a number from 0, such as 0.15, without a currency.';
			return { fault: `has ${JSON.stringify(value)} as "${name}" of ${model}`, remedy };
		}
		price[row[0]] = amount;
	}
	const { input, output, call, picture } = price;
	if ([input, output, call, picture].every((amount) => amount === undefined))
		return { fault: `has no price for ${model}`, remedy: `Write it like ${example}.` };
	// Half a price would make every answer too cheap.
	const missing = [input === undefined ? 'in' : '', output === undefined ? 'out' : ''];
	if ((input === undefined) !== (output === undefined)) {
		const remedy = 'Where a side is free, write 0.';
		return { fault: `has no "${missing.join('')}" for ${model}`, remedy };
	}
	return price;
}
