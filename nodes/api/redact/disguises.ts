/** A way in which a secret can stand in a text. */
export interface Disguise {
	/** The secret in this form, in small letters: case is not looked at. */
	text: string;
	/** So many characters of it in a row give the secret away: what twelve of the secret itself become. */
	least: number;
}

/** Characters of a secret in a row that are as good as a leak. */
export const leastOfSecret = 12;

/** What a byte becomes in addresses, JSON and pages. */
const escapes: ReadonlyArray<(byte: number) => string> = [
	(byte) => `%${hexOf(byte)}`,
	// Encoded twice.
	(byte) => `%25${hexOf(byte)}`,
	(byte) => `\\x${hexOf(byte)}`,
	(byte) => `\\u00${hexOf(byte)}`,
	// Inside JSON that is itself a text, such as the arguments of a tool.
	(byte) => `\\\\x${hexOf(byte)}`,
	(byte) => `\\\\u00${hexOf(byte)}`,
	(byte) => `&#${byte};`,
	(byte) => `&#x${hexOf(byte)};`,
];

/** The same in an encoding that takes every byte, one after the other. */
const bytewise: typeof escapes = [
	(byte) => hexOf(byte),
	(byte) => `${hexOf(byte)} `,
	(byte) => `${hexOf(byte)}:`,
	...escapes,
];

/** What libraries escape alone, because it may mean something in addresses, JSON or pages. */
const signs = /[^A-Za-z0-9_.~-]/g;

/**
 * The forms in which gateways, proxies and their logs quote a key: as it is, percent-encoded, in hexadecimal,
 * in base64 (wherever in the encoded text it begins), as escapes of JSON and HTML, of all characters or of signs alone.
 *
 * @param key visible ASCII, as everything that a header carries
 */
export function disguisesOf(key: string): Disguise[] {
	return [{ text: key.toLowerCase(), least: leastOfSecret }, ...encodingsOf(key)];
}

/** The same of a secret that counts as a whole, without the form that it has itself. */
export function wholeDisguisesOf(secret: string): Disguise[] {
	return encodingsOf(secret)
		.map(({ text }) => ({ text, least: text.length - 1 }))
		.filter(({ least }) => least >= leastOfSecret);
}

function encodingsOf(secret: string): Disguise[] {
	const encoded = bytewise.map((encode) => ({
		text: [...Buffer.from(secret)].map(encode).join(''),
		// What separates the bytes does not stand behind the last one.
		least: leastOfSecret * encode(0x61).length - 1,
	}));
	const ofSigns = escapes.map((encode) =>
		secret.replace(signs, (sign) => encode(sign.charCodeAt(0))).toLowerCase(),
	);
	const ofSlashes = ['\\/', '\\\\/'].map((slash) => secret.replaceAll('/', slash).toLowerCase());
	const others = new Set([...ofSigns, ...ofSlashes]);
	others.delete(secret.toLowerCase());
	const inBase64 = [0, 1, 2].flatMap((shift) => base64Of(secret, shift));
	return [...[...others].map((text) => ({ text, least: leastOfSecret })), ...inBase64, ...encoded];
}

/**
 * The characters of base64 that depend on the secret alone, when so many bytes stand before it: what stands there,
 * such as `Bearer `, changes the first, what follows the last.
 */
function base64Of(secret: string, shift: number): Disguise[] {
	const whole = Buffer.from('\0'.repeat(shift) + secret).toString('base64');
	const from = Math.ceil((shift * 4) / 3);
	const until = Math.floor(((shift + secret.length) * 4) / 3);
	const text = whole.slice(from, until);
	const forUrls = text.replaceAll('+', '-').replaceAll('/', '_');
	// Twelve bytes that begin in the middle of a group of three fill fifteen characters alone.
	const forms = forUrls === text ? [text] : [text, forUrls];
	return forms.map((form) => ({ text: form.toLowerCase(), least: 15 }));
}

function hexOf(byte: number): string {
	return byte.toString(16).padStart(2, '0');
}
