/** The secrets of a credential that are searched for in all that a run leaves. */
export interface Canary {
	key: string;
	/** Additional headers of the credential whose values can be secrets. */
	headers: { [name: string]: string };
}

// Put together, so that no scanner takes them for those of somebody.
const key = ['sk-', 'Cn7yQm4', 'xT9vLw2Zp8', '_Rk5-Jd3Hs6Bn1', 'FyUe0aGi'].join('');
const oddKey = ['Qb+Tn5', '/rWc8Vz2', 'MhKf+4x', 'Ys9Jp/dLg6', 'aEuC3o=='].join('');
const user = ['dXNlcjE6', 'aHVudGVyMTIz', 'NDU='].join('');
const headers = {
	'X-Proxy-Token': ['vault', '7Qx2kLw9', 'mirror'].join('-'),
	'X-Tenant': ['tnt', '84fd01c2b7e6'].join('_'),
	'Proxy-Authorization': `Basic ${user}`,
};

/** A key as most gateways make them, and one of base64, whose signs are escaped in addresses, JSON and pages. */
export const canaries: readonly Canary[] = [
	{ key, headers },
	{ key: oddKey, headers },
];

/** What an answer may say and the node must not change: words, and values of headers that everyone may read. */
export const ordinary =
	'A bearer of sk- and Bearer sees https://www.example.com, Nightly summaries 2026, application/json, deadbeef0123, SGVsbG8gd29ybGQ= and %41%42';
/** A part of it that nothing on the way changes. */
export const ordinaryMark = 'SGVsbG8gd29ybGQ';

const openHeaders = {
	'HTTP-Referer': 'https://www.example.com',
	'X-Title': 'Nightly summaries 2026',
};

/** The members of a credential with these secrets, and with headers that are none. */
export function credentialOf(canary: Canary) {
	const all = Object.entries({ ...openHeaders, ...canary.headers });
	return {
		apiKey: canary.key,
		headers: { values: all.map(([name, value]) => ({ name, value })) },
	};
}

/** The values of headers that must not be seen: also without the scheme before them. */
export function headerValues(canary: Canary): string[] {
	return [...Object.values(canary.headers), user];
}
