/**
 * Runs the example "Nightly ticket summary" in the real n8n, with the package as a user would have it:
 * `npm run demo`, or `npm run demo -- --editor` to look around afterwards.
 */
import { chooseGateway } from './gatewayChoice.mjs';
import { installN8n } from '../tools/n8n/install.mjs';
import { createInstance } from '../tools/n8n/instance.mjs';
import { nightlySummary, readResults, ticketsFolder } from './nightlySummary.mjs';
import { packProject } from '../tools/packProject.mjs';
import { table } from '../tools/table.mjs';

const log = (line = '') => console.log(line);
const editor = process.argv.includes('--editor');

const interrupted = new Promise((resolve) => {
	for (const signal of ['SIGINT', 'SIGTERM']) process.once(signal, () => resolve(signal));
});

/** What has to be taken down again, last thing first. */
const cleanups = [];

try {
	const outcome = await Promise.race([demo(), interrupted]);
	if (typeof outcome === 'string') {
		log('\nStopped.');
		process.exitCode = 130;
	}
} catch (error) {
	console.error(`\n${error.message}`);
	process.exitCode = 1;
} finally {
	for (const cleanup of cleanups.reverse()) await cleanup().catch(() => {});
	// Whatever was interrupted in the middle of an installation must not keep the terminal.
	process.exit();
}

async function demo() {
	const n8n = await installN8n({ log });
	const gateway = await chooseGateway(log);
	cleanups.push(() => gateway.close());

	log('Building and packing the package');
	const env = { N8N_RESTRICT_FILE_ACCESS_TO: ticketsFolder };
	const instance = await createInstance({ n8n, env });
	cleanups.push(() => instance.dispose());
	await instance.addPackage(await packProject(instance.folder));

	log(`Starting n8n ${n8n.version} on an empty database`);
	const [credentialId] = await instance.importCredentials([
		{ name: 'AIGC2D', type: 'aigc2dApi', data: gateway.credential },
	]);
	const workflow = await nightlySummary({ credentialId, model: gateway.model });
	const id = await instance.importWorkflow(workflow);

	log(`Executing "${workflow.name}" with ${gateway.about}\n`);
	const { run, status } = await instance.execute(id);
	const results = readResults(run);
	report(results, run, gateway.embedded);
	const complete = status === 'success' && results.every(({ summary }) => summary !== undefined);
	if (!complete) process.exitCode = 1;

	if (editor) {
		const { url } = await instance.start();
		const { email, password } = await instance.owner();
		log(`\nn8n is running: ${url}/workflow/${id}`);
		log(`Sign in as ${email} with the password ${password}`);
		log('Ctrl-C stops it and removes everything.');
		await new Promise(() => {});
	}
}

function report(results, run, embedded) {
	const columns = [
		{ title: 'Ticket', width: 46 },
		{ title: 'Summary', width: 50 },
		{ title: 'Finish', width: 6 },
		{ title: 'Tokens', width: 6, right: true },
	];
	const rows = results.map(({ text, summary, failure, finish, tokens }) => [
		text,
		summary ?? failure,
		finish,
		tokens,
	]);
	log(table(columns, rows));

	const done = results.filter(({ summary }) => summary !== undefined);
	const tokens = done.reduce((sum, result) => sum + (result.tokens ?? 0), 0);
	const { executionTime } = run.data.resultData.runData['Summarize Ticket'][0];
	log(
		`\n${done.length} of ${results.length} tickets summarized, ${tokens} tokens, ${executionTime} ms in the node.`,
	);
	if (!embedded) return;
	const right = results.filter((result) => result.right).length;
	log(
		`${right} of ${results.length} summaries are word for word what the tickets' author expected.`,
	);
}
