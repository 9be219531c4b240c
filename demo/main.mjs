/**
 * `npm run demo`: the example "Nightly ticket summary", in one of three ways (ways/), over the embedded gateway or over
 * a real one (gatewayChoice.mjs).
 */
import { runProgram } from '../tools/process/program.mjs';
import { runInEditor } from './ways/editor.mjs';
import { runInEngine } from './ways/engine.mjs';
import { runInN8n } from './ways/n8n.mjs';
import { readWishes } from './wishes.mjs';

/** @typedef {import('../tools/process/program.mjs').Program & { log: (line?: string) => void, keep?: string }} Demo */

const ways = { engine: runInEngine, n8n: runInN8n, editor: runInEditor };

await runProgram(async (program) => {
	const { way, keep } = readWishes(process.argv.slice(2));
	const isComplete = await ways[way]({ ...program, log: (line = '') => console.log(line), keep });
	if (!isComplete) process.exitCode = 1;
});
