import type { Meaning } from './networkMeanings';

/** Verdicts of OpenSSL and Node.js on a certificate. */
export const certificateCode =
	/^(CERT_|CRL_|DEPTH_ZERO_|SELF_SIGNED_|UNABLE_TO_|ERROR_IN_CERT_|INVALID_(CA|PURPOSE)|HOSTNAME_MISMATCH|PATH_LENGTH_EXCEEDED|ERR_TLS_CERT_)/;

/** What is wrong with a certificate, and what to do; `ofFile` where the server of a file has it. */
type CertificateMeaning = Required<Pick<Meaning, 'codes' | 'happened' | 'advice'>> & {
	ofFile?: string;
};

const rows: readonly CertificateMeaning[] = [
	{
		codes: /^CERT_HAS_EXPIRED$/,
		happened: 'has expired',
		advice: 'Ask whoever runs the server to renew it, and check the clock of this n8n.',
	},
	{
		codes: /^CERT_NOT_YET_VALID$/,
		happened: 'is not valid yet',
		advice: 'Check the clock of this n8n, and ask whoever runs the server.',
	},
	{
		codes: /ALTNAME|^HOSTNAME_MISMATCH$/,
		happened: 'is made for another host',
		advice:
			'Correct the Base URL in the credential: its host must be one that the certificate names. If it is right, ask whoever runs the gateway.',
		ofFile:
			'Ask whoever runs the gateway: its files must be at an address that the certificate names.',
	},
	{
		codes: /SELF_SIGNED|^UNABLE_TO_|^CERT_UNTRUSTED$/,
		happened: 'is signed by nobody that this n8n trusts',
		advice:
			'It is self-signed, or of a certificate authority of its own: make that known to n8n (NODE_EXTRA_CA_CERTS). Or the server does not send the certificates between its own and that of the authority.',
	},
];

const anyOther: CertificateMeaning = {
	codes: certificateCode,
	happened: 'is not valid',
	advice: 'Ask whoever runs the server to replace it.',
};

/** What a verdict on a certificate means. */
export function certificateMeaning(code: string): CertificateMeaning {
	return rows.find(({ codes }) => codes.test(code)) ?? anyOther;
}
