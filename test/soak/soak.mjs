import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { projectFolder } from '../../tools/packProject.mjs';
import { bounds } from '../bench/hiddenLimits.mjs';
import { startN8n } from '../bench/n8nRuns.mjs';
import { account } from './account.mjs';
import { judge } from './aims.mjs';
import { startGateway } from './gateway.mjs';
import { beyondOutputs } from './memory.mjs';
import { show, writePage } from './page.mjs';
import { ours, sameItems } from './subjects.mjs';

const usual = 100_000;

/** A limit of which the node is not told, and answers that take 150 to 450 ms. */
const limits = { rate: 150, burst: 150, most: 64, latency: 300 };
const share = 0.02;
/** Longest run, in milliseconds: a machine that is busy takes several times as long as the limit allows. */
const longest = 7_200_000;

/**
 * The soak.
 *
 * @param {{ n8n: import('../../tools/n8n/install.mjs').Installation, tarball: string, folder: string, log: (line: string) => void }} setting
 * @returns {Promise<boolean>} whether it shows what it has to
 */
export async function soak({ n8n, tarball, folder, log }) {
	const count = Number(process.env.SOAK_ITEMS ?? usual);
	const gateway = await startGateway();
	const bound = bounds.bucket(limits, count, limits.latency / 1000);

	/** Runs one subject in an n8n that has just been started. */
	async function run(subject, sampleSeconds) {
		log(`${subject.title}, ${count.toLocaleString('en')} items`);
		const env = {
			SOAK_COUNTS: gateway.url,
			SOAK_OUTPUTS: folder,
			SOAK_SAMPLE_SECONDS: String(sampleSeconds),
		};
		const observer = fileURLToPath(new URL('observe.mjs', import.meta.url));
		const host = await startN8n({ n8n, tarball, url: gateway.url, observer, env, longest });
		try {
			await gateway.reset({ ...limits, share });
			const report = await host.run(subject, count);
			if (report.status !== 'success')
				throw new Error(`${subject.title} ended with ${report.status}: ${report.error}`);
			return report;
		} finally {
			await host.close();
		}
	}

	try {
		const least = await run(sameItems, 3600);
		const report = await run(ours, Math.max(2, bound / 20));
		const outputs = (await readFile(report.file, 'utf8'))
			.split('\n')
			.map((line) => JSON.parse(line));
		const accounts = account(count, outputs, await gateway.ledger());
		const curve = beyondOutputs(report.samples, least.samples, count);
		const result = { count, limits, share, bound, n8n, report, least, accounts, curve };
		const aims = judge(result);
		console.log(show(result, aims));
		if (count === usual || process.argv.includes('--write')) {
			await writeFile(join(projectFolder, 'docs', 'soak.md'), writePage(result, aims));
			log('Wrote docs/soak.md');
		}
		return aims.every(({ met }) => met);
	} finally {
		gateway.close();
	}
}
