import dns from 'node:dns'; // eslint-disable-line @n8n/community-nodes/no-restricted-imports -- its answers are replaced
import type { LookupFunction } from 'node:net'; // eslint-disable-line @n8n/community-nodes/no-restricted-imports -- a type
import { startPeer } from '../../support/faulty/peer';
import { good } from '../../support/faulty/ways';
import { usualItems } from '../ask';
import { fails, groups, recovered, type FaultCase, type OpensServer } from '../case';
import { twice } from './tcp';

const group = groups.T;
const name = 'gateway.example';
const unknown = 'The gateway at {host} has no known address';
const checkName = { item: { advice: 'Check the host name' } };

/**
 * A gateway whose name cannot be looked up so many times. The answers of the system's resolver are replaced, for this
 * process: what a resolver says depends on where it is asked.
 */
function named(code: string, times: number): OpensServer {
	return async () => {
		const gateway = await startPeer(good);
		const { lookup } = dns;
		let lookups = 0;
		const replaced: LookupFunction = (hostname, options, tell) => {
			if (hostname !== name) return (lookup as LookupFunction)(hostname, options, tell);
			if (lookups++ >= times) return (lookup as LookupFunction)('127.0.0.1', options, tell);
			const facts = { code, syscall: 'getaddrinfo', hostname };
			const error = Object.assign(new Error(`getaddrinfo ${code} ${hostname}`), facts);
			// eslint-disable-next-line @n8n/community-nodes/no-restricted-globals -- resolvers never answer at once
			setImmediate(() => tell(error, ''));
		};
		Object.assign(dns, { lookup: replaced });
		return {
			url: `http://${name}:${gateway.port}`,
			count: () => lookups,
			close: async () => {
				Object.assign(dns, { lookup });
				await gateway.close();
			},
		};
	};
}

/** The resolver of this machine: it has no such name, or cannot be reached itself. */
const realResolver: OpensServer = async () => ({
	url: 'http://gateway.invalid',
	count: () => 0,
	close: async () => {},
});

/** Names that cannot be looked up. */
export const hostNames: readonly FaultCase[] = [
	{
		group,
		fault: 'The name of the host is unknown (.invalid), or the resolver cannot be reached',
		ask: twice(),
		server: realResolver,
		outcome: fails('network', unknown, 0, checkName),
		pace: 'slow',
	},
	{
		group,
		fault: 'The name of the host is unknown (NXDOMAIN)',
		form: 'for ever (resolver replaced; requests are lookups)',
		server: named('ENOTFOUND', Infinity),
		outcome: fails('network', unknown, 2 * usualItems, checkName),
		pace: 'heavy',
	},
	{
		group,
		fault: 'The name of the host is unknown (NXDOMAIN)',
		form: 'once (resolver replaced)',
		server: named('ENOTFOUND', 1),
		outcome: recovered(usualItems + 1),
		pace: 'heavy',
	},
	{
		group,
		fault: 'The resolver cannot be reached (EAI_AGAIN)',
		form: 'every time, of two (resolver replaced)',
		ask: twice(),
		server: named('EAI_AGAIN', Infinity),
		outcome: fails('network', unknown, 2, checkName),
		pace: 'heavy',
	},
	{
		group,
		fault: 'The resolver cannot be reached (EAI_AGAIN)',
		form: 'eight times (resolver replaced)',
		server: named('EAI_AGAIN', 8),
		outcome: recovered(usualItems + 8),
		pace: 'heavy',
	},
];
