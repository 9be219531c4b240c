/* eslint-disable @n8n/community-nodes/no-restricted-imports, @n8n/community-nodes/no-restricted-globals, @n8n/community-nodes/no-dangerous-functions --
   asks docker-compose, where it is installed */
import { spawnSync } from 'node:child_process';
import { readdirSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { projectFolder } from '../support/packed';

/* examples/queue-mode: Docker is not needed for any of this, and nothing is started. */

const folder = join(projectFolder, 'examples', 'queue-mode');
const compose = readFileSync(join(folder, 'compose.yaml'), 'utf8');

const config = (variables: { [name: string]: string }) =>
	spawnSync('docker-compose', ['--file', join(folder, 'compose.yaml'), 'config', '--quiet'], {
		encoding: 'utf8',
		env: { PATH: process.env.PATH ?? '', ...variables },
	});
const isThere = spawnSync('docker-compose', ['--version']).status === 0;
const whereItIs = isThere ? test : test.skip;

/** The variables of example.env, each with something in it. */
const filledIn = Object.fromEntries(
	readFileSync(join(folder, 'example.env'), 'utf8')
		.split('\n')
		.filter((line) => /^\w+=/.test(line))
		.map((line) => [line.split('=')[0]!, 'filled-in']),
);

whereItIs('docker-compose takes the file once example.env is filled in', () => {
	const { status, stderr } = config(filledIn);
	expect({ status, stderr }).toEqual({ status: 0, stderr: '' });
});

whereItIs('it names what is missing where it is not', () => {
	const { status, stderr } = config({ ...filledIn, N8N_ENCRYPTION_KEY: '' });
	expect(status).not.toBe(0);
	expect(stderr).toContain('N8N_ENCRYPTION_KEY');
});

test('every setting in it is one that n8n reads', () => {
	// n8n itself is not installed here: these are read by it, and not by its configuration.
	const elsewhere = ['N8N_ENCRYPTION_KEY', 'OFFLOAD_MANUAL_EXECUTIONS_TO_WORKERS'];
	const known = new Set([...elsewhere, ...settingsOfN8n()]);
	const settings = [...compose.matchAll(/^ +([A-Z][A-Z0-9_]+):/gm)]
		.map(([, name]) => name!)
		.filter((name) => !name.startsWith('POSTGRES_'));
	expect(settings.length).toBeGreaterThan(10);
	expect(settings.filter((name) => !known.has(name))).toEqual([]);
});

/** The variables that n8n's configuration reads. */
function settingsOfN8n(): string[] {
	const configs = dirname(require.resolve('@n8n/config'));
	const texts = ['.', 'configs'].flatMap((part) =>
		readdirSync(join(configs, part))
			.filter((name) => name.endsWith('.js'))
			.map((name) => readFileSync(join(configs, part, name), 'utf8')),
	);
	return [...texts.join('\n').matchAll(/\.Env\)\('(\w+)'/g)].map(([, name]) => name!);
}
