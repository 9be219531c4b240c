const { join } = require('node:path');
const { projects } = require('../../jest.config.js');

const [{ transform, moduleFileExtensions }] = projects;

/** One ring, in a realm of its own for every file, as Stryker wants it; `main.mjs` names the room. */
module.exports = {
	rootDir: join(__dirname, '../..'),
	testEnvironment: 'node',
	testMatch: [`<rootDir>/test/unit/${process.env.MUTATED_ROOM}/**/*.test.ts`],
	transform,
	moduleFileExtensions,
	testTimeout: 20_000,
};
