import type { IDataObject, INodeExecutionData } from 'n8n-workflow';
import { key } from '../support/chat';
import { supplyChatModelAt } from '../support/chatModel';
import { runNode } from '../support/engine';
import { binary, wav } from '../support/files';
import { searchModels } from '../support/modelSearch';
import type { Attack } from './attack';
import type { Route } from './routes';
import { marks } from './server';

/** Limits of time that an attack meets, in seconds. */
export const limits = { firstByteTimeout: 4, idleTimeout: 4, totalTimeout: 12 };

/** What came out for one item, or one call of a chat model. */
export interface Result {
	isHostile: boolean;
	isGood: boolean;
	kind?: string;
	message?: string;
	description?: string;
}

/** How many are asked for at the same time. */
export interface Amount {
	hostile: number;
	good: number;
}

/** Runs the node, or asks the model or the picker, with hostile and good items side by side. */
export async function runAttack(
	attack: Attack,
	route: Route,
	url: string,
	amount: Amount,
): Promise<Result[]> {
	if (route.name === 'picker') return await askMany(amount.hostile, () => openPicker(url));
	if (route.operation === undefined) return await askModel(route, url, amount);
	if (route.isUnmarked) {
		const one = { hostile: 1, good: 0 };
		return await askMany(amount.hostile, async () => {
			const [result] = await runOnce(attack, route, url, one);
			return result as Result;
		});
	}
	return await runOnce(attack, route, url, amount);
}

/** Whether each of so many is hostile; the good ones stand among the others. */
function order({ hostile, good }: Amount): boolean[] {
	const every = Math.ceil((hostile + good) / Math.max(1, good));
	return Array.from(
		{ length: hostile + good },
		(_, position) => good === 0 || position % every !== Math.floor(every / 2),
	);
}

async function runOnce(
	attack: Attack,
	route: Route,
	url: string,
	amount: Amount,
): Promise<Result[]> {
	const which = order(amount);
	const sound = route.hasSound ? { data: binary(wav(), 'audio/wav', 'said.wav') } : undefined;
	const items = which.map((isHostile, position): INodeExecutionData => {
		const say = `${isHostile ? marks.hostile : marks.good}-${position}`;
		return { json: { say }, ...(sound ? { binary: sound } : {}) };
	});
	const { items: made } = await runNode({
		parameters: parametersOf(attack, route, items.length),
		items,
		credential: { apiKey: key, baseUrl: url },
		onError: 'continueRegularOutput',
	});
	return which.map((isHostile, position) => {
		const own = made.filter(({ pairedItem }) => isPairedWith(pairedItem, position));
		const [item] = own;
		if (item === undefined || (own.length !== 1 && route.operation !== 'model.getMany'))
			return { isHostile, isGood: false, message: `${own.length} items came out` };
		return { isHostile, ...resultOf(item) };
	});
}

function isPairedWith(paired: INodeExecutionData['pairedItem'], position: number): boolean {
	return [paired].flat().some((pair) => typeof pair === 'object' && pair.item === position);
}

function parametersOf(attack: Attack, route: Route, count: number): IDataObject {
	const [resource, operation] = String(route.operation).split('.');
	const { options, ...own } = attack.parameters ?? {};
	return {
		resource,
		operation,
		// A lane each: five in a row that look like an outage would make all others of their lane wait for its end.
		model: { __rl: true, mode: 'id', value: '={{ $json.say }}' },
		...route.parameters,
		...own,
		options: { ...route.options, ...(options as IDataObject | undefined) },
		throughput: { ...limits, maxAttempts: 1, maxConcurrency: count, maxRateLimitWait: 0.1 },
	};
}

/** The sentence stands beside the error, as in every failed item of n8n. */
function resultOf({ json }: INodeExecutionData): Omit<Result, 'isHostile'> {
	const { error, message } = json as { error?: Omit<Result, 'isHostile'>; message?: string };
	return error === undefined ? { isGood: true } : { ...pick(error), isGood: false, message };
}

function pick({ kind, message, description }: Omit<Result, 'isHostile' | 'isGood'>) {
	return { kind, message, description };
}

async function askModel(route: Route, url: string, amount: Amount): Promise<Result[]> {
	const gateway = { url, requests: [], close: async () => {} };
	const { model, close } = await supplyChatModelAt(gateway, {
		...route.parameters,
		throughput: { ...limits, maxAttempts: 1, maxRateLimitWait: 0.1 },
	});
	const results = await Promise.all(
		order(amount).map(async (isHostile, position) => {
			const say = `${isHostile ? marks.hostile : marks.good}-${position}`;
			return { isHostile, ...(await tryTo(async () => await model.invoke(say))) };
		}),
	);
	await close();
	return results;
}

async function openPicker(url: string): Promise<Result> {
	return { isHostile: true, ...(await tryTo(async () => await searchModels({ baseUrl: url }))) };
}

async function tryTo(action: () => Promise<unknown>): Promise<Omit<Result, 'isHostile'>> {
	try {
		await action();
		return { isGood: true };
	} catch (thrown) {
		return { isGood: false, ...pick(thrown as Result) };
	}
}

async function askMany(count: number, ask: () => Promise<Result>): Promise<Result[]> {
	return await Promise.all(Array.from({ length: count }, ask));
}
