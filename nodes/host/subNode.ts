import type { ISupplyDataFunctions, NodeApiError, SupplyData } from 'n8n-workflow';
import type { Send } from '../api/call';
import { failureOf } from '../api/failure';
import type { RetryAndTimeouts, RunLimits } from '../api/limits';
import type { Cost, RequestSummary } from '../api/output';
import { nothingToHide } from '../api/redact/redactor';
import type { Account } from './account';
import { costOf } from './costs';
import { passesDescriptionAlone, toNodeError } from './nodeError';
import { Run } from './run';

/** What a sub-node works with when its credential is read. */
export interface SubNode extends Account {
	/** Begins to send for one thing that it was asked. */
	begin(retryAndTimeouts: RetryAndTimeouts): Sending;
	/** A failure as n8n shows it. */
	asError(thrown: unknown): NodeApiError;
}

/** What is sent for one thing that a sub-node was asked. */
export interface Sending {
	send: Send;
	/** Tells the user something about the run; the same sentence is shown once. */
	hint(sentence: string): void;
	/** What it took so far. */
	spent(): RequestSummary;
	/** What it cost so far, null where that is not known; undefined where the credential has no prices. */
	cost(): Cost | null | undefined;
}

/** @param secrets of the node itself, beside those of its credential: they must not appear either */
type Open = (limits: RunLimits, secrets?: readonly string[]) => Promise<SubNode>;

/**
 * Supplies what a sub-node is there for, and lets go of the execution when n8n is done with it.
 *
 * @param item for which its parameters and its credential are read
 * @param make reads the parameters, opens the run with the limits among them, and makes what is supplied
 * @throws NodeApiError when it cannot be made
 */
export async function supply(
	context: ISupplyDataFunctions,
	item: number,
	make: (open: Open) => Promise<unknown>,
): Promise<SupplyData> {
	const opened: { run?: Run } = {};
	let redactor = nothingToHide;
	const descriptionAlone = passesDescriptionAlone(context);
	const asError = (thrown: unknown) =>
		toNodeError(context.getNode(), failureOf(thrown), { redactor, descriptionAlone });
	const open: Open = async (limits, secrets = []) => {
		const run = (opened.run = new Run(context, limits));
		const account = await run.accountOf(item);
		redactor = account.redactor.with(secrets);
		const { delivery, prices } = account;
		const begin = (retryAndTimeouts: RetryAndTimeouts): Sending => {
			const tally = delivery.tallyUnit();
			const { send, hint } = delivery.contextFor(tally, retryAndTimeouts);
			const cost = () => costOf(tally.charges, prices);
			return { send, hint, spent: () => tally.summary(), cost };
		};
		return { ...account, redactor, begin, asError };
	};
	try {
		const response = await make(open);
		return { response, closeFunction: async () => opened.run?.close(false) };
	} catch (thrown) {
		opened.run?.close(true);
		throw asError(thrown);
	}
}
