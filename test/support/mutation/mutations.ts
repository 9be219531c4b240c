import { isObject } from '../../../nodes/api/json';
import type { Random } from './random';
import { raw, unsent } from './wire';

type Holder = Record<string, unknown>;

/** One place in a tree of JSON: a member of an object, or an entry of a list. */
interface Place {
	holder: Holder | unknown[];
	name: string;
	path: string;
}

/** Changes a place; returns what it did, or undefined where it does not apply. */
type Mutation = (place: Place, random: Random) => string | undefined;

/** Values in place of others. */
const others: ReadonlyArray<[string, (value: unknown) => unknown]> = [
	['null', () => null],
	['a number', () => 17],
	['zero', () => 0],
	['a fraction', () => -0.5],
	['no number', () => raw('NaN')],
	['a long number', () => raw('12345678901234567890')],
	['true', () => true],
	['false', () => false],
	['an empty text', () => ''],
	['a text', () => 'put in'],
	['its JSON', (value) => JSON.stringify(value)],
	['an empty list', () => []],
	['an empty object', () => ({})],
	['a list of it', (value) => [value]],
	['a list of a list of it', (value) => [[value]]],
	['a list of it twice', (value) => [value, value]],
	['a list of numbers', () => [1, 2]],
	['an object with it', (value) => ({ wrapped: value })],
	['an object with it as text', (value) => ({ text: value })],
	['an object with it as value', (value) => ({ value })],
	['lists, 10 deep', () => raw(`${'['.repeat(10)}${']'.repeat(10)}`)],
	['lists, 5,000 deep', () => raw(`${'['.repeat(5_000)}${']'.repeat(5_000)}`)],
	['objects, 150 deep', () => raw(`${'{"a":'.repeat(150)}1${'}'.repeat(150)}`)],
];

/** Members that some gateways add, and some that nobody should. */
const additions: ReadonlyArray<[string, unknown]> = [
	[`__proto__${unsent}`, { text: 'bad', content: 'bad', choices: [], index: 1 }],
	[`__proto__${unsent}`, null],
	['constructor', { prototype: { bad: true } }],
	['toString', 'bad'],
	['hasOwnProperty', 1],
	['error', {}],
	['error', { message: '', type: '', param: '', code: null }],
	['error', null],
	['usage', 17],
	['usage', {}],
	['usage', null],
	['index', null],
	['code', 0],
	['base_resp', { status_code: 0, status_msg: 'success' }],
	['note', 'added'],
	['length', 3],
];

/** Failures that stand beside an answer, or in it. */
export const failures: ReadonlyArray<[string, unknown]> = [
	['error', { message: 'upstream broke', type: 'server_error' }],
	['error', 'engine crashed'],
	['error', { message: 'No such thing', code: 'invalid_request_error' }],
];

const replace: Mutation = ({ holder, name }, random) => {
	const [what, other] = random.pick(others);
	(holder as Holder)[name] = other((holder as Holder)[name]);
	return `becomes ${what}`;
};

const remove: Mutation = ({ holder, name }) => {
	if (Array.isArray(holder)) holder.splice(Number(name), 1);
	else delete holder[name];
	return 'is lost';
};

const double: Mutation = ({ holder, name }, random) => {
	if (Array.isArray(holder)) {
		holder.splice(Number(name), 0, structuredClone(holder[Number(name)]));
		return 'comes twice';
	}
	const [what, other] = random.pick(others);
	const isSame = random.chance(0.5);
	holder[`${name}${unsent}`] = isSame ? structuredClone(holder[name]) : other(holder[name]);
	return `is a member twice, then ${isSame ? 'the same' : what}`;
};

const swap: Mutation = ({ holder, name }) => {
	if (!Array.isArray(holder) || Number(name) + 1 >= holder.length) return undefined;
	const [entry] = holder.splice(Number(name), 1);
	holder.splice(Number(name) + 1, 0, entry);
	return 'changes places with the next';
};

const exchange: Mutation = ({ holder, name }, random) => {
	if (Array.isArray(holder)) return undefined;
	const other = random.pick(Object.keys(holder));
	// The type decides what a part holds.
	if (name === 'type' || other === 'type') return undefined;
	[holder[name], holder[other]] = [holder[other], holder[name]];
	return `is exchanged with ${other}`;
};

const add: Mutation = ({ holder }, random) => {
	if (Array.isArray(holder)) {
		const [what, other] = random.pick(others);
		holder.splice(random.below(holder.length + 1), 0, other({}));
		return `has a neighbour: ${what}`;
	}
	const [name, value] = random.chance(0.1) ? random.pick(failures) : random.pick(additions);
	holder[name] = structuredClone(value);
	return `has a neighbour ${name}: ${JSON.stringify(value)}`;
};

const mutations: readonly Mutation[] = [
	replace,
	replace,
	replace,
	remove,
	double,
	swap,
	exchange,
	add,
];

/** A tree after some random mutations, and what they were. */
export function mutated(tree: unknown, random: Random): { tree: unknown; changes: string[] } {
	const root = { '': structuredClone(tree) };
	const changes: string[] = [];
	const count = random.pick([0, 1, 1, 1, 1, 1, 2, 2, 3, 5]);
	for (let tries = 0; changes.length < count && tries < 50; tries++) {
		const places = placesIn(root, '');
		if (places.length === 0) break;
		const place = random.pick(places);
		const change = random.pick(mutations)(place, random);
		if (change !== undefined) changes.push(`${place.path} ${change}`);
	}
	return { tree: root[''], changes };
}

function placesIn(holder: Holder | unknown[], path: string): Place[] {
	return Object.keys(holder).flatMap((name) => {
		const own = { holder, name, path: `${path}/${name}` };
		const value = (holder as Holder)[name];
		return Array.isArray(value) || isObject(value) ? [own, ...placesIn(value, own.path)] : [own];
	});
}
