/** The longest ID of a call that OpenAI takes (`string_above_max_length`), in characters. */
const longest = 64;

/**
 * The ID of a call as this route takes it: a longer one, as other gateways give, becomes a short one that is the same
 * wherever it stands.
 */
export function callId(id: string): string {
	return id.length <= longest ? id : `call_${checksum(id)}${checksum([...id].reverse().join(''))}`;
}

/** FNV-1a of 32 bits, in hexadecimal. */
function checksum(text: string): string {
	let hash = 0x811c9dc5;
	for (let at = 0; at < text.length; at++)
		hash = Math.imul(hash ^ text.charCodeAt(at), 0x01000193) >>> 0;
	return hash.toString(16).padStart(8, '0');
}
