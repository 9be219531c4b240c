const { join } = require('node:path');
const { projects, ...rest } = require('../../jest.config.js');

const [engine] = projects.filter(({ displayName }) => displayName === 'engine');

/** `npm run test:faults`; `npm test` has a short form in test/engine/faults. */
module.exports = {
	...rest,
	projects: [
		{
			...engine,
			displayName: 'faults',
			rootDir: join(__dirname, '../..'),
			testMatch: ['<rootDir>/test/faults/*.test.ts'],
		},
	],
};
