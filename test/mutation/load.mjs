import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, relative, sep } from 'node:path';
import { Script } from 'node:vm';
import { transformSync } from '@swc/core';

const options = {
	jsc: { parser: { syntax: 'typescript' }, target: 'es2022' },
	module: { type: 'commonjs' },
};

const require = createRequire(import.meta.url);
/** Compiled modules: a file is compiled once and begun anew for every mutant. */
const compiled = new Map();

require.extensions['.ts'] = (module, file) => {
	if (!compiled.has(file)) compiled.set(file, compile(file));
	// Or whoever asked would keep all that was ever loaded.
	if (module.parent) module.parent.children.length = 0;
	const begin = compiled.get(file).runInThisContext();
	const requireFrom = (id) => module.require(id);
	begin.call(module.exports, module.exports, requireFrom, module, file, dirname(file));
};

function compile(file) {
	const { code } = transformSync(readFileSync(file, 'utf8'), { ...options, filename: file });
	const wrapped = `(function (exports, require, module, __filename, __dirname) {${code}\n})`;
	return new Script(wrapped, { filename: file });
}

/** Loads files with all modules of ours that they need, as if nothing had been loaded before. */
export function loadAnew(files, around) {
	for (const file of Object.keys(require.cache))
		if (!file.includes(`${sep}node_modules${sep}`)) delete require.cache[file];
	for (const file of files) around(relative(process.cwd(), file), () => require(file));
}
