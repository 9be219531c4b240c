import { runInNewContext } from 'node:vm'; // eslint-disable-line @n8n/community-nodes/no-restricted-imports -- evaluates expressions, as n8n does
import type { IDataObject, INodeExecutionData } from 'n8n-workflow';
import type { Request } from '../../../nodes/api/call';
import { isObject } from '../../../nodes/api/json';
import { findOperation } from '../../../nodes/Aigc2d/resources';
import type { Operation } from '../../../nodes/Aigc2d/resources/operation';
import { runUnit } from '../../../nodes/Aigc2d/runUnit';
import { unitCount, unitsOf } from '../../../nodes/Aigc2d/units';
import { Delivery } from '../../../nodes/delivery/delivery';
import { Lanes } from '../../../nodes/delivery/lane/lanes';
import { pool } from '../../../nodes/delivery/pool';
import { Stop } from '../../../nodes/delivery/stop';
import type { Answer as Received, Transport } from '../../../nodes/delivery/transport';
import type { Parameters } from '../../../nodes/fields/parameters';
import { readRunLimits } from '../../../nodes/fields/throughput';
import { gatewayOf, ownerOf } from '../../../nodes/host/credential';
import { toFailedItem } from '../../../nodes/host/items';
import { networkFailure } from '../../../nodes/host/networkFailure';
import type { UnitResult } from '../../../nodes/host/outcome';
import { untilAborted, VirtualClock } from '../virtual';
import type { Answer, Outcome, WireCase } from './case';
import { itemsFor, parametersFor } from './operations';

/** Longest time for one case, in milliseconds of its own clock. */
const longest = 3_600_000;

/** Time that an answer takes, in milliseconds: what is sent later was sent after it. */
const onTheWay = 1;

/** Pauses between attempts are random parts of seconds: a small part, as in the run through the engine. */
const random = () => 0.025;

const key = ['AIGC2D', '5d1f0c3e-90ab-4c7d-8e21-1f2a3b4c5d6e'].join('-');

let counted = 0;

type Requests = Array<Outcome['requests'][number]>;

/**
 * What comes of a case without n8n and without a network: its operation with the real delivery, on a clock of its
 * own, answered out of memory. It takes a millisecond or two; the run through the engine judges the rest.
 */
export async function runInMemory(wireCase: WireCase): Promise<Outcome> {
	const clock = new VirtualClock();
	// An address of its own: what was learnt of one must not reach a later case.
	const gateway = gatewayOf({ apiKey: key, baseUrl: `https://case${++counted}.gateway.test` });
	const requests: Requests = [];
	const set = parametersFor(wireCase.ask);
	const operation = findOperation(set.resource, set.operation);
	const items = itemsFor(wireCase.ask);
	const parametersOf = (item: number) => parametersIn(operation, set, items[item]);
	const limits = readRunLimits(parametersOf(0));
	const stop = new Stop();
	const delivery = new Delivery({
		transport: memoryTransport(wireCase, gateway.addresses[0], clock, requests),
		clock,
		lanes: new Lanes(clock, random),
		owner: ownerOf(gateway),
		limits,
		stop,
		random,
	});
	const unit =
		typeof operation.unit === 'function' ? operation.unit(parametersOf(0)) : operation.unit;
	delivery.units.expect(unitCount(unit, items.length));
	const pace = { yieldToEventLoop: async () => {}, isStopped: () => stop.isStopped };
	let done: UnitResult[] | undefined;
	const running = pool(
		unitsOf(unit, items.length),
		async (of, yieldSlot) =>
			await runUnit(
				{ operation, unit, items: of, parametersOf, delivery },
				{ ...pace, yieldSlot, allOrNothing: false },
			),
		{ atOnce: limits.maxConcurrency, stop: () => stop.now(), ...pace },
	).then((results) => (done = results));
	await Promise.race([running, clock.pass(longest)]);
	if (done === undefined) stop.now();
	const results = await running;
	delivery.close(false);
	return {
		requests,
		items: results.flatMap(({ outcomes, spent }) =>
			outcomes.map(({ items: of, output, failure }) => {
				if (output === undefined) {
					const by = { items: of, spent, redactor: gateway.redactor };
					return { json: toFailedItem(failure as never, by).json, files: {} };
				}
				const made = gateway.redactor.answer({ ...output.json, request: { ...spent } });
				const files = Object.entries(output.binary ?? {});
				return {
					json: made as IDataObject,
					files: Object.fromEntries(files.map(([name, { bytes }]) => [name, bytes.byteLength])),
				};
			}),
		),
		hints: [...delivery.totals.hints],
		status: stop.isStopped ? 'canceled' : 'success',
	};
}

