import { rmSync } from 'node:fs';
import { mkdir, readFile, rm } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { Commands } from './commands.mjs';
import { readExecution } from './executionOutput.mjs';
import { importCredentials, importWorkflow } from './imports.mjs';
import { unpackPackage } from './package.mjs';
import { RestClient } from './rest.mjs';
import { startServer } from './server.mjs';
import { quietSettings } from './settings.mjs';
import { temporaryFolder } from './temporaryFolder.mjs';

/** @typedef {import('./rest.mjs').Owner} Owner */

/**
 * One n8n of its own: its folder, database, key and ports.
 *
 * @param {{ n8n: import('./install.mjs').Installation, folder?: string, env?: NodeJS.ProcessEnv }} options
 *   `n8n` is what installN8n gives; without `folder` it lives in a temporary one, removed by `dispose`;
 *   `env` are further settings for n8n
 * @returns {Promise<Instance>}
 */
export async function createInstance({ n8n, folder, env = {} }) {
	const own = folder ? resolve(folder) : await temporaryFolder();
	// Output is appended to numbered files, so those of an earlier instance must not be there.
	for (const name of ['output', 'temporary']) {
		await rm(join(own, name), { recursive: true, force: true });
		await mkdir(join(own, name), { recursive: true });
	}
	const settings = {
		...quietSettings({ folder: own, node: n8n.node, version: n8n.version }),
		...env,
	};
	return new Instance(new Commands(n8n, own, settings), own, !folder);
}

export class Instance {
	#commands;
	#temporary;
	#removeAtExit = () => rmSync(this.folder, { recursive: true, force: true });

	/** @type {RestClient | undefined} the client of the started server, signed in after `owner` */
	rest;

	/** @param {Commands} commands @param {string} folder @param {boolean} temporary */
	constructor(commands, folder, temporary) {
		this.#commands = commands;
		this.folder = folder;
		this.#temporary = temporary;
		if (temporary) process.once('exit', this.#removeAtExit);
	}

	/** Puts a package made by `npm pack` in place, before n8n starts. @param {string} tarball @returns {Promise<{ name: string, folder: string }>} */
	addPackage(tarball) {
		return unpackPackage(tarball, this.folder);
	}

	/** @param {{ id?: string, name: string, type: string, data: object }[]} list `data` in plain text; n8n encrypts it @returns {Promise<string[]>} ids */
	importCredentials(list) {
		return importCredentials(this.#commands, list);
	}

	/** @param {{ id?: string, name?: string, nodes: object[], connections: object }} workflow @returns {Promise<string>} its id */
	importWorkflow(workflow) {
		return importWorkflow(this.#commands, workflow);
	}

	/**
	 * Runs a workflow to its end without a server. It has to begin with a Manual Trigger.
	 * @param {string} id
	 * @returns {Promise<{ status: string, run: any, log: string, exitCode: number }>} `status` is `success`, `error` or `canceled`;
	 *   `run` is n8n's record of the execution: `run.data.resultData.runData['node name'][0]`. Judge by these two, not by
	 *   `exitCode`: after a run of less than about a second n8n sometimes crashes (139) on its way out, with the work done
	 *   and the record complete, because it exits while its expression engine still prepares the next isolate.
	 * @throws when n8n ended without such a record
	 */
	async execute(id) {
		const { exitCode, stdout, stderr } = await this.#commands.run(
			['execute', `--id=${id}`, '--rawOutput'],
			RECORD_IS_LOGGED,
		);
		return { ...readExecution(stdout, stderr), exitCode };
	}

	/** Loads every node and gives the descriptions of all: the quickest proof that a package loads. @returns {Promise<any[]>} */
	async exportNodes() {
		const file = this.#commands.file('nodes.json');
		await this.#commands.succeed(['export:nodes', `--output=${file}`]);
		return JSON.parse(await readFile(file, 'utf8'));
	}

	/**
	 * Starts the server and waits until it answers.
	 * @param {{ port?: number, env?: NodeJS.ProcessEnv, args?: string[], limit?: number }} [options] `port`: a free one unless
	 *   given; `args`: another command than `start`; `limit`: milliseconds until it has to answer
	 * @returns {ReturnType<typeof startServer>} `url`, `stop()`, and `log`, the file of its output
	 * @throws when it does not come up; the message has the end of its output
	 */
	async start(options) {
		const server = await startServer(this.#commands, options);
		this.rest = new RestClient(server.url);
		return server;
	}

	/** Creates the owner on the started server and signs `rest` in. @param {Partial<Owner>} [owner] @returns {Promise<Owner>} what to sign in with */
	async owner(owner = {}) {
		const complete = { ...USUAL_OWNER, ...owner };
		await this.#client().setUpOwner(complete);
		return complete;
	}

	/** Creates the owner on a started server that has none. @returns {Promise<Owner & { isNew: boolean }>} what to sign in with, unless it was changed since it was new */
	async ensureOwner() {
		const { userManagement } = await this.#client().request('GET', '/rest/settings');
		const isNew = userManagement.showSetupOnFirstLoad;
		if (isNew) await this.owner();
		return { ...USUAL_OWNER, isNew };
	}

	/** What the Test button of a credential does; needs `start` and `owner`. @param {{ type: string, data: object, name?: string, id?: string }} credential */
	testCredential(credential) {
		return this.#client().testCredential(credential);
	}

	/** Runs any n8n command to its end. @param {string[]} args @param {NodeJS.ProcessEnv} [env] */
	run(args, env) {
		return this.#commands.run(args, env);
	}

	/** Starts any n8n command, such as `['worker']`, and leaves it running until its `stop` or `dispose`. @param {string[]} args @param {NodeJS.ProcessEnv} [env] */
	launch(args, env) {
		return this.#commands.launch(args, { env });
	}

	/** Stops whatever runs and removes the folder if it is a temporary one. */
	async dispose() {
		await this.#commands.stopAll();
		if (!this.#temporary) return;
		process.off('exit', this.#removeAtExit);
		await rm(this.folder, { recursive: true, force: true, maxRetries: 5, retryDelay: 200 });
	}

	#client() {
		if (!this.rest)
			throw new Error('The server of this n8n instance is not started: call start() first.');
		return this.rest;
	}
}

/** @type {Owner} */
const USUAL_OWNER = {
	email: 'owner@example.com',
	firstName: 'Demo',
	lastName: 'Owner',
	password: 'Demo-owner-1',
};

/** n8n prints the record of an execution as a log message of level info. */
const RECORD_IS_LOGGED = {
	N8N_LOG_LEVEL: 'info',
	N8N_LOG_FORMAT: 'text',
	N8N_LOG_OUTPUT: 'console',
};
