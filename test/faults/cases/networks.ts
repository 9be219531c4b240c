/* eslint-disable @n8n/community-nodes/no-restricted-imports -- ports are used up by bare sockets */
import { once } from 'node:events';
import { connect } from 'node:net';
import { leadNowhere, networkDown, networkUp, setTcp } from '../../support/faulty/ownNetwork';
import { inTurn, startPeer, type Behaviour, type Peer } from '../../support/faulty/peer';
import { afterHalfStream, afterRequest, good } from '../../support/faulty/ways';
import { pause } from '../../support/gateway';
import { usualItems } from '../ask';
import { fails, groups, recovered, type FaultAsk, type FaultCase, type OpensServer } from '../case';
import { twice } from './tcp';

const group = groups.T;
const pace = 'network';

/** A peer in a network that may be down when it is closed. */
async function start(behave: Behaviour): Promise<Peer> {
	const opened = await startPeer(behave);
	return {
		...opened,
		close: async () => {
			networkUp();
			await opened.close();
		},
	};
}

/** The network is gone while a connection is as far as this, for so many milliseconds. */
function vanishing(hold: (vanish: Behaviour) => Behaviour, milliseconds = Infinity): OpensServer {
	const vanish: Behaviour = async () => {
		networkDown();
		if (milliseconds === Infinity) return;
		await pause(milliseconds);
		networkUp();
	};
	return async () => await start(inTurn(hold(vanish), good));
}

/** The network is gone from the beginning, for so many milliseconds. */
const goneFor =
	(milliseconds: number): OpensServer =>
	async () => {
		const opened = await start(good);
		networkDown();
		void pause(milliseconds).then(networkUp);
		return opened;
	};

/** A peer that reads nothing of the request, and whose network then is gone; the kernel gives up soon. */
const vanishingWhileSending: OpensServer = async () => {
	const setBack = setTcp('tcp_retries2', '3');
	const opened = await start(({ socket }) => {
		socket.pause();
		void pause(300).then(networkDown);
	});
	return {
		...opened,
		close: async () => {
			setBack();
			await opened.close();
		},
	};
};

/** An address of documentation, to which this network has no way, or one that ends nowhere. */
function noWay(code: 'ENETUNREACH' | 'EHOSTUNREACH'): OpensServer {
	const address = code === 'ENETUNREACH' ? '192.0.2.1' : '198.51.100.1';
	return async () => {
		if (code === 'EHOSTUNREACH') leadNowhere(address);
		return { url: `http://${address}`, count: () => 0, close: async () => {} };
	};
}

/** Ports of this machine for connections to one address. */
const ports = 12;

/** A good gateway in a network with few local ports, so many of which are in use already. */
function fewPorts(used: number): OpensServer {
	return async () => {
		const opened = await startPeer(good);
		const setBack = setTcp('ip_local_port_range', `40000 ${40_000 + ports - 1}`);
		const fillers = Array.from({ length: used }, () => connect(opened.port, '127.0.0.1'));
		await Promise.all(fillers.map(async (filler) => await once(filler, 'connect')));
		while (opened.count() < used) await pause(5);
		return {
			...opened,
			count: () => opened.count() - used,
			close: async () => {
				setBack();
				for (const filler of fillers) filler.destroy();
				await opened.close();
			},
		};
	};
}

const noPort = 'The gateway at {host} cannot be reached: this n8n has no local port left';
const impatient = { firstByteTimeout: 1, idleTimeout: 1 };
const large: FaultAsk = {
	items: 1,
	parameters: {
		messages: { values: [{ role: 'user', content: `Item 0 ${'x'.repeat(16_000_000)}` }] },
	},
};

/** A network that goes away, and one with too few ports. */
export const networks: readonly FaultCase[] = [
	{
		group,
		fault: 'The network is gone, and nobody says so',
		form: 'before the headers',
		ask: { items: 1, throughput: impatient },
		server: vanishing(afterRequest),
		outcome: fails('timeout', 'The gateway did not begin to answer within 1 seconds', 1, {
			item: { advice: 'may have charged' },
		}),
		pace,
	},
	{
		group,
		fault: 'The network is gone, and nobody says so',
		form: 'in the middle of a stream',
		ask: { items: 1, throughput: impatient },
		server: vanishing(afterHalfStream),
		outcome: fails(
			'timeout',
			'The gateway fell silent in the middle of its answer for 1 seconds',
			1,
			{ item: { text: 'Ite' } },
		),
		isCut: true,
		pace,
	},
	{
		group,
		fault: 'The network is gone, and nobody says so',
		form: 'in the middle of a stream, for 3 seconds, with Retry Timeouts',
		ask: { throughput: { ...impatient, retryTimeouts: true } },
		server: vanishing(afterHalfStream, 3_000),
		// Those that were tried meanwhile arrive late.
		outcome: recovered([usualItems + 1, 3 * usualItems]),
		isCut: true,
		pace,
	},
	{
		group,
		fault: 'A peer vanishes while the request is sent, and the kernel gives up (ETIMEDOUT)',
		ask: () => large,
		server: vanishingWhileSending,
		outcome: fails('timeout', 'The gateway at {host} vanished before the answer was complete', 1, {
			item: { advice: 'may have charged' },
		}),
		pace,
	},
	{
		group,
		fault: 'No packet arrives',
		form: 'for 3 seconds',
		server: goneFor(3_000),
		outcome: recovered(usualItems),
		pace,
	},
	{
		group,
		fault: 'No packet arrives',
		form: 'every time, of two',
		ask: twice(),
		server: goneFor(60_000),
		outcome: fails('network', 'The gateway at {host} did not accept the connection in time', 0),
		pace,
	},
	...(['ENETUNREACH', 'EHOSTUNREACH'] as const).map(
		(code): FaultCase => ({
			group,
			fault: `There is no way to the gateway (${code})`,
			form: 'every time, of two',
			ask: twice(),
			server: noWay(code),
			outcome: fails('network', 'The gateway at {host} cannot be reached from here', 0),
			pace,
		}),
	),
	{
		group,
		fault: 'No local port is left (EADDRNOTAVAIL)',
		form: 'every time, of two',
		ask: twice(),
		server: fewPorts(ports),
		outcome: fails('network', noPort, 0, { item: { advice: 'Lower Max Concurrency' } }),
		pace,
	},
	{
		group,
		fault: 'Local ports for a few requests at a time only (EADDRNOTAVAIL)',
		form: '60 items, 64 at a time',
		ask: { items: 60 },
		server: fewPorts(ports / 2),
		outcome: recovered(60),
		pace,
	},
];
