import type { Secrets } from './secrets';

/** The bytes with asterisks in the place of secrets; the very same bytes when there are none in them. */
export function maskBytes(bytes: Uint8Array, secrets: Secrets): Uint8Array {
	const whole = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
	// One letter a byte: every form of a secret is of ASCII.
	const spans = secrets.find(whole.toString('latin1'));
	if (spans.length === 0) return bytes;
	const masked = Buffer.from(whole);
	for (const [from, until] of spans) masked.fill('*', from, until);
	return masked;
}
