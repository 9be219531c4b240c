import type {
	IDataObject,
	IExecuteFunctions,
	INodeExecutionData,
	IPairedItemData,
} from 'n8n-workflow';
import type { BinaryOutput, Cost, Output, RequestSummary } from '../api/output';
import { defined } from '../api/defined';
import type { Failure } from '../api/failure';
import type { Redactor } from '../api/redact/redactor';
import { bounded } from './bounded';
import { numberedName, type ItemPlace } from './fileNames';
import { inOrder } from './outputOrder';
import { publicFailure } from './publicFailure';
import { runIndexOf } from './runIndex';
import { withoutSecrets } from './withoutSecrets';

/** What n8n is asked for to make an item with files. */
type FileContext = Pick<IExecuteFunctions, 'helpers' | 'evaluateExpression'>;

/** What an item is made with, beside what became of it. */
export interface ItemContext {
	/** Positions in the input of the items it stands for. */
	items: readonly number[];
	spent: RequestSummary;
	/** What it cost, null where that is not known; absent: the credential has no prices. */
	cost?: Cost | null;
	/** Takes out what must not appear in it. */
	redactor: Redactor;
}

/** An output of an operation as n8n's item, paired with the items it came from. */
export async function toItem(
	context: FileContext,
	output: Output,
	{ items, spent, cost, redactor }: ItemContext,
): Promise<INodeExecutionData> {
	const made = inOrder({ ...output.json, ...defined({ cost }), request: { ...spent } });
	const cleaned = withoutSecrets(made, redactor);
	const json = (cleaned instanceof Promise ? await cleaned : cleaned) as unknown as IDataObject;
	const item: INodeExecutionData = { json, pairedItem: pairing(items) };
	if (output.binary) {
		const place = { item: items[0] ?? 0, run: runIndexOf(context) };
		item.binary = await storeFiles(context, output.binary, { redactor, place });
	}
	return item;
}

/**
 * A failure as n8n's item. Exactly the two keys `error` and `message`: every version of n8n sends
 * that shape, and only that shape, to the error output.
 */
export function toFailedItem(
	failure: Failure,
	{ items, spent, cost, redactor }: ItemContext,
): INodeExecutionData {
	const told = redactor.message(bounded(failure));
	const error = publicFailure(told, spent.attempts, cost);
	return {
		json: { error: error as unknown as IDataObject, message: withItemNumber(told.message, items) },
		pairedItem: pairing(items),
	};
}

/** The sentence with the number of the item, counted from 0 as everywhere in n8n. */
export function withItemNumber(message: string, items: readonly number[]): string {
	return items.length === 1 ? `${message} [Item ${items[0]}]` : message;
}

function pairing(items: readonly number[]): IPairedItemData | IPairedItemData[] {
	const pairs = items.map((item) => ({ item }));
	const [first] = pairs;
	return first !== undefined && pairs.length === 1 ? first : pairs;
}

async function storeFiles(
	{ helpers }: FileContext,
	files: { [name: string]: BinaryOutput },
	{ redactor, place }: { redactor: Redactor; place: ItemPlace },
): Promise<INodeExecutionData['binary']> {
	const entries = await Promise.all(
		Object.entries(files).map(async ([name, { bytes, ...about }]) => {
			const { fileName, mimeType } = redactor.answer(about);
			const content = Buffer.from(redactor.file(bytes));
			const saved = numberedName(fileName, place);
			return [name, await helpers.prepareBinaryData(content, saved, mimeType)];
		}),
	);
	return Object.fromEntries(entries) as INodeExecutionData['binary'];
}
