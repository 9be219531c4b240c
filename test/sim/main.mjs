/** Prints the figures of the shipped lane in virtual time: `npm run sim [seeds]`, or `npm run sim outages`. */
import { requireTypeScript } from '../support/requireTypeScript.mjs';

const require = requireTypeScript(import.meta.url);
const { report } = require('./report.ts');
const { outages } = require('./outages.ts');

let missed = 0;
if (process.argv[2] !== 'outages')
	missed = report((text) => console.log(text), Number(process.argv[2] ?? 10));
console.log('\nOutages, through the whole of delivery');
for (const { name, text, aim, passed } of await outages()) {
	if (!passed) missed++;
	console.log(`${name.padEnd(50)}${text.padEnd(44)}${aim.padEnd(16)}${passed ? 'ok' : 'MISSED'}`);
}
process.exitCode = missed === 0 ? 0 : 1;
