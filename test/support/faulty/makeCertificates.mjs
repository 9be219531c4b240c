// Runs before jest: Node.js reads NODE_EXTRA_CA_CERTS only when a process starts.
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { generate } from 'selfsigned';

const day = 24 * 60 * 60 * 1000;

/**
 * Certificates by name: who signs them, for which host, and from which day to which, counted from today.
 *
 * @type {{ [name: string]: { by?: 'authority' | 'stranger', host?: string, from?: number, to?: number } }}
 */
const certificates = {
	valid: { by: 'authority' },
	expired: { by: 'authority', from: -60, to: -30 },
	notYetValid: { by: 'authority', from: 30, to: 60 },
	otherHost: { by: 'authority', host: 'gateway.example' },
	unknownAuthority: { by: 'stranger' },
	selfSigned: {},
};

/**
 * Makes two authorities, one to be trusted and a stranger, and what they sign: NAME.pem and NAME.key in the folder.
 *
 * @param {string} folder
 * @returns {Promise<string>} the file of the authority to be trusted, for NODE_EXTRA_CA_CERTS
 */
export async function makeCertificates(folder) {
	const authorities = {
		authority: await make('Test authority', isAuthority),
		stranger: await make('Test stranger', isAuthority),
	};
	const signed = Object.entries(certificates).map(async ([name, { by, host, from, to }]) => {
		const made = await make(host ?? 'localhost', namesOf(host), by && authorities[by], from, to);
		return [name, made];
	});
	for (const [name, { key, cert }] of [
		...Object.entries(authorities),
		...(await Promise.all(signed)),
	]) {
		writeFileSync(join(folder, `${name}.key`), key);
		writeFileSync(join(folder, `${name}.pem`), cert);
	}
	return join(folder, 'authority.pem');
}

/**
 * @param {string} commonName
 * @param {import('selfsigned').CertificateExtension[]} extensions
 * @param {{ key: string, cert: string }} [ca] absent: it signs itself
 * @param {number} from first day, counted from today
 * @param {number} to last day
 */
async function make(commonName, extensions, ca, from = -1, to = 30) {
	const made = await generate([{ name: 'commonName', value: commonName }], {
		algorithm: 'sha256',
		keyType: 'ec',
		notBeforeDate: new Date(Date.now() + from * day),
		notAfterDate: new Date(Date.now() + to * day),
		extensions,
		...(ca === undefined ? {} : { ca }),
	});
	return { key: made.private, cert: made.cert };
}

/** @type {import('selfsigned').CertificateExtension[]} */
const isAuthority = [
	{ name: 'basicConstraints', cA: true, critical: true },
	{ name: 'keyUsage', keyCertSign: true, cRLSign: true, critical: true },
];

/**
 * The names of this machine, or of another host.
 *
 * @param {string | undefined} host
 * @returns {import('selfsigned').CertificateExtension[]}
 */
function namesOf(host) {
	const altNames =
		host === undefined
			? [
					{ type: 2, value: 'localhost' },
					{ type: 7, ip: '127.0.0.1' },
				]
			: [{ type: 2, value: host }];
	return [{ name: 'subjectAltName', altNames }];
}
