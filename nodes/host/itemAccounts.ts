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
	private readonly owners = new Map<number, string>();

	constructor(private readonly run: Pick<Run, 'accountOf'>) {}

	/**
	 * What an item is sent with; to be asked once.
	 *
	 * @throws Failed as {@link Run.accountOf}
	 */
	async take(item: number): Promise<Account> {
		const account = this.read(item);
		this.ahead.delete(item);
		this.owners.delete(item);
		return await account;
	}

	/** Reads the credentials of items that are looked at next. */
	async lookAt(items: readonly number[]): Promise<void> {
		const unknown = items.filter((item) => !this.owners.has(item));
		await Promise.all(
			unknown.map(async (item) => {
				const account = await this.read(item).catch(() => undefined);
				this.owners.set(item, account?.owner ?? '');
			}),
		);
	}

	/** Names whose key and gateway an item is sent with; empty where that is not known, or cannot be used. */
	ownerOf(item: number): string {
		return this.owners.get(item) ?? '';
	}

	/**
	 * Whether the credentials of items differ, judged by some that lie evenly in the list: n8n does not tell whether
	 * there is an expression in one, and to read them all at once would keep the first item waiting.
	 */
	async differ(items: number): Promise<boolean> {
		const step = (items - 1) / (compared - 1);
		const places = Array.from({ length: compared }, (_, at) => Math.round(at * step));
		await this.lookAt(places);
		return new Set(places.map((item) => this.ownerOf(item))).size > 1;
	}

	private read(item: number): Promise<Account> {
		const known = this.ahead.get(item);
		if (known !== undefined) return known;
		const account = this.run.accountOf(item);
		this.ahead.set(item, account);
		return account;
	}
}
