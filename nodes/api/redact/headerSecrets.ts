/** Headers that carry a secret whatever it looks like. */
const secretName = /auth|token|secret|key|pass|cookie|session|signature|credential|cert|jwt/i;

/** Headers that say something about the request or its sender, and that everyone may read. */
const openName =
	/^(accept|user-agent|referer|referrer|http-referer|origin|host|from|via|date|prefer|x-title|x-forwarded|x-real-ip|x-requested|content-|cache-|if-|anthropic-(version|beta)|openai-(beta|organization|project)|x-stainless|helicone-(property|user|cache|retry)|traceparent|tracestate|x-(trace|request|correlation)-|(x-)?(api-)?version$)/i;

/** Shortest value that is redacted: what is shorter is a word. */
const shortest = 8;

/** What an authorization names before the secret itself. */
const scheme = /^(bearer|basic|token|apikey|api-key|digest|key)\s+/i;

/** An address, a type such as `application/json`, a version, a date, a number. */
const isCommon =
	/^(https?:|wss?:)|^[\w.-]+\/[\w.+*-]+$|^v?\d+([.:-]\d+)*[a-z]?$|^[\d\s.,:;+-]+$|^[\w-]+(\.[\w-]+)+(:\d+)?$/i;

/**
 * What of an additional header of the credential, or of a query in its addresses, can be a secret: nothing of one that is there to be read, the
 * value of one whose name says that it is secret, and any other value that is no word, address or type.
 */
export function headerSecrets(name: string, value: string): string[] {
	const isSecret = secretName.test(name);
	const bare = value.replace(scheme, '');
	if (value.length < shortest || (!isSecret && (openName.test(name) || !looksSecret(value))))
		return [];
	return bare === value || bare.length < shortest ? [value] : [value, bare];
}

/** One piece with letters and digits in it, which is how secrets are made, and words are not. */
function looksSecret(value: string): boolean {
	const isPiece = !/\s/.test(value) && /[a-z]/i.test(value) && /\d/.test(value);
	// A JSON Web Token has points as an address has.
	return isPiece && (/^eyJ/.test(value) || !isCommon.test(value));
}
