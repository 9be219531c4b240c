const base64 = /^[A-Za-z0-9+/]+={0,2}$/;

/**
 * The numbers of a vector: a list, or base64 of little-endian floats of 32 bits (OpenAI's
 * `encoding_format: base64`). What counts is what came, because gateways do not always send the form that
 * was asked for. Undefined when it is neither.
 */
export function vectorOf(value: unknown): number[] | undefined {
	const numbers = typeof value === 'string' ? decoded(value) : value;
	if (!Array.isArray(numbers) || numbers.length === 0) return undefined;
	return numbers.every(isNumber) ? numbers : undefined;
}

function isNumber(value: unknown): value is number {
	return typeof value === 'number' && Number.isFinite(value);
}

function decoded(text: string): number[] | undefined {
	const bytes = base64.test(text) ? Buffer.from(text, 'base64') : Buffer.alloc(0);
	if (bytes.length === 0 || bytes.length % 4 !== 0) return undefined;
	return Array.from({ length: bytes.length / 4 }, (_, position) => bytes.readFloatLE(position * 4));
}
