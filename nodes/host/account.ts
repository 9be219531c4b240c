import type { ICredentialDataDecryptedObject } from 'n8n-workflow';
import type { Redactor } from '../api/redact/redactor';
import { Delivery, type Setup } from '../delivery/delivery';
import { Memo } from '../delivery/memo';
import { clock } from './clock';
import { gatewayOf, ownerOf } from './credential';
import { lanes } from './lanes';
import type { Context } from './parameters';
import { runIndexOf } from './runIndex';
import { n8nTransport } from './transport';

/** Everything that items of one execution with the same credential are sent with. */
export interface Account {
	delivery: Delivery;
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
export function openAccount(
	context: Context,
	credential: ICredentialDataDecryptedObject,
	setup: Pick<Setup, 'limits' | 'stop' | 'totals'>,
): Account {
	const gateway = gatewayOf(credential);
	const owner = ownerOf(gateway);
	const delivery = new Delivery({
		transport: n8nTransport(context, credential, gateway),
		clock,
		lanes,
		owner,
		memo: memoOf(context, owner),
		...setup,
	});
	return { delivery, redactor: gateway.redactor, gateway: gateway.addresses[0], owner };
}

/** Only where n8n would run the node again, and then under a name that its next try has as well. */
function memoOf(context: Context, owner: string): Memo | undefined {
	const { id, retryOnFail } = context.getNode();
	if (!retryOnFail) return undefined;
	const run = [context.getExecutionId(), id, runIndexOf(context), owner];
	return new Memo(JSON.stringify(run), clock.now());
}
