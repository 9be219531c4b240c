/** Runs the gateway by hand: `node tools/gateway/main.mjs [port]`. */
import { ensureEngine } from './ensureEngine.mjs';
import { startGateway } from './gateway.mjs';

await ensureEngine();
const gateway = await startGateway({ port: Number(process.argv[2] ?? 0) });

console.log(`Base URL: ${gateway.url}`);
console.log(`API key:  ${gateway.key}`);
console.log(
	`Model:    ${gateway.model} (a 1-million-parameter model trained for this demo on synthetic support tickets)`,
);
console.log('Others:   see tools/gateway/README.md; most of them are rules and no models');
console.log('Ctrl-C stops it.');

for (const signal of ['SIGINT', 'SIGTERM']) {
	process.once(signal, async () => {
		await gateway.close();
		process.exit(0);
	});
}
