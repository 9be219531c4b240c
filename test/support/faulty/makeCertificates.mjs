// Runs before jest: Node.js reads NODE_EXTRA_CA_CERTS only when a process starts.
import { execFileSync } from 'node:child_process';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';

const day = 24 * 60 * 60 * 1000;
const newKey = ['-newkey', 'ec', '-pkeyopt', 'ec_paramgen_curve:prime256v1', '-nodes'];

/** What `openssl ca` cannot be told on its command line. */
const configuration = `
[ca]
default_ca = authority
[authority]
database = signed
new_certs_dir = .
rand_serial = yes
default_md = sha256
policy = names
unique_subject = no
[names]
commonName = supplied
`;

/**
 * Certificates by name: who signs them, for which host, and from which day to which, counted from today.
 *
 * @type {{ [name: string]: { by: 'authority' | 'stranger' | 'itself', host?: string, from?: number, to?: number } }}
 */
const certificates = {
	valid: { by: 'authority' },
	expired: { by: 'authority', from: -60, to: -30 },
	notYetValid: { by: 'authority', from: 30, to: 60 },
	otherHost: { by: 'authority', host: 'gateway.example' },
	unknownAuthority: { by: 'stranger' },
	selfSigned: { by: 'itself' },
};

/**
 * Makes two authorities, one to be trusted and a stranger, and what they sign, with the openssl command: NAME.pem and
 * NAME.key in the folder.
 *
 * @param {string} folder
 * @returns {string} the file of the authority to be trusted, for NODE_EXTRA_CA_CERTS
 */
export function makeCertificates(folder) {
	/** @param {string[]} args */
	const openssl = (...args) => execFileSync('openssl', args, { cwd: folder, stdio: 'pipe' });
	writeFileSync(join(folder, 'ca.cnf'), configuration);
	writeFileSync(join(folder, 'signed'), '');
	for (const name of ['authority', 'stranger'])
		openssl('req', '-x509', ...newKey, ...['-subj', `/CN=Test ${name}`, '-days', '60'], ...files(name));
	for (const [name, { by, host = 'localhost', from = -1, to = 30 }] of Object.entries(certificates)) {
		const names = `subjectAltName=DNS:${host}${host === 'localhost' ? ',IP:127.0.0.1' : ''}`;
		const subject = ['-subj', `/CN=${host}`];
		if (by === 'itself') {
			openssl('req', '-x509', ...newKey, ...subject, '-addext', names, ...files(name));
			continue;
		}
		openssl('req', ...newKey, ...subject, '-keyout', `${name}.key`, '-out', `${name}.csr`);
		writeFileSync(join(folder, `${name}.ext`), names);
		openssl(
			...['ca', '-batch', '-notext', '-config', 'ca.cnf', '-extfile', `${name}.ext`],
			...['-cert', `${by}.pem`, '-keyfile', `${by}.key`],
			...['-startdate', date(from), '-enddate', date(to)],
			...['-in', `${name}.csr`, '-out', `${name}.pem`],
		);
	}
	return join(folder, 'authority.pem');
}

/** @param {string} name */
function files(name) {
	return ['-keyout', `${name}.key`, '-out', `${name}.pem`];
}

/** @param {number} days from today */
function date(days) {
	const [iso] = new Date(Date.now() + days * day).toISOString().split('.');
	return `${String(iso).replace(/\D/g, '')}Z`;
}
