import type { Redactor } from '../api/redact/redactor';
import { headersField, readHeaderSecrets } from '../fields/headers';
import type { Account } from '../host/account';
import { hasOption, itemParameters, type Context } from '../host/parameters';

/** Values that are kept for what is said of the run as a whole. */
const mostKept = 1_000;

/** What items have of secrets in headers of their own, beside those of their credential. */
export class ItemSecrets {
	private readonly hasHeaders: boolean;
	private readonly kept = new Set<string>();
	/** The last that was made: most items have the same headers. */
	private last: { of: Redactor; values: string; made: Redactor } | undefined;

	constructor(private readonly context: Context) {
		this.hasHeaders = hasOption(context, headersField.property.name);
	}

	/** What takes the secrets out of all that comes of some items. */
	redactorFor(items: readonly number[], of: Redactor): Redactor {
		const own = this.hasHeaders ? items.flatMap((item) => this.read(item)) : [];
		if (own.length === 0) return of;
		for (const value of own) if (this.kept.size < mostKept) this.kept.add(value);
		const values = JSON.stringify(own);
		if (this.last?.of !== of || this.last.values !== values)
			this.last = { of, values, made: of.with(own) };
		return this.last.made;
	}

	/** The accounts of a run, for what is said of all its items. */
	hideIn(accounts: readonly Account[]): Account[] {
		const values = [...this.kept];
		return accounts.map((account) => ({ ...account, redactor: account.redactor.with(values) }));
	}

	/** Headers that cannot be read end their item before anything is sent. */
	private read(item: number): string[] {
		try {
			return readHeaderSecrets(itemParameters(this.context, item));
		} catch {
			return [];
		}
	}
}
