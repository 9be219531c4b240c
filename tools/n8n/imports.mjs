import { randomBytes } from 'node:crypto';
import { rm, writeFile } from 'node:fs/promises';

/** @typedef {import('./commands.mjs').Commands} Commands */

/** @param {Commands} commands @param {{ id?: string, name: string, type: string, data: object }[]} list @returns {Promise<string[]>} their ids */
export async function importCredentials(commands, list) {
	const credentials = list.map((entry) => ({ ...entry, id: entry.id ?? newId() }));
	await importAll(commands, 'import:credentials', credentials);
	return credentials.map(({ id }) => id);
}

/** @param {Commands} commands @param {{ id?: string, name?: string, nodes: object[], connections: object }} workflow @returns {Promise<string>} its id */
export async function importWorkflow(commands, workflow) {
	const id = workflow.id ?? newId();
	const complete = { name: 'Workflow', active: false, settings: {}, ...workflow, id };
	await importAll(commands, 'import:workflow', [complete]);
	return id;
}

/** @param {Commands} commands @param {string} command @param {object[]} content */
async function importAll(commands, command, content) {
	const file = commands.file('import.json');
	// Credentials are in plain text here.
	await writeFile(file, JSON.stringify(content), { mode: 0o600 });
	try {
		await commands.succeed([command, `--input=${file}`]);
	} finally {
		await rm(file, { force: true });
	}
}

/** n8n takes at most 21 characters. */
const newId = () => randomBytes(8).toString('hex');
