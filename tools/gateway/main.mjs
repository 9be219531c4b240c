/** Runs the gateway by hand: `node tools/gateway/main.mjs [port]`. */
import { runProgram, untilAborted } from '../process/program.mjs';
import { ensureEngine } from './ensureEngine.mjs';
import { startGateway } from './gateway.mjs';

await runProgram(async ({ signal, atEnd }) => {
	await ensureEngine({ signal });
	const gateway = await startGateway({ port: Number(process.argv[2] ?? 0) });
	atEnd(() => gateway.close());

	console.log(`Base URL: ${gateway.url}`);
	console.log(`API key:  ${gateway.key}`);
	console.log(
		`Model:    ${gateway.model} (a 1-million-parameter model trained for this demo on synthetic support tickets)`,
	);
	console.log('Others:   see tools/gateway/README.md; those that begin with rule- are no models');
	console.log('Ctrl-C stops it.');
	await untilAborted(signal);
});
