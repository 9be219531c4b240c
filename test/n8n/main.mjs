/**
 * Packs the package and tests the tarball in the real n8n: `npm run test:n8n`, or some of the files by
 * their names, `npm run test:n8n -- editor headless`.
 */
import { spawn } from 'node:child_process';
import { rmSync } from 'node:fs';
import { readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { ensureEngine } from '../../tools/gateway/ensureEngine.mjs';
import { ensureChromium } from '../../tools/n8n/ensureChromium.mjs';
import { installN8n } from '../../tools/n8n/install.mjs';
import { temporaryFolder } from '../../tools/n8n/temporaryFolder.mjs';
import { packProject } from '../../tools/packProject.mjs';
import { tarballVariable } from './support/packedN8n.mjs';
import { isWriting } from './support/writtenPage.mjs';

/**
 * In milliseconds, for a file and for a test. n8n takes up to half a minute to start where little is free; one file opens
 * the editor thirty times, and pictures take seconds each.
 */
const limit = isWriting ? 900_000 : 600_000;

const here = fileURLToPath(new URL('.', import.meta.url));
const wanted = process.argv.slice(2).map((name) => `${name}.test.mjs`);
const all = (await readdir(here)).filter((name) => name.endsWith('.test.mjs')).sort();
const unknown = wanted.filter((name) => !all.includes(name));
if (unknown.length > 0) throw new Error(`There is no ${unknown.join(', ')} in test/n8n`);

await installN8n();
await ensureEngine();
await ensureChromium();
const folder = await temporaryFolder();
process.once('exit', () => rmSync(folder, { recursive: true, force: true }));
console.log('Building and packing the package');
const tarball = await packProject(folder);

/**
 * What takes longest for what it shows, beside others that show some of it: the editor opened for every operation (`panel`
 * and `editor` try some of that), presses counted from an empty canvas, runs watched in the editor, and the demo in the
 * real n8n, stopped or started twice: `.ci/run` lets it run, and `demo` stops that in the engine.
 */
const byNameOnly = ['panels', 'firstAnswer', 'editorRun', 'demoKeep', 'demoN8n'];
const usual = all.filter((name) => !byNameOnly.includes(name.replace('.test.mjs', '')));
const files = (wanted.length > 0 ? wanted : usual).map((name) => join(here, name));
// One after the other: each starts an n8n, which wants more than one core.
const options = [
	'--test',
	'--test-concurrency=1',
	'--test-reporter=spec',
	`--test-timeout=${limit}`,
];
const tests = spawn(process.execPath, [...options, ...files], {
	stdio: 'inherit',
	env: { ...process.env, [tarballVariable]: tarball },
});
// Whoever stops us stops the tests, and they take their n8n down with them.
for (const signal of ['SIGINT', 'SIGTERM']) process.on(signal, () => tests.kill(signal));
tests.once('exit', (code) => process.exit(code ?? 1));
