/**
 * `npm test`: builds, and then lints and checks the types while jest runs, which waits more than it works. What follows
 * `npm test --` goes to jest.
 */
import { spawn } from 'node:child_process';
import { setPriority } from 'node:os';
import { fileURLToPath } from 'node:url';

/**
 * Runs a command to its end.
 *
 * @param {string} command
 * @param {string[]} args
 * @param {import('node:child_process').SpawnOptions & { niceness?: number }} options
 * @returns {Promise<{ isGood: boolean, output: string }>} `output` is empty where it was inherited
 */
function run(command, args, { niceness = 0, ...options }) {
	return new Promise((resolve, reject) => {
		let output = '';
		const child = spawn(command, args, options);
		if (niceness > 0 && child.pid !== undefined) setPriority(child.pid, niceness);
		for (const stream of [child.stdout, child.stderr])
			stream?.on('data', (text) => (output += text));
		child.once('error', reject);
		child.once('close', (code) => resolve({ isGood: code === 0, output }));
	});
}

/** @param {string} name @param {Parameters<typeof run>[2]} options */
function runScript(name, options) {
	// npm is a command script on Windows, and those only start through a shell.
	return run('npm', ['run', name], { shell: process.platform === 'win32', ...options });
}

const jest = () =>
	run(
		process.execPath,
		[fileURLToPath(import.meta.resolve('jest/bin/jest')), ...process.argv.slice(2)],
		{ stdio: 'inherit' },
	);

/** Takes what jest leaves of two cores. What is said comes after jest, so that neither is torn apart. */
async function judgeSource() {
	/** @type {Parameters<typeof run>[2]} */
	const options = { niceness: 10, stdio: ['ignore', 'pipe', 'pipe'] };
	return [await runScript('lint', options), await runScript('typecheck', options)];
}

const built = await runScript('build', { stdio: 'inherit' });
if (!built.isGood) process.exit(1);

const [tested, judged] = await Promise.all([jest(), judgeSource()]);
for (const { output } of judged) process.stdout.write(output);
process.exitCode = [tested, ...judged].every(({ isGood }) => isGood) ? 0 : 1;
