import type { Account } from './account';
import type { Run } from './run';

/** Items whose credentials are compared before a run, to see whether they differ. */
const compared = 10;

/**
 * What items are sent with. Where their credentials differ, they are read ahead, to know which lanes items wait for;
 * each is read once all the same.
 */
export class ItemAccounts {
	private readonly ahead = new Map<number, Promise<Account>>();

	constructor(private readonly run: Pick<Run, 'accountOf'>) {}

	/**
	 * What an item is sent with; to be asked once.
	 *
	 * @throws Failed as {@link Run.accountOf}
	 */
	async take(item: number): Promise<Account> {
		const account = this.read(item);
		this.ahead.delete(item);
		return await account;
	}

	/** Names whose key and gateway an item is sent with; empty where its credential cannot be used. */
	async ownerOf(item: number): Promise<string> {
		return await this.read(item).then(
			({ owner }) => owner,
			() => '',
		);
	}

	/**
	 * Whether the credentials of items differ, judged by some that lie evenly in the list: n8n does not tell whether
	 * there is an expression in one, and to read them all at once would keep the first item waiting.
	 */
	async differ(items: number): Promise<boolean> {
		const step = Math.max(1, (items - 1) / (compared - 1));
		const owners = new Set<string>();
		for (let at = 0; Math.round(at) < items && owners.size < 2; at += step)
			owners.add(await this.ownerOf(Math.round(at)));
		return owners.size > 1;
	}

	private read(item: number): Promise<Account> {
		const known = this.ahead.get(item);
		if (known !== undefined) return known;
		const account = this.run.accountOf(item);
		// Whoever takes it is told.
		account.catch(() => {});
		this.ahead.set(item, account);
		return account;
	}
}
