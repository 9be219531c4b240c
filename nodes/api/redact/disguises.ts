/** A way in which a secret can stand in a text. */
export interface Disguise {
	/** The secret in this form, in small letters: case is not looked at. */
	text: string;
	/** So many characters of it in a row give the secret away: what twelve of the secret itself become. */
	least: number;
}

/** Characters of a secret in a row that are as good as a leak. */
export const leastOfSecret = 12;

/** What each byte becomes in an encoding that takes one after the other. */
const bytewise: ReadonlyArray<(byte: number) => string> = [
	(byte) => hexOf(byte),
	(byte) => `${hexOf(byte)} `,
	(byte) => `${hexOf(byte)}:`,
	(byte) => `%${hexOf(byte)}`,
	// Encoded twice.
	(byte) => `%25${hexOf(byte)}`,
	(byte) => `\\x${hexOf(byte)}`,
	(byte) => `\\u${hexOf(byte).padStart(4, '0')}`,
	(byte) => `&#${byte};`,
	(byte) => `&#x${hexOf(byte)};`,
];

/**
 * The forms in which gateways, proxies and their logs quote a secret: as it is, percent-encoded, in hexadecimal,
 * in base64 (wherever in the encoded text it begins), as escapes of JSON and HTML.
 *
 * @param secret visible ASCII, as everything that a header carries
 */
export function disguisesOf(secret: string): Disguise[] {
	const plain = { text: secret.toLowerCase(), least: leastOfSecret };
	const asPart = encodeURIComponent(secret).toLowerCase();
	const encoded = bytewise.map((encode) => ({
		text: [...Buffer.from(secret)].map(encode).join(''),
		least: leastOfSecret * encode(0x61).length - 1,
	}));
	const inBase64 = [0, 1, 2].flatMap((shift) => base64Of(secret, shift));
	return [
		plain,
		...(asPart === plain.text ? [] : [{ text: asPart, least: leastOfSecret }]),
		...inBase64,
		...encoded,
	];
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
