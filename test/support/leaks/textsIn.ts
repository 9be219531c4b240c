/**
 * All texts that a value holds, and its numbers: in lists, maps and objects, under every name, also of what is not
 * enumerable such as stacks and causes of errors; the names themselves; bytes as latin1. Of n8n's files the bytes
 * count: what their base64 happens to spell is nothing that anyone said.
 */
export function textsIn(value: unknown): string[] {
	const texts: string[] = [];
	const seen = new Set<unknown>();
	const waiting: unknown[] = [value];
	while (waiting.length > 0) {
		const next = waiting.pop();
		if (typeof next === 'string' || typeof next === 'number') texts.push(String(next));
		if (typeof next !== 'object' || next === null || seen.has(next)) continue;
		seen.add(next);
		if (next instanceof Uint8Array) {
			texts.push(Buffer.from(next).toString('latin1'));
			continue;
		}
		if (next instanceof Map || next instanceof Set) waiting.push(...[...next].flat());
		if (isFile(next)) {
			const { data, ...about } = next;
			waiting.push(Buffer.from(data, 'base64'), about);
			continue;
		}
		for (const name of Reflect.ownKeys(next)) {
			if (!Array.isArray(next)) texts.push(String(name));
			// What a getter would compute stands in the members that it reads.
			waiting.push(Object.getOwnPropertyDescriptor(next, name)?.value);
		}
	}
	return texts;
}

function isFile(value: object): value is { data: string; mimeType: string } {
	const { data, mimeType } = value as { data?: unknown; mimeType?: unknown };
	return typeof data === 'string' && typeof mimeType === 'string';
}
