import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { freePort, launch } from '../process/launch.mjs';

/** The n8n command line of one instance, and the processes that it has running. */
export class Commands {
	/** @type {Set<ReturnType<typeof launch>>} */
	#running = new Set();
	#isStopped = false;
	#files = 0;
	#installation;
	#folder;
	#env;

	/** @param {import('./install.mjs').Installation} installation @param {string} folder @param {NodeJS.ProcessEnv} env */
	constructor(installation, folder, env) {
		this.#installation = installation;
		this.#folder = folder;
		this.#env = env;
	}

	/**
	 * Starts a command, such as `['worker']`, and leaves it running.
	 *
	 * @param {string[]} args
	 * @param {{ env?: NodeJS.ProcessEnv, err?: string }} [options] `err`: a file of its own for stderr
	 * @returns {Promise<ReturnType<typeof launch> & { out: string }>} `out` is the file of its output
	 */
	async launch(args, { env = {}, err } = {}) {
		const out = this.file('log');
		// Every n8n process opens this port, and several run at once.
		const broker = { N8N_RUNNERS_BROKER_PORT: String(await freePort()) };
		if (this.#isStopped) throw new Error('This n8n has been taken down.');
		const { node, n8n } = this.#installation;
		const child = launch(node, [n8n, ...args], {
			cwd: this.#folder,
			env: { ...this.#env, ...broker, ...env },
			out,
			err,
		});
		this.#running.add(child);
		child.ended.then(() => this.#running.delete(child));
		return { ...child, out };
	}

	/** Runs a command to its end. @param {string[]} args @param {NodeJS.ProcessEnv} [env] @returns {Promise<{ exitCode: number, stdout: string, stderr: string }>} */
	async run(args, env) {
		const err = this.file('stderr');
		const child = await this.launch(args, { env, err });
		const exitCode = await child.ended;
		const [stdout, stderr] = await Promise.all(
			[child.out, err].map((file) => readFile(file, 'utf8')),
		);
		return { exitCode, stdout, stderr };
	}

	/** Like `run`. @param {string[]} args @throws with what the command printed unless it ends with 0 */
	async succeed(args) {
		const { exitCode, stdout, stderr } = await this.run(args);
		if (exitCode !== 0)
			throw new Error(
				`n8n ${args[0]} ended with exit code ${exitCode}:\n${(stdout + stderr).trim().slice(-3000)}`,
			);
	}

	/** A new file name in the instance's folder for what goes into or comes out of a command. @param {string} ending */
	file(ending) {
		this.#files += 1;
		return join(this.#folder, 'output', `${this.#files}.${ending}`);
	}

	/** Stops what runs; nothing can be started any more. */
	async stopAll() {
		this.#isStopped = true;
		await Promise.all([...this.#running].map((child) => child.stop()));
	}
}
