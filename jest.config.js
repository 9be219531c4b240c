const { availableParallelism } = require('node:os');

// The engine prints every failure that stops a node; the tests look at them themselves.
process.env.N8N_LOG_LEVEL = 'silent';

/** Every ring compiles TypeScript with swc; `npm run typecheck` judges the types. */
const ring = (name) => ({
	displayName: name,
	testEnvironment: '<rootDir>/test/support/realm/environment.cjs',
	runtime: '<rootDir>/test/support/realm/runtime.cjs',
	testMatch: [`<rootDir>/test/${name}/**/*.test.ts`],
	transform: {
		'\\.m?ts$': [
			'@swc/jest',
			{
				jsc: { parser: { syntax: 'typescript' }, target: 'es2022' },
				module: { type: 'commonjs' },
			},
		],
	},
	moduleFileExtensions: ['ts', 'mts', 'js', 'mjs', 'json'],
	modulePathIgnorePatterns: ['<rootDir>/dist', '<rootDir>/tools', '<rootDir>/.cache'],
});

module.exports = {
	// A busy machine takes longer to load n8n than jest waits for a test by default.
	testTimeout: 20_000,
	// Many tests wait more than they work. In percent, jest takes no more than the cores: beyond 100 % it is a number.
	maxWorkers: Math.ceil(1.5 * availableParallelism()),
	// What is under `test.concurrent` waits more than it works.
	maxConcurrency: 10,
	testSequencer: require.resolve('./test/support/realTimeFirst.cjs'),
	projects: [ring('unit'), ring('engine'), ring('package')],
};
