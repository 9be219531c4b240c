import type { IDataObject } from 'n8n-workflow';
import { runNode, type NodeRun, type NodeSetup } from './engine';
import { startGateway, type Received, type Responder, type TestGateway } from './gateway';

/** A key of the form that AIGC2D documents; of nobody. */
export const key = ['AIGC2D', '5d1f0c3e-90ab-4c7d-8e21-1f2a3b4c5d6e'].join('-');

/** What the node gets in a test; parameters are those of Chat → Message a Model unless they say otherwise. */
export interface ChatSetup extends Omit<NodeSetup, 'parameters' | 'credential'> {
	parameters?: IDataObject;
	/** Members of the credential that differ; the Base URL is that of the test's server. */
	credential?: IDataObject | null;
}

/** A run, and what its server saw of it. */
export interface ChatRun extends NodeRun {
	requests: Received[];
}

const open = new Set<TestGateway>();

// A test that runs into its time limit must not leave its server, and with it the process, behind. Not after each
// test: others may still be under way.
afterAll(async () => {
	await Promise.all([...open].map(async (gateway) => await gateway.close()));
	open.clear();
});

/** A gateway for several runs of one test, which is closed when the file is through. */
export async function openGateway(respond: Responder, port?: number): Promise<TestGateway> {
	const gateway = await startGateway(respond, port);
	open.add(gateway);
	return gateway;
}

/** Runs Chat → Message a Model against a server of its own, which is closed afterwards. */
export async function runChat(respond: Responder, setup: ChatSetup = {}): Promise<ChatRun> {
	const gateway = await openGateway(respond);
	try {
		return await runChatAt(gateway, setup);
	} finally {
		open.delete(gateway);
		await gateway.close();
	}
}

/** Runs Chat → Message a Model against a server that other runs share; `requests` are those that came meanwhile. */
export async function runChatAt(gateway: TestGateway, setup: ChatSetup = {}): Promise<ChatRun> {
	const { parameters, credential, ...rest } = setup;
	const before = gateway.requests.length;
	const run = await runNode({
		...rest,
		parameters: chatParameters(parameters),
		credential: credential === null ? null : { apiKey: key, baseUrl: gateway.url, ...credential },
	});
	return { ...run, requests: gateway.requests.slice(before) };
}

/** One attempt, so that a test of a failure does not wait for the pauses in between; ten at once. */
export const oneAttempt = { maxAttempts: 1, maxConcurrency: 10 };

/** The parameters of Chat → Message a Model with one message, unless told otherwise. */
export function chatParameters(more: IDataObject = {}): IDataObject {
	return {
		resource: 'chat',
		operation: 'complete',
		model: { __rl: true, mode: 'id', value: 'test-model' },
		messages: { values: [{ role: 'user', content: 'Hello' }] },
		throughput: oneAttempt,
		...more,
	};
}

/** Everything that a run holds as one text: also what is not enumerable, such as stacks of errors. */
export function everythingIn(value: unknown): string {
	const seen = new Set<unknown>();
	const spread = (_name: string, member: unknown): unknown => {
		if (typeof member !== 'object' || member === null) return member;
		if (seen.has(member)) return undefined;
		seen.add(member);
		if (member instanceof Map || member instanceof Set) return [...member];
		if (!(member instanceof Error)) return member;
		const names = ['name', ...Object.getOwnPropertyNames(member)];
		return Object.fromEntries(
			names.map((name) => [name, (member as unknown as IDataObject)[name]]),
		);
	};
	return JSON.stringify(value, spread);
}
