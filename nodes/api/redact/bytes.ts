import { leastOfSecret } from './disguises';

/** Bytes that are searched for; every part that is long enough has such a piece in it. */
const piece = 6;

/** The bytes with asterisks in the place of the key, or of a part of it that is as good as the whole. */
export function maskBytes(bytes: Uint8Array, key: string): Uint8Array {
	const secret = Buffer.from(key);
	let masked = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
	let isCopy = false;
	for (let at = 0; at + piece <= secret.length; at += leastOfSecret - piece + 1) {
		const needle = secret.subarray(at, at + piece);
		for (
			let found = masked.indexOf(needle);
			found >= 0;
			found = masked.indexOf(needle, found + 1)
		) {
			let before = 0;
			while (before < at && masked[found - before - 1] === secret[at - before - 1]) before++;
			let after = piece;
			while (at + after < secret.length && masked[found + after] === secret[at + after]) after++;
			if (before + after < leastOfSecret) continue;
			// The bytes belong to whoever gave them.
			if (!isCopy) masked = Buffer.from(masked);
			isCopy = true;
			masked.fill('*', found - before, found + after);
		}
	}
	return isCopy ? masked : bytes;
}
