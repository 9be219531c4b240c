/** Prints the figures of the shipped lane in virtual time: `npm run sim [seeds]`. */
import { createRequire } from 'node:module';

const require = createRequire(import.meta.url);
const { transformFileSync } = require('@swc/core');

const options = {
	jsc: { parser: { syntax: 'typescript' }, target: 'es2022' },
	module: { type: 'commonjs' },
};
require.extensions['.ts'] = (module, file) =>
	module._compile(transformFileSync(file, options).code, file);

const { report } = require('./report.ts');
const missed = report((text) => console.log(text), Number(process.argv[2] ?? 10));
process.exitCode = missed === 0 ? 0 : 1;
