/* eslint-disable @n8n/community-nodes/no-restricted-imports, @n8n/community-nodes/no-restricted-globals, @n8n/community-nodes/no-dangerous-functions -- a gateway that is to be there when this process has nothing left needs a process of its own */
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';

/** A good gateway in a process of its own. */
export interface GatewayProcess {
	url: string;
	port: number;
	/** Requests so far; it takes a connection to ask. */
	count(): Promise<number>;
	close(): Promise<void>;
}

export async function startGatewayProcess(): Promise<GatewayProcess> {
	const child = spawn(process.execPath, [join(__dirname, 'goodGateway.mjs')], {
		stdio: ['pipe', 'pipe', 'inherit'],
	});
	const [words] = (await once(child.stdout, 'data')) as [Buffer];
	const port = Number(words.toString());
	const url = `http://127.0.0.1:${port}`;
	return {
		url,
		port,
		count: async () => Number(await (await fetch(`${url}/count`)).text()),
		async close() {
			child.stdin.end();
			await once(child, 'exit');
		},
	};
}
