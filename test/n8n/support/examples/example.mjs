import { readFile, readdir } from 'node:fs/promises';
import { modelById } from '../workflows.mjs';
import { beginRun } from '../executions.mjs';
import { executionData } from '../executionData.mjs';

const folder = new URL('../../../../examples/', import.meta.url);

/** What the editor calls the first credential of our type, and the examples name. */
export const credentialName = 'AIGC2D account';

/** Files with workflows; the others are data of tests. */
export async function exampleNames() {
	const files = await readdir(folder);
	const names = files.filter((file) => file.endsWith('.json')).map((file) => file.slice(0, -5));
	return names.filter((name) => name !== 'tickets').sort();
}

/** A workflow as the file has it. @param {string} name of the file */
export async function readExample(name) {
	return JSON.parse(await readFile(new URL(`${name}.json`, folder), 'utf8'));
}

/**
 * @typedef {object} Trial what is done with an example as a person would, and what must come of it
 * @property {string} file name of the example
 * @property {string} shows what, in a sentence
 * @property {Record<string, string>} models of the embedded gateway, by the name of the node
 * @property {(node: (name: string) => any) => void} [set] what else is changed in it, such as one number
 * @property {boolean} [isPublished] instead of being executed
 * @property {(seen: Seen, means: Means) => void | Promise<void>} check
 */

/**
 * @typedef {object} Means
 * @property {any} rest
 * @property {any} n8n
 * @property {any} gateway the embedded one
 * @property {(set: Trial['set']) => Promise<Seen>} again imports the example once more with a further change, and executes it
 */

/**
 * @typedef {object} Seen
 * @property {string} status of the execution
 * @property {string | undefined} error what stopped it
 * @property {(name: string) => any[]} runsOf the runs of a node
 * @property {(name: string, output?: number) => any[]} itemsOf all items of an output of a node, of all its runs
 * @property {(name: string, output?: number) => any[]} jsonOf what they have as JSON
 */

/**
 * Imports an example into n8n as a person does, who then chooses models.
 *
 * @param {any} rest @param {Pick<Trial, 'file' | 'models' | 'set'>} trial
 * @returns {Promise<any>} the workflow as n8n has it
 */
export async function importExample(rest, { file, models, set = () => {} }) {
	const workflow = await readExample(file);
	const node = (name) => workflow.nodes.find((each) => each.name === name);
	for (const [name, model] of Object.entries(models))
		node(name).parameters.model = modelById(model);
	set(node);
	return await rest.request('POST', '/rest/workflows', workflow);
}

/** Begins it as its button does. @param {any} rest @param {string} id of the workflow @returns {Promise<string>} the execution */
export const beginByHand = (rest, id) => beginRun(rest, id, 'When Executed by Hand');

/** What came of an execution, when it is over. @param {any} rest @param {string} execution @returns {Promise<Seen>} */
export async function seen(rest, execution) {
	const { status, data } = await executionData(rest, execution);
	const { runData, error } = data.resultData;
	const runsOf = (name) => runData[name] ?? [];
	const itemsOf = (name, output = 0) =>
		runsOf(name).flatMap(({ data: given }) => given?.main?.[output] ?? []);
	return {
		status,
		error: error && `${error.node?.name}: ${error.message}`,
		runsOf,
		itemsOf,
		jsonOf: (name, output) => itemsOf(name, output).map(({ json }) => json),
	};
}
