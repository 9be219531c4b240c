/**
 * Long runs in the real n8n, with the packed package: `npm run test:soak` sends 100,000 items through Chat → Message
 * a Model at a gateway with faults and a limit that it does not tell, accounts for every one, and writes docs/soak.md
 * (a quarter of an hour; `SOAK_ITEMS=2000` for fewer, which writes nothing). `npm run test:soak -- stop` presses Stop
 * in every phase of a run, measures how soon nothing is sent and nothing is open any more, and writes docs/stop.md.
 */
import { rmSync } from 'node:fs';
import { installN8n } from '../../tools/n8n/install.mjs';
import { temporaryFolder } from '../../tools/n8n/temporaryFolder.mjs';
import { packProject } from '../../tools/packProject.mjs';
import { measureStops } from './stops.mjs';
import { soak } from './soak.mjs';

const begun = performance.now();
const log = (line) =>
	console.log(`${`${Math.round((performance.now() - begun) / 1000)} s`.padStart(6)}  ${line}`);

for (const signal of ['SIGINT', 'SIGTERM']) process.once(signal, () => process.exit(130));
const n8n = await installN8n({ log });
const folder = await temporaryFolder();
process.once('exit', () => rmSync(folder, { recursive: true, force: true }));
log('Building and packing the package');
const setting = { n8n, tarball: await packProject(folder), folder, log };
const run = process.argv.includes('stop') ? measureStops : soak;
const isGood = await run(setting);
process.exit(isGood ? 0 : 1);
