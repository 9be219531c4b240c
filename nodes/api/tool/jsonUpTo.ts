/** Deeper objects are told of by a sign. */
const deepest = 100;

/**
 * A value of any kind as JSON, of about so many characters at most: what goes beyond them is not looked at. What JSON
 * does not have becomes a text: whole numbers of any size, bytes, and what is inside itself.
 */
export function jsonUpTo(value: unknown, most: number): string {
	const writer = new Writer(most);
	writer.write(value, []);
	return writer.text;
}

class Writer {
	private readonly parts: string[] = [];
	private left: number;

	constructor(most: number) {
		this.left = most;
	}

	get text(): string {
		return this.parts.join('');
	}

	/** @param above objects in which the value is */
	write(given: unknown, above: readonly object[]): void {
		if (this.left <= 0) return;
		const value = toJson(given);
		if (typeof value === 'string') this.put(JSON.stringify(value.slice(0, this.left)));
		else if (typeof value === 'bigint') this.put(String(value));
		else if (typeof value !== 'object' || value === null)
			this.put(JSON.stringify(value ?? null) ?? 'null');
		else if (value instanceof Uint8Array) this.put(`"(${value.byteLength} bytes)"`);
		else if (above.includes(value)) this.put('"(circular)"');
		else if (above.length >= deepest) this.put('"(nested too deep)"');
		else if (isList(value)) this.writeList(value, [...above, value]);
		else this.writeObject(value, [...above, value]);
	}

	private writeList(list: Iterable<unknown>, above: readonly object[]): void {
		let mark = '[';
		for (const entry of list) {
			if (this.left <= 0) return;
			this.put(mark);
			this.write(entry, above);
			mark = ',';
		}
		this.put(mark === '[' ? '[]' : ']');
	}

	private writeObject(object: object, above: readonly object[]): void {
		let mark = '{';
		for (const name of Object.keys(object)) {
			if (this.left <= 0) return;
			const member: unknown = object[name as keyof object];
			if (member === undefined || typeof member === 'function') continue;
			this.put(`${mark}${JSON.stringify(name)}:`);
			this.write(member, above);
			mark = ',';
		}
		this.put(mark === '{' ? '{}' : '}');
	}

	private put(text: string): void {
		this.parts.push(text);
		this.left -= text.length;
	}
}

/** What an object says that it is in JSON, such as a date; an error is its words. */
function toJson(value: unknown): unknown {
	if (value instanceof Error) return value.message;
	if (typeof value !== 'object' || value === null || value instanceof Uint8Array) return value;
	const { toJSON } = value as { toJSON?: unknown };
	return typeof toJSON === 'function' ? (toJSON.call(value) as unknown) : value;
}

function isList(value: object): value is Iterable<unknown> {
	return Array.isArray(value) || value instanceof Set || value instanceof Map;
}
