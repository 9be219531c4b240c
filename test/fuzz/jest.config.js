const { join } = require('node:path');
const { projects, ...rest } = require('../../jest.config.js');

// The tests that ask `howMany` take all of their cases; workers inherit it.
process.env.FUZZ = 'whole';

/** `npm run fuzz`: what `npm test` does with a part of the cases. */
const files = [
	'{api,wire}/mutated*',
	'api/claude/reader',
	'delivery/budget/mixes',
	'resources/text/extract/jsonSchema',
];

module.exports = {
	...rest,
	projects: projects.map((project) => ({
		...project,
		rootDir: join(__dirname, '../..'),
		testMatch: files.map((name) => `<rootDir>/test/${project.displayName}/**/${name}.test.ts`),
	})),
};
