/** Starts a TypeScript file of this folder in a process of its own: `fork('begin.cjs', ['server.ts'])`. */
const { join } = require('node:path');
require('./typescript.cjs');

require(join(__dirname, process.argv[2]));
