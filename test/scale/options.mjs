import { parseArgs } from 'node:util';
import { limits } from './limits.mjs';

const counts = { workers: '3', executions: '300', items: '20', concurrency: '5' };
/** What a smoke test does. */
const few = { workers: '2', executions: '24', items: '5', concurrency: '5' };

/**
 * @typedef {object} Options
 * @property {number} workers
 * @property {number} executions
 * @property {number} items of each execution
 * @property {number} concurrency executions that a worker works on at the same time
 * @property {string[]} limits names of those that are tried
 * @property {boolean} isShort
 * @property {boolean} isWhole nothing was asked for
 */

/**
 * Reads the options of `npm run scale --`.
 *
 * @param {string[]} args
 * @returns {Options}
 * @throws {Error} that says what is wrong, and what there is
 */
export function readOptions(args) {
	const { values } = parseArgs({
		args,
		options: {
			...Object.fromEntries(Object.keys(counts).map((name) => [name, { type: 'string' }])),
			limit: { type: 'string', multiple: true },
			short: { type: 'boolean' },
		},
	});
	const usual = values.short ? few : counts;
	const numbers = Object.keys(counts).map((name) => [
		name,
		wholeNumber(name, values[name] ?? usual[name]),
	]);
	const names = values.limit ?? (values.short ? ['bucket'] : Object.keys(limits));
	for (const name of names)
		if (!(name in limits))
			throw new Error(`There is no limit "${name}". There are: ${Object.keys(limits).join(', ')}.`);
	return {
		...Object.fromEntries(numbers),
		limits: names,
		isShort: values.short === true,
		isWhole: args.length === 0,
	};
}

function wholeNumber(name, text) {
	const number = Number(text);
	if (Number.isInteger(number) && number >= 1) return number;
	throw new Error(`--${name} must be a whole number from 1 on, but is "${text}".`);
}
