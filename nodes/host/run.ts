import type { ICredentialDataDecryptedObject } from 'n8n-workflow';
import { Failed, failure, inputFailure } from '../api/failure';
import type { RunLimits } from '../api/limits';
import { newTotals, type RunTotals } from '../delivery/runTotals';
import { Stop } from '../delivery/stop';
import { openAccount, type Account } from './account';
import { credentialName } from './credential';
import type { Context } from './parameters';

/**
 * One execution of the node. It listens for the Stop button, and sends with the credential of each item: what that
 * holds may be expressions, and n8n tells nobody whether it does.
 */
export class Run {
	/** Aborts what is open and sends nothing more. */
	readonly stop = new Stop();
	readonly totals: RunTotals;
	/** By what the credential holds; mostly there is one. */
	private readonly opened = new Map<string, Promise<Account>>();
	/** Accounts that items were sent with so far. */
	readonly accounts: Account[] = [];
	private readonly letGo: () => void;

	constructor(
		private readonly context: Context,
		private readonly limits: RunLimits,
		/** Told of every account that is opened. */
		private readonly onAccount: (account: Account) => void = () => {},
	) {
		this.totals = newTotals(limits);
		const cancel = context.getExecutionCancelSignal();
		const cancelled = () => this.stop.now();
		if (cancel?.aborted) cancelled();
		cancel?.addEventListener('abort', cancelled);
		this.letGo = () => cancel?.removeEventListener('abort', cancelled);
	}

	/**
	 * What an item is sent with.
	 *
	 * @throws Failed (`input`) when its credential cannot be used; (`cancelled`) when the run was stopped: to read many
	 *   credentials takes seconds
	 */
	async accountOf(item: number): Promise<Account> {
		if (this.stop.isStopped) throw new Failed(failure('cancelled'));
		const credential = await this.context
			.getCredentials(credentialName, item)
			.catch(withoutCredential);
		const content = JSON.stringify(credential);
		const known = this.opened.get(content);
		if (known) return await known;
		const opening = this.open(credential);
		this.opened.set(content, opening);
		return await opening;
	}

	private async open(credential: ICredentialDataDecryptedObject): Promise<Account> {
		const { limits, stop, totals } = this;
		const account = await openAccount(this.context, credential, { limits, stop, totals });
		this.accounts.push(account);
		this.onAccount(account);
		return account;
	}

	/** Lets go of the execution; to be called once when the run is over. */
	close(failed: boolean): void {
		this.letGo();
		for (const { delivery } of this.accounts) delivery.close(failed);
	}
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
