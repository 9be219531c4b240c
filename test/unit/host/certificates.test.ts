import { networkFailure, type Peer } from '../../../nodes/host/networkFailure';

const failureFor = (code: string, peer: Peer = 'gateway') =>
	networkFailure(
		Object.assign(new Error('error:0A000086:SSL routines'), { code }),
		'a.test',
		peer,
		'connecting',
	).failure;

test.each([
	['CERT_HAS_EXPIRED', /has expired$/, /renew/],
	['CERT_NOT_YET_VALID', /is not valid yet$/, /clock of this n8n/],
	['ERR_TLS_CERT_ALTNAME_INVALID', /is made for another host$/, /Base URL/],
	['HOSTNAME_MISMATCH', /is made for another host$/, /Base URL/],
	['DEPTH_ZERO_SELF_SIGNED_CERT', /signed by nobody that this n8n trusts$/, /NODE_EXTRA_CA_CERTS/],
	['SELF_SIGNED_CERT_IN_CHAIN', /signed by nobody that this n8n trusts$/, /NODE_EXTRA_CA_CERTS/],
	[
		'UNABLE_TO_VERIFY_LEAF_SIGNATURE',
		/signed by nobody that this n8n trusts$/,
		/NODE_EXTRA_CA_CERTS/,
	],
	['CERT_REVOKED', /is not valid$/, /replace/],
	['INVALID_PURPOSE', /is not valid$/, /replace/],
	['CRL_HAS_EXPIRED', /is not valid$/, /replace/],
])(
	'%s says what is wrong with the certificate and what to do, and is not tried again',
	(code, said, advice) => {
		const { kind, message, description, retryable } = failureFor(code);
		expect([kind, retryable]).toEqual(['network', false]);
		expect(message).toMatch(/^The certificate of the gateway at a\.test /);
		expect(message).toMatch(said);
		expect(description).toMatch(advice);
	},
);

test('the certificate of a file is not cured by another Base URL', () => {
	const { message, description } = failureFor('ERR_TLS_CERT_ALTNAME_INVALID', 'file');
	expect(message).toBe(
		'The certificate of the server of the file at a.test is made for another host',
	);
	expect(description).not.toMatch(/Base URL/);
});
