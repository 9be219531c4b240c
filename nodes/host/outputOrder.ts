import type { JsonObject } from '../api/json';

/**
 * Members that end an item, in this order: what repeats the answer, what is said of it, what it took, and what is long.
 * The others stay as the operation has them, with the answer first. In n8n's table a column with nested data is at least
 * 240 pixels wide (2.41.1), so what repeats the answer in that form stands behind the short ones.
 */
const last = [
	...['message', 'warnings', 'usage', 'cost', 'request'],
	...['tool_runs', 'messages', 'segments', 'words', 'logprobs', 'grants', 'embedding'],
];
const isLast: ReadonlySet<string> = new Set(last);

/**
 * The members of an item in the order in which they are read.
 *
 * @param between further members, right behind the answer; one that the item has itself is left out
 */
export function inOrder(json: JsonObject, between: JsonObject = {}): JsonObject {
	const entries = Object.entries(json).filter(([name]) => !isLast.has(name));
	const [answer, others] = [entries.slice(0, 1), entries.slice(1)];
	const added = Object.entries(between).filter(([name]) => !Object.hasOwn(json, name));
	const ending = last.filter((name) => Object.hasOwn(json, name));
	const lastOnes = ending.map((name) => [name, json[name]]);
	return Object.fromEntries([...answer, ...added, ...others, ...lastOnes]);
}
