import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { createInstance } from '../../tools/n8n/instance.mjs';
import { projectFolder } from '../../tools/packProject.mjs';
import { asMarkdown, asText } from '../bench/page.mjs';
import { phases } from '../n8n/support/stopPhases.mjs';
import { listenForStops, stopIn } from '../n8n/support/stopRun.mjs';
import { surroundings } from './page.mjs';

/** After Stop, in milliseconds: when no request may come any more, and when every connection must be closed. */
const latest = { request: 50, close: 250 };

/**
 * Presses Stop in every phase of a run.
 *
 * @param {{ n8n: import('../../tools/n8n/install.mjs').Installation, tarball: string, log: (line: string) => void }} setting
 * @returns {Promise<boolean>} whether nothing is sent and nothing is open any more in time
 */
export async function measureStops({ n8n, tarball, log }) {
	const stops = await listenForStops();
	const instance = await createInstance({ n8n, env: stops.env });
	try {
		await instance.addPackage(tarball);
		await instance.start();
		await instance.owner();
		const results = [];
		for (const phase of phases) {
			log(`Stop ${phase.name}`);
			results.push(await stopIn(phase, { rest: instance.rest, stops }));
		}
		const table = tableOf(results);
		console.log(asText(table));
		const page = writePage(table, n8n.version);
		await writeFile(join(projectFolder, 'docs', 'stop.md'), page);
		log('Wrote docs/stop.md');
		return results.every(isInTime);
	} finally {
		await instance.dispose();
		stops.close();
	}
}

function isInTime({ status, lastRequest, closed = 0 }) {
	return status === 'canceled' && lastRequest <= latest.request && closed <= latest.close;
}

function tableOf(results) {
	const right = (title) => ({ title, right: true });
	return {
		title: 'After Stop',
		columns: [
			{ title: 'Stop is pressed' },
			right('requests before'),
			right('connections'),
			right('requests after'),
			right('the last, ms'),
			right('all closed, ms'),
			right('node ended, ms'),
			{ title: '' },
		],
		rows: results.map((result) => {
			const { name, before, late, lastRequest, closed, ended } = result;
			const times = [late === 0 ? '' : String(lastRequest), String(closed ?? ''), String(ended)];
			const counts = [before.requests, before.open, late].map(String);
			return [name, ...counts, ...times, isInTime(result) ? 'in time' : 'late'];
		}),
	};
}

function writePage(table, version) {
	return [
		'# Stop',
		'',
		'Written by `npm run test:soak -- stop`, which measures it again; do not edit it.',
		'',
		...surroundings(version).map((fact) => `- ${fact}`),
		`- No request may come later than ${latest.request} ms after Stop, and every connection must be closed after ${latest.close} ms. Times are those at the gateway, and count from the moment at which n8n stops the execution`,
		'',
		asMarkdown(table),
		'The list of models in the editor has no Stop: n8n does not tell a node that the list was closed. A request for it ends after 20 seconds at most.',
		'',
	].join('\n');
}
