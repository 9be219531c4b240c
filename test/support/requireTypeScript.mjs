import { createRequire } from 'node:module';

const options = {
	jsc: { parser: { syntax: 'typescript' }, target: 'es2022' },
	module: { type: 'commonjs' },
};

/**
 * A `require` that takes our TypeScript as well, for scripts that jest does not run.
 *
 * @param {string} from `import.meta.url` of who asks
 */
export function requireTypeScript(from) {
	const require = createRequire(from);
	const { transformFileSync } = require('@swc/core');
	require.extensions['.ts'] = (module, file) =>
		module._compile(transformFileSync(file, options).code, file);
	return require;
}
