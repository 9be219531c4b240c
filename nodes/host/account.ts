import type { ICredentialDataDecryptedObject } from 'n8n-workflow';
import { Failed, inputFailure } from '../api/failure';
import type { RunLimits } from '../api/limits';
import type { Prices } from '../api/prices/prices';
import type { Redactor } from '../api/redact/redactor';
import { Delivery, type Setup } from '../delivery/delivery';
import { Memo } from '../delivery/memo';
import { clock } from './clock';
import { gatewayOf, ownerOf } from './credential';
import { lanes } from './lanes';
import type { Context } from './parameters';
import { pricesOf } from './prices';
import { runIndexOf } from './runIndex';
import { n8nTransport } from './transport';

/** Everything that items of one execution with the same credential are sent with. */
export interface Account {
	delivery: Delivery;
	/** What its models cost; absent: the credential has no prices. */
	prices: Prices | undefined;
	/** Takes out what must never appear in an item or a message. */
	redactor: Redactor;
	/** Root of the gateway's primary address. */
	gateway: string;
	/** Name for the gateway and its key, which does not reveal them. */
	owner: string;
}

/**
 * Checks a credential, and prepares to send with it.
 *
 * @throws Failed (`input`) when it cannot be used
 */
export async function openAccount(
	context: Context,
	credential: ICredentialDataDecryptedObject,
	setup: Pick<Setup, 'limits' | 'stop' | 'totals'>,
): Promise<Account> {
	const gateway = gatewayOf(credential);
	const owner = ownerOf(gateway);
	const shared = { transport: n8nTransport(context, credential, gateway), clock, lanes, owner };
	const [address] = gateway.addresses;
	const prices = await pricesOf(credential, address, { ...shared, stop: setup.stop });
	checkCostBudget(setup.limits, prices);
	const memo = memoOf(context, owner);
	const delivery = new Delivery({ ...shared, memo, prices, ...setup });
	return { delivery, prices, redactor: gateway.redactor, gateway: address, owner };
}

/** A budget in money that nothing is known about could not be kept. */
function checkCostBudget({ costBudget }: RunLimits, prices: Prices | undefined): void {
	if (costBudget === undefined || prices !== undefined) return;
	throw new Failed(
		inputFailure(
			'Cost Budget',
			'needs prices, and the credential has none',
			'Choose Prices in the credential, or remove Cost Budget.',
		),
	);
}

/** Only where n8n would run the node again, and then under a name that its next try has as well. */
function memoOf(context: Context, owner: string): Memo | undefined {
	const { id, retryOnFail } = context.getNode();
	if (!retryOnFail) return undefined;
	const run = [context.getExecutionId(), id, runIndexOf(context), owner];
	return new Memo(JSON.stringify(run), clock.now());
}
