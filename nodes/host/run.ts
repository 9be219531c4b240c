import { Failed, inputFailure } from '../api/failure';
import type { Redactor } from '../api/redact/redactor';
import type { RunLimits } from '../api/limits';
import { Delivery } from '../delivery/delivery';
import { Memo } from '../delivery/memo';
import { Stop } from '../delivery/stop';
import { clock } from './clock';
import { lanes } from './lanes';
import { credentialName, gatewayOf, ownerOf } from './credential';
import type { Context } from './parameters';
import { n8nTransport } from './transport';

/** Everything that one execution of the node sends with. */
export interface Run {
	delivery: Delivery;
	/** Takes out what must never appear in an item or a message. */
	redactor: Redactor;
	/** Root of the gateway's primary address. */
	gateway: string;
	/** Name for the gateway and its key, which does not reveal them. */
	owner: string;
	/** Aborts what is open and sends nothing more. */
	stop: Stop;
	/** Lets go of the execution; to be called once when the run is over. */
	close: (failed: boolean) => void;
}

/**
 * Opens a run: reads and checks the credential once, and listens for the Stop button.
 *
 * @throws Failed (`input`) when the credential cannot be used
 */
export async function openRun(context: Context, limits: RunLimits): Promise<Run> {
	const credential = await context.getCredentials(credentialName).catch(withoutCredential);
	const gateway = gatewayOf(credential);
	const owner = ownerOf(gateway);
	const stop = new Stop();
	const cancel = context.getExecutionCancelSignal();
	const cancelled = () => stop.now();
	if (cancel?.aborted) cancelled();
	cancel?.addEventListener('abort', cancelled);
	const delivery = new Delivery({
		transport: n8nTransport(context, credential, gateway),
		clock,
		lanes,
		owner,
		limits,
		stop,
		memo: memoOf(context),
	});
	return {
		delivery,
		redactor: gateway.redactor,
		gateway: gateway.addresses[0],
		owner,
		stop,
		close: (failed) => {
			cancel?.removeEventListener('abort', cancelled);
			delivery.close(failed);
		},
	};
}

/** Only where n8n would run the node again, and then under a name that its next try has as well. */
function memoOf(context: Context): Memo | undefined {
	const { id, retryOnFail } = context.getNode();
	if (!retryOnFail) return undefined;
	const runIndex: unknown = context.evaluateExpression('{{ $runIndex }}', 0);
	return new Memo(JSON.stringify([context.getExecutionId(), id, runIndex]), clock.now());
}

/** n8n has no credential for the node, or cannot read it. */
function withoutCredential(thrown: unknown): never {
	const reason = thrown instanceof Error ? thrown.message : String(thrown);
	throw new Failed(
		inputFailure(
			'Credential',
			`cannot be read: ${reason}`,
			'Choose or create a credential of the type AIGC2D API in the node.',
		),
	);
}
