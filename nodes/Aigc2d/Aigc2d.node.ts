import {
	NodeConnectionTypes,
	type IExecuteFunctions,
	type INodeExecutionData,
	type INodeType,
	type INodeTypeDescription,
} from 'n8n-workflow';
import { defined } from '../api/defined';
import { failureOf, type Failure } from '../api/failure';
import type { RunLimits } from '../api/limits';
import { nothingToHide } from '../api/redact/redactor';
import { heldBytes } from '../delivery/heldBytes';
import { pool, type WhileWaiting } from '../delivery/pool';
import { nothingSpent } from '../delivery/tally';
import { callerOf } from '../host/caller';
import { clock, yieldToEventLoop } from '../host/clock';
import { credentialName } from '../host/credential';
import { toFailedItem } from '../host/items';
import { searchModels } from '../host/modelSearch';
import { passesDescriptionAlone, toNodeError } from '../host/nodeError';
import { ItemAccounts } from '../host/itemAccounts';
import { itemParameters } from '../host/parameters';
import { Progress } from '../host/progress';
import { reportHints, reportProgress, reportTokens } from '../host/report';
import { Results } from '../host/results';
import { Run } from '../host/run';
import { soFarInWords } from '../host/runInWords';
import { ConnectedTools } from '../host/tools/connectedTools';
import { findOperation, inputs, properties, subtitle } from './resources';
import { searchLanguages } from '../fields/language';
import { adviceAfterRun } from '../fields/panelAdvice';
import { readRunLimits } from '../fields/throughput';
import type { Operation, UnitSize } from './resources/operation';
import { inputIncluded } from './inputIncluded';
import { ItemSecrets } from './itemSecrets';
import { partsOf, type Part } from './parts';
import { runUnit } from './runUnit';
import { lookAheadOf } from './lookAhead';
import { unitCount, unitsOf } from './units';

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
		subtitle,
		description:
			'Chat, summarize, translate, extract data, and make images and audio with OpenAI, Claude, ERNIE, Spark and other models through one key',
		defaults: { name: 'AIGC2D' },
		usableAsTool: true,
		inputs,
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
		const opened = open(this, operation);
		if (opened.failure) return [failedItems(this, opened.failure, itemCount)];

		const { run, unit } = opened;
		const { stop, totals } = run;
		const started = clock.now();
		const caller = callerOf(this);
		const includeInput = inputIncluded(this, unit);
		const results = new Results(this, { items: itemCount, caller, includeInput });
		const secrets = new ItemSecrets(this);
		const connected = new ConnectedTools(this);
		const parametersOf = (item: number) => itemParameters(this, item);
		const pace = { yieldToEventLoop, isStopped: () => stop.isStopped };
		const workOn = async ({ items, account, failure }: Part, yieldSlot: WhileWaiting) => {
			if (failure) return await results.unsent(items, failure);
			const { delivery, prices } = account;
			const redactor = secrets.redactorFor(items, account.redactor);
			const onText = caller?.onText(items[0] ?? 0, redactor);
			const { allOrNothing } = results;
			const tools = async () => await connected.of(items[0] ?? 0);
			const options = { ...pace, yieldSlot, allOrNothing, tools, ...defined({ onText }) };
			const taken = heldBytes.hold();
			try {
				const unitWork = { operation, unit, items, parametersOf, delivery, kept: taken };
				const done = await runUnit(unitWork, options);
				return await results.itemsOf(done, items, { redactor, prices, taken });
			} finally {
				taken.release();
			}
		};
		const soFar = () => ({
			items: itemCount,
			done: results.done,
			facts: soFarInWords(totals.tally, results.run, results.costs),
		});
		const tell = (line: string) => reportProgress(this, line, secrets.hideIn(run.accounts));
		const progress = new Progress(clock, soFar, tell);
		const accounts = new ItemAccounts(run);
		const work = async (items: number[], yieldSlot: WhileWaiting) => {
			const parts = await partsOf(items, unit, (item) => accounts.take(item));
			return (await Promise.all(parts.map((part) => workOn(part, yieldSlot)))).flat();
		};
		try {
			const atOnce = opened.limits.maxConcurrency;
			const ahead = { unit, items: itemCount, atOnce, accounts, capacity: totals.capacity };
			const lookAhead = await lookAheadOf(this, operation, ahead);
			const items = await pool(unitsOf(unit, itemCount), work, {
				atOnce,
				stop: () => stop.now(),
				...pace,
				...defined({ lookAhead }),
			});
			const duration = clock.now() - started;
			const result = { ...results.run, costs: results.costs, unit, duration };
			const told = { totals, accounts: secrets.hideIn(run.accounts) };
			reportHints(this, told, result, adviceAfterRun(operation.fields));
			return [items.flat()];
		} finally {
			progress.close();
			await caller?.done();
			reportTokens(this, totals.tally, results.costs);
			results.close();
			run.close(results.run.failed > 0);
		}
	}
}

type Opened =
	| { run: Run; limits: RunLimits; unit: UnitSize; failure?: undefined }
	| { failure: Failure; run?: undefined };

/** Opens the run with the limits of its first item; what is wrong with them fails every item. */
function open(context: IExecuteFunctions, { unit }: Operation): Opened {
	try {
		const parameters = itemParameters(context, 0);
		const limits = readRunLimits(parameters);
		const size = typeof unit === 'function' ? unit(parameters) : unit;
		const units = unitCount(size, context.getInputData().length);
		const run = new Run(context, limits, ({ delivery }) => delivery.units.expect(units));
		return { run, limits, unit: size };
	} catch (thrown) {
		return { failure: failureOf(thrown) };
	}
}

function failedItems(
	context: IExecuteFunctions,
	failure: Failure,
	count: number,
): INodeExecutionData[] {
	if (!context.continueOnFail()) {
		const descriptionAlone = passesDescriptionAlone(context);
		throw toNodeError(context.getNode(), failure, { descriptionAlone });
	}
	return Array.from({ length: count }, (_, item) =>
		toFailedItem(failure, { items: [item], spent: nothingSpent, redactor: nothingToHide }),
	);
}
