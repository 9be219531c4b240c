/** Workflows of root nodes (Agents, chains) with their sub-nodes. */

const langchain = (type) => `@n8n/n8n-nodes-langchain.${type}`;

/** A node of n8n's own AI package. @param {string} name @param {string} type @param {number} typeVersion @param {object} [parameters] @param {object} [settings] */
export const aiNode = (name, type, typeVersion, parameters = {}, settings = {}) => ({
	id: name,
	name,
	type: langchain(type),
	typeVersion,
	position: [600, 0],
	parameters,
	...settings,
});

/** The chat model of this package. @param {string} credentialId @param {string} model */
export const chatModel = (credentialId, model = 'rule-agent', name = 'Model', parameters = {}) => ({
	id: name,
	name,
	type: 'n8n-nodes-aigc2d.lmChatAigc2d',
	typeVersion: 1,
	position: [600, 200],
	parameters: { model: { __rl: true, mode: 'id', value: model }, ...parameters },
	credentials: { aigc2dApi: { id: credentialId, name: 'AIGC2D' } },
});

/** Another sub-node of this package: `embeddingsAigc2d`, `rerankerAigc2d`. @param {string} credentialId @param {string} type @param {string} name @param {object} parameters */
export const subNode = (credentialId, type, name, parameters) => ({
	id: name,
	name,
	type: `n8n-nodes-aigc2d.${type}`,
	typeVersion: 1,
	position: [600, 400],
	parameters,
	credentials: { aigc2dApi: { id: credentialId, name: 'AIGC2D' } },
});

/** Node → node, by kind of connection. @param {[from: string, to: string, kind?: string, index?: number][]} list */
export function wired(list) {
	const connections = {};
	for (const [from, to, kind = 'main', index = 0] of list) {
		const outputs = ((connections[from] ??= {})[kind] ??= [[]]);
		outputs[0].push({ node: to, type: kind, index });
	}
	return connections;
}

/** What a root node gave in an execution; it must not have failed. @param {any} run @param {string} name */
export function outputs(run, name) {
	const [task] = run.data.resultData.runData[name] ?? [];
	if (!task) throw new Error(`${name} did not run: ${run.data.resultData.error?.message}`);
	if (task.error) throw new Error(`${name} failed: ${task.error.message}`);
	return task.data.main.flat();
}
