import {
	NodeConnectionTypes,
	type IExecuteFunctions,
	type INodeExecutionData,
	type INodeType,
	type INodeTypeDescription,
} from 'n8n-workflow';
import { failureOf } from '../api/failure';
import { pool } from '../delivery/pool';
import { credentialName } from '../host/credential';
import { toFailedItem, toItem } from '../host/items';
import { searchModels } from '../host/modelSearch';
import { toNodeError } from '../host/nodeError';
import { itemParameters } from '../host/parameters';
import { openRun } from '../host/run';
import { findOperation, labelOf, properties } from './resources';
import { runUnit, unitsOf } from './units';

/** Items that are worked on, and requests that are in flight, at the same time. */
const atOnce = 10;

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
		description: 'Ask OpenAI, Claude, ERNIE, Spark and other models through one key',
		defaults: { name: 'AIGC2D' },
		usableAsTool: true,
		inputs: [NodeConnectionTypes.Main],
		outputs: [NodeConnectionTypes.Main],
		credentials: [{ name: credentialName, required: true }],
		properties,
	};

	methods = { listSearch: { searchModels } };

	async execute(this: IExecuteFunctions): Promise<INodeExecutionData[][]> {
		const itemCount = this.getInputData().length;
		const operation = findOperation(
			this.getNodeParameter('resource', 0),
			this.getNodeParameter('operation', 0),
		);
		const run = await openRun(this, atOnce).catch((thrown: unknown) => ({
			refused: failureOf(thrown),
		}));
		if ('refused' in run) {
			const { refused } = run;
			const spent = { sent: 0, attempts: 0, refused: 0, duration_ms: 0, host: null };
			if (!this.continueOnFail()) throw toNodeError(this.getNode(), refused, [], 0, []);
			return [
				Array.from({ length: itemCount }, (_, item) => toFailedItem(refused, [item], spent, [])),
			];
		}

		const { means, secrets, wait } = run;
		let finished = 0;
		const work = async (unit: number[]): Promise<INodeExecutionData[]> => {
			const { outcomes, spent } = await runUnit(
				operation,
				unit,
				(item) => itemParameters(this, item, labelOf),
				means,
				wait,
			);
			const made = outcomes.map(({ items, output, failure }) => {
				if (output) return toItem(this, output, items, spent, secrets);
				const why = failure ?? failureOf('The operation gave neither an output nor a failure');
				if (!this.continueOnFail())
					throw toNodeError(this.getNode(), why, items, finished, secrets);
				return toFailedItem(why, items, spent, secrets);
			});
			const items = await Promise.all(made);
			finished += unit.length;
			return items;
		};
		try {
			return [(await pool(unitsOf(operation, itemCount), work, atOnce, run.stop)).flat()];
		} finally {
			run.close();
		}
	}
}
