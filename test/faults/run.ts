import type { IDataObject, INodeExecutionData } from 'n8n-workflow';
import { without } from '../../nodes/api/json';
import { runNode } from '../support/engine';
import { pause } from '../support/gateway';
import { itemsOf, parametersOf } from './ask';
import type { Came, Drive, FaultAsk, FaultCase, OpenServer } from './case';
import { leaksIn, secretsOf } from './secrets';
import { open } from './server';

/** A case that is not over by then hangs, in milliseconds; then it is stopped, and gets a little time for that. */
export const leash = 120_000;
const afterStop = 5_000;

/** What came of a case, or did not. */
export interface Run {
	ask: FaultAsk;
	/** Undefined: it hangs, or has crashed. */
	came?: Came;
	hangs: boolean;
	/** What was thrown past the engine. */
	crash?: string;
	requests: number;
	leaks: number;
	/** Sentences of the case's own on what is not as wanted. */
	also: string[];
	/** Host of its server. */
	host: string;
}

let counted = 0;

/** Runs a case against a server of its own. */
export async function runFault(one: FaultCase): Promise<Run> {
	const server = await open(one.server);
	try {
		return await runAt(server, one);
	} finally {
		await server.close();
	}
}

async function runAt(server: OpenServer, one: FaultCase): Promise<Run> {
	const ask = typeof one.ask === 'function' ? one.ask() : (one.ask ?? {});
	const number = ++counted;
	const secrets = secretsOf(number);
	const credential = {
		apiKey: secrets.apiKey,
		baseUrl: server.url,
		headers: { values: [{ name: 'x-team', value: secrets.header }] },
		...ask.credential,
	};
	let stop = () => {};
	let crash: string | undefined;
	const running = (one.drive ?? throughNode)(ask, {
		credential,
		executionId: `fault ${number}`,
		onStart: (cancel) => {
			stop = cancel;
			ask.onStart?.(cancel);
		},
	}).catch((thrown: unknown) => {
		crash = thrown instanceof Error ? (thrown.stack ?? thrown.message) : String(thrown);
		return undefined;
	});
	const { came, hangs } = await withinLeash(running, () => stop());
	return {
		ask,
		came,
		hangs,
		crash,
		requests: server.count(),
		leaks: leaksIn([came, crash, server.elsewhere?.()], secrets),
		also: came === undefined ? [] : (one.also?.(came, server) ?? []),
		host: URL.canParse(server.url) ? new URL(server.url).host : server.url,
	};
}

async function withinLeash(
	running: Promise<Came | undefined>,
	stop: () => void,
): Promise<{ came?: Came; hangs: boolean }> {
	let isOver = false;
	const over = running.then((came) => {
		isOver = true;
		return came;
	});
	await Promise.race([over, alarm(leash, over)]);
	const hangs = !isOver;
	if (hangs) {
		stop();
		await Promise.race([over, pause(afterStop)]);
	}
	return { came: isOver ? await over : undefined, hangs };
}

/** Rings after a time, unless something is over before. */
async function alarm(milliseconds: number, over: Promise<unknown>): Promise<void> {
	await new Promise<void>((resolve) => {
		// eslint-disable-next-line @n8n/community-nodes/no-restricted-globals -- a test may wait
		const timer = setTimeout(resolve, milliseconds);
		const end = () => {
			// eslint-disable-next-line @n8n/community-nodes/no-restricted-globals -- as above
			clearTimeout(timer);
			resolve();
		};
		over.then(end, end);
	});
}

/** One run of the node in the engine. */
export const throughNode: Drive = async (ask, { credential, executionId, onStart }) => {
	const inputs = itemsOf(ask);
	const run = await runNode({
		parameters: parametersOf(ask),
		items: inputs,
		credential,
		onError: ask.onError ?? 'continueErrorOutput',
		executionId,
		onStart,
	});
	const { status, items, errorItems, error, hints } = run;
	const outputs = [
		...items.map((item) => ({ item, isSuccess: !hasFailed(item.json) })),
		...errorItems.map((item) => ({ item: withoutInput(item, inputs), isSuccess: false })),
	];
	return {
		status,
		outputs: outputs.map(({ item: { json, binary = {}, pairedItem }, isSuccess }) => ({
			json,
			isSuccess,
			files: Object.fromEntries(
				Object.entries(binary).map(([name, { data }]) => [name, Buffer.byteLength(data, 'base64')]),
			),
			inputs: [pairedItem ?? []]
				.flat()
				.map((pair) => (typeof pair === 'object' ? pair.item : pair)),
		})),
		...(error ? { error: { message: error.message, description: error.description } } : {}),
		hints,
		whole: run,
	};
};

/** Without what n8n copies from the input to an item on the error output. */
function withoutInput(
	{ json, ...item }: INodeExecutionData,
	inputs: readonly INodeExecutionData[],
): INodeExecutionData {
	const names = inputs.flatMap((input) => Object.keys(input.json));
	return { ...item, json: without(json, ...names) as IDataObject };
}

/** On Error Continue puts failures beside the others. */
function hasFailed({ error }: Came['outputs'][number]['json']): boolean {
	return typeof error === 'object' && error !== null && 'kind' in error;
}
