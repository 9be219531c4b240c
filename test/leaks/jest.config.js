const { join } = require('node:path');
const { projects, ...rest } = require('../../jest.config.js');

// Every disguise in every place; what n8n's engine logs is searched as well. Workers inherit both.
process.env.FUZZ = 'whole';
process.env.N8N_LOG_LEVEL = 'debug';

/** `npm run test:leaks`: the whole hunt, of which `npm test` does a part. */
module.exports = {
	...rest,
	projects: projects
		.filter(({ displayName }) => displayName === 'engine')
		.map((project) => ({
			...project,
			rootDir: join(__dirname, '../..'),
			testMatch: ['<rootDir>/test/engine/leaks/*.test.ts'],
		})),
};
