import {
	NodeConnectionTypes,
	type IExecuteFunctions,
	type INodeExecutionData,
	type INodeType,
	type INodeTypeDescription,
} from 'n8n-workflow';
import { failureOf, type Failure } from '../api/failure';
import type { RunLimits } from '../api/limits';
import { countOverBudget } from '../delivery/budget/sentences';
import { pool, type WhileWaiting } from '../delivery/pool';
import { nothingSpent } from '../delivery/tally';
import { callerOf } from '../host/caller';
import { clock, yieldToEventLoop } from '../host/clock';
import { credentialName } from '../host/credential';
import { toFailedItem, toItem } from '../host/items';
import { searchModels } from '../host/modelSearch';
import { toNodeError } from '../host/nodeError';
import { itemParameters, variesByItem } from '../host/parameters';
import { reportHints, reportTokens, type RunResult } from '../host/report';
import { openRun, type Run } from '../host/run';
import { forModel, isTool } from '../host/tool';
import { findOperation, properties } from './resources';
import { searchLanguages } from '../fields/language';
import { readRunLimits } from '../fields/throughput';
import type { Operation, UnitSize } from './resources/operation';
import { laneNamer, runUnit, unitCount, unitsOf } from './units';

/**
 * AIGC2D, or any OpenAI-compatible gateway: a list of items goes in, the same list comes out, in
 * order, with message and usage on every item. Programmatic, because it keeps several requests in
 * flight and reads failures that n8n's declarative nodes do not understand.
 */
export class Aigc2d implements INodeType {
	description: INodeTypeDescription = {
		displayName: 'AIGC2D',
		name: 'aigc2d',
		icon: { light: 'file:aigc2d.svg', dark: 'file:aigc2d.dark.svg' },
		group: ['transform'],
		version: 1,
		subtitle: '={{ $parameter["operation"] + ": " + $parameter["resource"] }}',
		description:
			'Chat, summarize, translate, extract, draw and speak with OpenAI, Claude, ERNIE, Spark and other models through one key',
		defaults: { name: 'AIGC2D' },
		usableAsTool: true,
		inputs: [NodeConnectionTypes.Main],
		outputs: [NodeConnectionTypes.Main],
		credentials: [{ name: credentialName, required: true }],
		properties,
	};

	methods = { listSearch: { searchLanguages, searchModels } };

	async execute(this: IExecuteFunctions): Promise<INodeExecutionData[][]> {
		const itemCount = this.getInputData().length;
		const operation = findOperation(
			this.getNodeParameter('resource', 0),
			this.getNodeParameter('operation', 0),
		);
		const opened = await open(this, operation);
		if (opened.failure) return [failAll(this, opened.failure, itemCount)];

		const { run, limits, unit: unitSize } = opened;
		const { delivery, secrets } = run;
		const started = clock.now();
		const result: RunResult = {
			items: itemCount,
			failed: 0,
			truncated: 0,
			duration: 0,
			notSent: 0,
			unfinished: 0,
		};
		let finished = 0;
		const allOrNothing = !this.continueOnFail();
		const asTool = isTool(this);
		const caller = callerOf(this, secrets);
		const pace = { yieldToEventLoop, isStopped: () => run.stop.isStopped };
		const parameters = (item: number) => itemParameters(this, item);
		const work = async (unit: number[], yieldSlot: WhileWaiting): Promise<INodeExecutionData[]> => {
			const onText = caller?.onText(unit[0] ?? 0);
			const options = { ...pace, yieldSlot, allOrNothing, ...(onText ? { onText } : {}) };
			const { outcomes, spent } = await runUnit(
				operation,
				unitSize,
				unit,
				parameters,
				delivery,
				options,
			);
			const failed = outcomes.find(({ output }) => output === undefined);
			if (failed !== undefined && allOrNothing) {
				result.failed += failed.items.length;
				const kept = new Set(outcomes.flatMap(({ items, output }) => (output ? items : [])));
				const why = failed.failure ?? unexplained;
				const done = finished + kept.size;
				throw toNodeError(this.getNode(), why, failed.items, done, secrets, asTool);
			}
			const made = outcomes.map(({ items, output, failure }) => {
				caller?.end(items, output ? undefined : (failure ?? unexplained));
				if (output) {
					if (output.json.truncated === true) result.truncated++;
					return toItem(this, output, items, spent, secrets);
				}
				result.failed += items.length;
				countOverBudget(result, failure, items.length);
				return toFailedItem(failure ?? unexplained, items, spent, secrets);
			});
			finished += unit.length;
			const done = await Promise.all(made);
			return asTool ? done.map(forModel) : done;
		};
		try {
			delivery.units.expect(unitCount(unitSize, itemCount));
			const units = unitsOf(unitSize, itemCount);
			const laneOf = laneNamer(operation, parameters, (field) =>
				variesByItem(this, field.property.name),
			);
			const items = await pool(units, work, {
				atOnce: limits.maxConcurrency,
				stop: () => run.stop.now(),
				...pace,
				...(laneOf ? { lookAhead: { laneOf, capacity: delivery.capacity } } : {}),
			});
			reportHints(this, delivery, { ...result, duration: clock.now() - started });
			return [items.flat()];
		} finally {
			await caller?.done();
			reportTokens(this, delivery);
			run.close(result.failed > 0);
		}
	}
}

const unexplained = failureOf('The operation gave neither an output nor a failure');

type Opened =
	| { run: Run; limits: RunLimits; unit: UnitSize; failure?: undefined }
	| { failure: Failure; run?: undefined };

/** Opens the run with the limits of its first item; what is wrong with them, or with the credential, fails every item. */
async function open(context: IExecuteFunctions, { unit }: Operation): Promise<Opened> {
	try {
		const parameters = itemParameters(context, 0);
		const limits = readRunLimits(parameters);
		const size = typeof unit === 'function' ? unit(parameters) : unit;
		return { run: await openRun(context, limits), limits, unit: size };
	} catch (thrown) {
		return { failure: failureOf(thrown) };
	}
}

function failAll(
	context: IExecuteFunctions,
	failure: Failure,
	count: number,
): INodeExecutionData[] {
	if (!context.continueOnFail()) throw toNodeError(context.getNode(), failure, [], 0, []);
	return Array.from({ length: count }, (_, item) =>
		toFailedItem(failure, [item], nothingSpent, []),
	);
}
