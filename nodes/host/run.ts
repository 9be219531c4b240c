import type { IExecuteFunctions } from 'n8n-workflow';
import type { Wait } from '../api/call';
import { Failed, failure, inputFailure } from '../api/failure';
import type { Means } from '../delivery/send';
import { Slots } from '../delivery/slots';
import { clock } from './clock';
import { credentialName, gatewayOf } from './credential';
import { n8nTransport } from './transport';

/** Everything that one execution of the node sends with. */
export interface Run {
	means: Means;
	wait: Wait;
	secrets: readonly string[];
	/** Aborts what is open and sends nothing more. */
	stop: () => void;
	/** Lets go of the execution; to be called once when the run is over. */
	close: () => void;
}

/**
 * Opens a run: reads and checks the credential once, and listens for the Stop button.
 *
 * @param atOnce requests in flight at the same time
 * @throws Failed (`input`) when the credential cannot be used
 */
export async function openRun(context: IExecuteFunctions, atOnce: number): Promise<Run> {
	const credential = await context.getCredentials(credentialName).catch(withoutCredential);
	const gateway = gatewayOf(credential);
	const stopper = new AbortController();
	const stop = () => stopper.abort();
	const cancel = context.getExecutionCancelSignal();
	if (cancel?.aborted) stop();
	cancel?.addEventListener('abort', stop);
	const means: Means = {
		transport: n8nTransport(context, credential, gateway),
		clock,
		slots: new Slots(atOnce),
		signal: stopper.signal,
	};
	return {
		means,
		wait: waiting(stopper.signal),
		secrets: gateway.secrets,
		stop,
		close: () => cancel?.removeEventListener('abort', stop),
	};
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

/** Waiting that ends at once when the run is stopped. */
function waiting(signal: AbortSignal): Wait {
	return (milliseconds) =>
		new Promise((resolve, reject) => {
			const end = clock.after(milliseconds, () => {
				signal.removeEventListener('abort', stop);
				resolve();
			});
			const stop = () => {
				end();
				reject(new Failed(failure('cancelled')));
			};
			if (signal.aborted) stop();
			else signal.addEventListener('abort', stop, { once: true });
		});
}
