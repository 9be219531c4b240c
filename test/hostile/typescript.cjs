/** Lets Node.js load the TypeScript of the tests without jest. */
const { transformFileSync } = require('@swc/core');

const options = {
	jsc: { parser: { syntax: 'typescript' }, target: 'es2022' },
	module: { type: 'commonjs' },
};
// First of all: `Aigc2d.node` means `Aigc2d.node.ts`, and not the `.json` beside it.
const others = Object.entries(require.extensions);
for (const [ending] of others) delete require.extensions[ending];
require.extensions['.ts'] = (module, file) =>
	module._compile(transformFileSync(file, options).code, file);
Object.assign(require.extensions, Object.fromEntries(others));
// What the tests share names it; here nothing has to be closed after a test.
globalThis.afterAll ??= () => {};
