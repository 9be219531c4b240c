import { headerValues, type Canary } from './canary';

/** A way in which a gateway quotes a secret, and what it then says. */
export interface Quote {
	how: string;
	text: string;
}

const hex = (byte: number) => byte.toString(16).padStart(2, '0');
const bytewise = (secret: string, encode: (byte: number) => string) =>
	[...Buffer.from(secret)].map(encode).join('');
/** Only what may mean something in addresses, JSON or pages, as libraries do. */
const signs = (secret: string, encode: (byte: number) => string) =>
	secret.replace(/[^A-Za-z0-9_.~-]/g, (sign) => encode(sign.charCodeAt(0)));
const base64 = (text: string) => Buffer.from(text).toString('base64');

/** The ways in which gateways, proxies and their logs quote a key. */
const ofKeys: { [how: string]: (key: string) => string } = {
	whole: (key) => key,
	'with its scheme': (key) => `Bearer ${key}`,
	'without its prefix': (key) => key.slice(3),
	'its last half': (key) => key.slice(key.length / 2),
	'its first half': (key) => key.slice(0, key.length / 2),
	'twelve characters of its middle': (key) => key.slice(9, 21),
	'masked in its middle': (key) => `${key.slice(0, 14)}*****${key.slice(-12)}`,
	'in two pieces': (key) => `${key.slice(0, 18)}" + "${key.slice(18)}`,
	'in capital letters': (key) => key.toUpperCase(),
	'in small letters': (key) => key.toLowerCase(),
	'in base64': base64,
	'in base64 with its scheme': (key) => base64(`Bearer ${key}`),
	'in base64 as a password': (key) => base64(`api:${key}`),
	'in base64 inside JSON': (key) => base64(JSON.stringify({ a: 1, key, b: 2 })),
	'in base64 for addresses': (key) => Buffer.from(`??>${key}`).toString('base64url'),
	'half of it in base64': (key) => base64(key.slice(key.length / 2)),
	'in hexadecimal': (key) => bytewise(key, hex),
	'in capital hexadecimal': (key) => bytewise(key, hex).toUpperCase(),
	'in hexadecimal with blanks': (key) => bytewise(key, (byte) => `${hex(byte)} `).trim(),
	'in hexadecimal with colons': (key) => bytewise(key, (byte) => `${hex(byte)}:`).slice(0, -1),
	'percent-encoded': (key) => bytewise(key, (byte) => `%${hex(byte).toUpperCase()}`),
	'percent-encoded twice': (key) => bytewise(key, (byte) => `%25${hex(byte)}`),
	'percent-encoded where it must be': encodeURIComponent,
	'its signs percent-encoded': (key) => signs(key, (byte) => `%${hex(byte).toUpperCase()}`),
	'its signs percent-encoded twice': (key) => signs(key, (byte) => `%25${hex(byte)}`),
	'in escapes of JSON': (key) => bytewise(key, (byte) => `\\u00${hex(byte)}`),
	'its signs in escapes of JSON': (key) => signs(key, (byte) => `\\u00${hex(byte).toUpperCase()}`),
	'its slashes escaped': (key) => key.replaceAll('/', '\\/'),
	'in hexadecimal escapes': (key) => bytewise(key, (byte) => `\\x${hex(byte)}`),
	'in escapes of HTML': (key) => bytewise(key, (byte) => `&#${byte};`),
	'in hexadecimal escapes of HTML': (key) => bytewise(key, (byte) => `&#x${hex(byte)};`),
	'its signs in escapes of HTML': (key) => signs(key, (byte) => `&#${byte};`),
	'its signs in hexadecimal escapes of HTML': (key) =>
		signs(key, (byte) => `&#x${hex(byte).toUpperCase()};`),
};

/** The same for the value of a header, which counts as a whole. */
const ofHeaders: { [how: string]: (value: string) => string } = {
	'a header': (value) => value,
	'a header in quotation marks': (value) => `x-value: "${value}"`,
	'a header behind an escaped line': (value) => `\\n${value}\\r`,
	'a header in an address': (value) => `x%3D${encodeURIComponent(value)}%26y`,
	'a header in a page': (value) => `&quot;${value}&quot;`,
	'a header in base64': base64,
	'a header in hexadecimal': (value) => bytewise(value, hex),
};

/** Everything that a gateway may say of these secrets. */
export function quotesOf(canary: Canary): Quote[] {
	const values = headerValues(canary);
	return [
		...Object.entries(ofKeys).map(([how, quote]) => ({ how, text: quote(canary.key) })),
		...Object.entries(ofHeaders).flatMap(([how, quote]) =>
			values.map((value) => ({ how: `${how} (${value.slice(0, 5)}…)`, text: quote(value) })),
		),
	];
}