/** Answers the requests of a case, as `respondAs` does over HTTP. */
function memoryTransport(
	{ answer, answers = answer ? [answer] : [] }: WireCase,
	address: string,
	clock: VirtualClock,
	requests: Requests,
): Transport {
	const used = new Set<Answer>();
	const wait = (milliseconds: number) =>
		new Promise<void>((resolve) => void clock.after(milliseconds, resolve));
	return {
		addresses: [address],
		async open(request, _address, signal) {
			const { path, body } = seen(request);
			const position = requests.push({ path, body, after: clock.now() }) - 1;
			const meant = answers.filter((one) => isFor(one, path, body));
			const next = meant.find((one) => !used.has(one)) ?? meant.at(-1);
			if (next === undefined) return { status: 404, headers: {}, body: bytesOf([]) };
			used.add(next);
			await Promise.race([wait(next.delay ?? onTheWay), untilAborted(signal)]);
			const url = request.url ?? `${address}${path}`;
			return {
				status: next.status ?? 200,
				headers: headersOf(next, position),
				body: bytesOf(
					[next.body].flat(),
					async () => await wait(next.between ?? 0),
					end(next, signal),
				),
				url,
			} as Received;
		},
	};
}

function seen(request: Request): { path: string; body: unknown } {
	const path = request.path ?? new URL(request.url).pathname;
	const text = request.json ?? (request.body && JSON.stringify(request.body));
	return { path, body: text === undefined ? undefined : JSON.parse(text) };
}

function isFor({ to, path: wanted }: Answer, path: string, body: unknown): boolean {
	if (wanted !== undefined) return path === wanted;
	if (to === undefined) return true;
	return (isObject(body) && body.stream === true) === (to === 'streams');
}

function headersOf(
	{ content_type, headers = {}, countdown = {} }: Answer,
	position: number,
): { [name: string]: string } {
	const all = {
		...(content_type === undefined ? {} : { 'content-type': content_type }),
		...headers,
		...Object.fromEntries(
			Object.entries(countdown).map(([name, from]) => [name, String(from - position)]),
		),
	};
	return Object.fromEntries(
		Object.entries(all).map(([name, value]) => [name.toLowerCase(), value]),
	);
}

/** How an answer ends that does not end as it should. */
function end({ ends }: Answer, signal: AbortSignal): (() => Promise<unknown>) | undefined {
	if (ends === undefined) return undefined;
	return async () => {
		if (ends === 'silence') return await untilAborted(signal);
		const reset = Object.assign(new Error('read ECONNRESET'), { code: 'ECONNRESET' });
		throw networkFailure(reset, 'gateway.test');
	};
}

async function* bytesOf(
	pieces: ReadonlyArray<string | Uint8Array>,
	between: () => Promise<void> = async () => {},
	atEnd: () => Promise<unknown> = async () => {},
): AsyncGenerator<Uint8Array> {
	for (const piece of pieces) {
		yield typeof piece === 'string' ? Buffer.from(piece) : piece;
		if (pieces.length > 1) await between();
	}
	await atEnd();
}

/** The parameters of an item, as n8n makes them: its defaults, expressions and files. */
function parametersIn(
	{ fields }: Operation,
	set: IDataObject,
	{ json, binary = {} }: INodeExecutionData = { json: {} },
): Parameters {
	return {
		get(name) {
			const given =
				set[name] ?? fields.find(({ property }) => property.name === name)?.property.default;
			const value = evaluated(given, json);
			return isObject(value) && value.__rl === true ? value.value : value;
		},
		// Only sentences about what was entered tell of it.
		expressionAt: () => undefined,
		async file(name) {
			const { data = '', mimeType = '', fileName = name } = binary[name] ?? {};
			return { bytes: Buffer.from(data, 'base64'), mimeType, fileName };
		},
	};
}

function evaluated(value: unknown, $json: IDataObject): unknown {
	if (typeof value === 'string') {
		const expression = /^=\{\{(.*)\}\}$/s.exec(value)?.[1];
		return expression === undefined ? value : runInNewContext(`(${expression})`, { $json });
	}
	if (Array.isArray(value)) return value.map((entry) => evaluated(entry, $json));
	if (!isObject(value)) return value;
	return Object.fromEntries(
		Object.entries(value).map(([name, member]) => [name, evaluated(member, $json)]),
	);
}
