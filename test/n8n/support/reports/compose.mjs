import { aiNode, chatModel } from '../cluster.mjs';
import { itemNodes, modelById, trigger, userMessage } from '../workflows.mjs';

/**
 * What users of n8n reported, as a part of a workflow, and what is to be seen of it.
 *
 * @typedef {object} Report
 * @property {string} kind number of reference/reports.md, or a word for what was decided there
 * @property {string} reported what happened to the user
 * @property {string} seen what is seen now
 * @property {import('./answers.mjs').Answer} [answer] what its model says; nobody else has this model
 * @property {object[]} [items] the JSON of its input items; without it one empty item
 * @property {object} [parameters] of Chat → Message a Model, or of the operation that they name
 * @property {string} [credential] name of the credential; `plain` unless told
 * @property {(own: Own) => { nodes: object[], links?: [string, string, string?, number?][] }} [nodes] in place of one
 *   node with these parameters; the first is given the items
 * @property {(seen: Outcome) => void | Promise<void>} check
 */

/**
 * @typedef {object} Outcome
 * @property {any} json of the first item of the last node
 * @property {any[]} all JSON of all items of the last node
 * @property {(of: string) => any[]} tasksOf what n8n has of the runs of a node of the report
 * @property {string[]} hints above the output of the last node
 * @property {import('../server.mjs').Received[]} requests to the report's model
 * @property {{ url: string }} gateway
 * @property {{ type: string, content?: string }[]} chunks what a chat said, in place of all this
 * @property {any[]} types descriptions of all nodes, where n8n itself is looked at
 * @property {import('../../../../tools/n8n/instance.mjs').Instance} n8n beside them
 */

/** What the nodes of a report are made with. */
export class Own {
	/** @param {string} id also its model @param {(name: string) => { id: string, name: string }} credentialOf @param {string} origin of the gateway */
	constructor(id, credentialOf, origin) {
		this.id = id;
		this.credentialOf = credentialOf;
		this.origin = origin;
	}

	/** The name of a node. @param {string} [of] */
	name(of) {
		return of ? `${this.id} ${of}` : this.id;
	}

	/** The AIGC2D node. @param {object} parameters @param {{ of?: string, credential?: string }} [choice] */
	node(parameters, { of, credential = 'plain' } = {}) {
		const name = this.name(of);
		const usual = { resource: 'chat', operation: 'complete', model: modelById(this.id) };
		const messages = { messages: userMessage('Hello'), throughput: { maxAttempts: 2 } };
		return {
			...this.builtIn(of, 'n8n-nodes-aigc2d.aigc2d', 1, { ...usual, ...messages, ...parameters }),
			id: name,
			credentials: { aigc2dApi: this.credentialOf(credential) },
		};
	}

	/** The chat model. @param {object} [parameters] @param {{ credential?: string, model?: string }} [choice] */
	model(parameters = {}, { credential = 'plain', model = this.id } = {}) {
		return chatModel(this.credentialOf(credential).id, model, this.name('Model'), parameters);
	}

	/** A node of n8n's AI package. @param {string} of @param {string} type @param {number} version @param {object} parameters */
	ai(of, type, version, parameters) {
		const node = aiNode(this.name(of), type, version, parameters);
		return { ...node, onError: 'continueRegularOutput' };
	}

	/** Any node of n8n. @param {string | undefined} of @param {string} type @param {number} typeVersion @param {object} parameters */
	builtIn(of, type, typeVersion, parameters) {
		const id = this.name(of);
		return {
			id,
			name: id,
			type,
			typeVersion,
			position: [600, 0],
			parameters,
			onError: 'continueRegularOutput',
		};
	}
}

/**
 * One workflow of all reports: each begins at the trigger and goes on whatever becomes of the others.
 *
 * @param {readonly Report[]} reports @param {(name: string) => { id: string, name: string }} credentialOf
 * @param {string} origin of the gateway
 */
export function compose(reports, credentialOf, origin) {
	const start = trigger();
	const nodes = [start];
	const links = [];
	const lastOf = new Map();
	for (const report of reports) {
		const own = new Own(idOf(report), credentialOf, origin);
		const { parameters = {}, credential, items } = report;
		const part = report.nodes?.(own) ?? { nodes: [own.node(parameters, { credential })] };
		const before = items ? itemNodes(items).map((node) => renamed(node, own)) : [];
		const row = [start, ...before, part.nodes[0]].map(({ name }) => name);
		links.push(...row.slice(1).map((name, at) => [row[at], name]), ...(part.links ?? []));
		nodes.push(...before, ...part.nodes);
		lastOf.set(report, lastName(part));
	}
	return {
		workflow: { nodes, connections: connect(links), settings: { executionOrder: 'v1' } },
		lastOf,
	};
}

/** @type {Map<Report, string>} */
const ids = new Map();

/** The model of a report, which is the name of its nodes as well. @param {Report} report */
export function idOf(report) {
	if (!ids.has(report)) ids.set(report, `report_${ids.size}`);
	return ids.get(report);
}

/** The node that nobody follows. */
function lastName({ nodes, links = [] }) {
	const followed = new Set(links.map(([from]) => from));
	return nodes.find(({ name }) => !followed.has(name)).name;
}

function renamed(node, own) {
	const name = own.name(node.name);
	return { ...node, id: name, name };
}

/** Node → node, by kind of connection. @param {[string, string, string?, number?][]} links */
export function connect(links) {
	const connections = {};
	for (const [from, to, kind = 'main', index = 0] of links) {
		const outputs = ((connections[from] ??= {})[kind] ??= [[]]);
		outputs[0].push({ node: to, type: kind, index });
	}
	return connections;
}
