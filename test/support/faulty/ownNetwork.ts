/* eslint-disable @n8n/community-nodes/no-restricted-imports, @n8n/community-nodes/no-restricted-globals, @n8n/community-nodes/no-dangerous-functions -- the network of this process is set up with the system's own tools */
import { execFileSync } from 'node:child_process';
import { readFileSync, writeFileSync } from 'node:fs';

/** Whether this process has a network of its own, of which it is the master (test/faults/main.mjs). */
export const hasOwnNetwork = process.env.FAULTS_NETWORK === 'own';

/** Takes the network away: no packet arrives any more, and nobody is told. */
export function networkDown(): void {
	execFileSync('ip', ['link', 'set', 'lo', 'down']);
}

export function networkUp(): void {
	execFileSync('ip', ['link', 'set', 'lo', 'up']);
}

/** All that goes to an address is said to be unreachable (EHOSTUNREACH). */
export function leadNowhere(address: string): void {
	execFileSync('ip', ['route', 'replace', 'unreachable', address]);
}

/** Sets a parameter of the network's TCP. Returns what sets it back. */
export function setTcp(name: string, value: string): () => void {
	const file = `/proc/sys/net/ipv4/${name}`;
	const before = readFileSync(file, 'utf8');
	writeFileSync(file, value);
	return () => writeFileSync(file, before);
}
