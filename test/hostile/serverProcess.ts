/* eslint-disable @n8n/community-nodes/no-restricted-globals -- a process of its own needs them */
/** The hostile gateway in a process of its own: the parent learns its port, and asks for what it saw. */
import { attacks } from './attacks';
import { startHostile } from './server';

void startHostile(attacks).then((gateway) => {
	process.on('message', () => process.send?.({ hits: gateway.hits(), open: gateway.cut() }));
	process.on('disconnect', () => process.exit());
	process.send?.({ port: gateway.port });
});
