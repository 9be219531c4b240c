import { spawnSync } from 'node:child_process';
import { chownSync, existsSync, readdirSync } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { freePort, launch } from '../process/launch.mjs';
import { runToEnd } from '../process/runToEnd.mjs';
import { aptInstall } from './aptInstall.mjs';

/** Where Debian has it, a folder for each version. */
const PLACES = '/usr/lib/postgresql';
/** The user of the package: Postgres refuses to run as root. */
const USER = 'postgres';
const DATABASE = 'postgres';
const OWNER = 'n8n';

/**
 * Starts a Postgres of its own on loopback, for n8n in queue mode; installs it first where that can be done. Whoever
 * is on this machine can read its database.
 *
 * @param {{ log?: (line: string) => void, signal?: AbortSignal }} [options]
 * @returns {Promise<Postgres>}
 * @throws when there is none; the message says what to install
 */
export async function startPostgres({ log = console.log, signal } = {}) {
	if (!newestVersion()) aptInstall('postgresql', 'Postgres', log);
	const version = newestVersion();
	if (!version)
		throw new Error('Queue mode needs Postgres. On Debian: apt-get install postgresql.');
	const binaries = join(PLACES, version, 'bin');
	const folder = await mkdtemp(join(tmpdir(), 'postgres-'));
	const remove = () => rm(folder, { recursive: true, force: true });
	try {
		const server = await startIn(folder, binaries, signal);
		return {
			...server,
			version,
			async stop() {
				await server.stop();
				await remove();
			},
		};
	} catch (error) {
		await remove();
		throw error;
	}
}

/** @param {string} folder @param {string} binaries @param {AbortSignal} [signal] */
async function startIn(folder, binaries, signal) {
	const options = { cwd: folder, env: process.env, out: join(folder, 'log') };
	const asUser = lowered(folder);
	const command = (/** @type {string} */ name, /** @type {string[]} */ ...args) => {
		const [first, ...rest] = [...asUser, join(binaries, name), ...args];
		return /** @type {const} */ ([first, rest]);
	};
	const data = join(folder, 'data');
	const made = command(
		'initdb',
		'-D',
		data,
		'-U',
		OWNER,
		'--auth=trust',
		'-E',
		'UTF8',
		'--locale=C',
	);
	await runToEnd('initdb', ...made, { ...options, signal });

	const port = await freePort();
	const settings = [
		`port=${port}`,
		'listen_addresses=127.0.0.1',
		'unix_socket_directories=',
		// In the folder, so that it goes with it.
		'dynamic_shared_memory_type=mmap',
	];
	const args = settings.flatMap((setting) => ['-c', setting]);
	const server = launch(...command('postgres', '-D', data, ...args), options);
	const address = ['-h', '127.0.0.1', '-p', String(port), '-U', OWNER, '-d', DATABASE];
	const isReady = () => spawnSync(join(binaries, 'pg_isready'), ['-q', ...address]).status === 0;
	while (server.running() && !signal?.aborted && !isReady()) await pause(100);
	if (!server.running()) throw new Error(`Postgres did not start: see ${options.out}`);
	return {
		env: {
			DB_TYPE: 'postgresdb',
			DB_POSTGRESDB_HOST: '127.0.0.1',
			DB_POSTGRESDB_PORT: String(port),
			DB_POSTGRESDB_USER: OWNER,
			DB_POSTGRESDB_DATABASE: DATABASE,
		},
		query: (/** @type {string} */ sql) => query(join(binaries, 'psql'), address, sql),
		stop: () => stop(server),
	};
}

/**
 * What has to stand before a command that may not run as root; the folder then belongs to its user.
 *
 * @param {string} folder
 * @returns {string[]}
 */
function lowered(folder) {
	if (process.getuid?.() !== 0) return [];
	const [uid, gid] = ['-u', '-g'].map((which) =>
		Number(spawnSync('id', [which, USER], { encoding: 'utf8' }).stdout),
	);
	chownSync(folder, uid, gid);
	return ['setpriv', `--reuid=${uid}`, `--regid=${gid}`, '--clear-groups', '--'];
}

/** @param {string} psql @param {string[]} address @param {string} sql @returns {string[][]} rows of texts */
function query(psql, address, sql) {
	const args = [...address, '--no-align', '--tuples-only', '--field-separator=\t', '-c', sql];
	const { status, stdout, stderr } = spawnSync(psql, args, {
		encoding: 'utf8',
		maxBuffer: 1 << 28,
	});
	if (status !== 0) throw new Error(`Postgres says: ${stderr}`);
	return stdout
		.split('\n')
		.filter(Boolean)
		.map((line) => line.split('\t'));
}

/**
 * SIGINT breaks connections off, SIGTERM would wait for them. Killed, it would leave a piece of shared memory to the
 * system.
 *
 * @param {ReturnType<typeof launch>} server
 */
async function stop(server) {
	if (server.running()) process.kill(-server.pid, 'SIGINT');
	await Promise.race([server.ended, pause(20_000, undefined, { ref: false })]);
	await server.stop();
}

function newestVersion() {
	const versions = existsSync(PLACES) ? readdirSync(PLACES) : [];
	return versions
		.filter((version) => existsSync(join(PLACES, version, 'bin', 'postgres')))
		.sort((one, other) => Number(other) - Number(one))[0];
}

/**
 * @typedef {object} Postgres
 * @property {string} version such as `15`
 * @property {NodeJS.ProcessEnv} env how n8n finds it
 * @property {(sql: string) => string[][]} query rows of texts
 * @property {() => Promise<void>} stop also removes its folder
 */
