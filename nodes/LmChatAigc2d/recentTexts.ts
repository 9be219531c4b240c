/**
 * Most entries, and most characters of all of them: a few hundred turns of long thoughts. What is older is
 * forgotten first.
 */
const most = { entries: 1000, characters: 8_000_000 };

/**
 * Short texts by key, for as long as the process lives and there is room. A key under which two different
 * texts were put names neither: IDs of some gateways begin anew in every conversation.
 */
export class RecentTexts {
	private readonly texts = new Map<string, string>();
	private characters = 0;

	constructor(private readonly limits: typeof most = most) {}

	put(key: string, text: string): void {
		const before = this.texts.get(key);
		const kept = before === undefined || before === text ? text : '';
		this.forget(key);
		this.texts.set(key, kept);
		this.characters += kept.length;
		for (const oldest of this.texts.keys()) {
			if (this.fits()) break;
			this.forget(oldest);
		}
	}

	/** The text, or undefined when there is none. */
	get(key: string): string | undefined {
		return this.texts.get(key) || undefined;
	}

	private fits(): boolean {
		return this.texts.size <= this.limits.entries && this.characters <= this.limits.characters;
	}

	private forget(key: string): void {
		this.characters -= this.texts.get(key)?.length ?? 0;
		this.texts.delete(key);
	}
}
