/** What a code of Node.js means, in words. */
export interface Meaning {
	codes: RegExp;
	/** In the words of Node.js, where the code stands for several things. */
	words?: RegExp;
	/** Continues "The gateway at HOST …", or "The server of the file at HOST …". */
	happened: string;
	advice?: string;
	/** Whether it will be the same again: a setting is wrong. */
	isLasting?: true;
}

/** What the codes of Node.js mean. Code names stay out of the sentence: n8n replaces messages that contain one. */
export const meanings: readonly Meaning[] = [
	{
		codes: /^ECONNREFUSED$/,
		happened: 'refused the connection',
		advice:
			'Check host and port of the Base URL in the credential, and that the gateway is running.',
	},
	{
		codes: /^(ENOTFOUND|EAI_AGAIN|EAI_NODATA)$/,
		happened: 'has no known address',
		advice: 'Check the host name in the Base URL of the credential, and the DNS of this n8n.',
	},
	{
		codes: /^(ECONNRESET|EPIPE|ERR_STREAM_PREMATURE_CLOSE)$/,
		happened: 'closed the connection before the answer was complete',
	},
	{
		codes: /^E(HOST|NET)(UNREACH|DOWN)$/,
		happened: 'cannot be reached from here',
	},
	{
		codes: /^(EPROTO|ERR_SSL_\w+)$/,
		happened: 'broke the encrypted connection before the answer was complete',
	},
	{
		codes: /^HPE_HEADER_OVERFLOW$/,
		happened: 'sent more headers than Node.js reads (16 kB)',
		advice: 'What answers there is broken, or no gateway. Check the Base URL in the credential.',
	},
	{
		codes: /^HPE_/,
		happened: 'sent something that is no HTTP',
		advice:
			'Check host, port, and https or http in the Base URL of the credential: something else seems to listen there.',
	},
	{
		codes: /^(Z_|ERR__?ERROR_|ERR_BROTLI|ERR_ZLIB|BROTLI_)/,
		happened: 'sent a compressed answer that cannot be unpacked',
	},
	{
		codes: /^ERR_FR_TOO_MANY_REDIRECTS$/,
		happened: 'answered with redirects that do not end',
	},
	{
		codes: /^(ERR_FR_|ERR_UNSUPPORTED_PROTOCOL$|ERR_INVALID_URL$)/,
		happened: 'answered with a redirect to an address that is none',
	},
];

/** What they mean before the request was sent; the others mean the same then. */
export const beforeSending: readonly Meaning[] = [
	{
		codes: /^(EPROTO|ERR_SSL_\w+)$/,
		// What OpenSSL finds in place of the beginning of TLS: the words of another protocol.
		words: /wrong[ _]version|packet[ _]length[ _]too[ _]long|http[ _]request/i,
		happened: 'speaks http on this port, and was spoken to in https',
		advice:
			'Write http:// in place of https:// in the Base URL of the credential, or enter the port on which the gateway speaks https.',
		isLasting: true,
	},
	{
		codes:
			/^(ECONNABORTED|ETIMEDOUT|ESOCKETTIMEDOUT|ERR_SOCKET_CONNECTION_TIMEOUT|UND_ERR_CONNECT_TIMEOUT)$/,
		happened: 'did not accept the connection in time',
		advice:
			'Check host and port of the Base URL in the credential, and what stands between this n8n and the gateway (firewall, proxy, VPN).',
	},
	{ codes: /^(ECONNRESET|EPIPE)$/, happened: 'closed the connection before the request was sent' },
	{
		codes: /^(EADDRNOTAVAIL|EADDRINUSE)$/,
		happened: 'cannot be reached: this n8n has no local port left',
		advice: 'Lower Max Concurrency, or run fewer workflows at the same time.',
	},
	{
		codes: /^(EMFILE|ENFILE|ENOBUFS|ENOMEM)$/,
		happened: 'cannot be reached: this n8n can open no further connection',
		advice: 'Lower Max Concurrency, or raise the limit of open files of this n8n (ulimit -n).',
	},
	{
		codes: /^(EPROTO|ERR_SSL_\w+)$/,
		happened: 'and this n8n could not agree on an encrypted connection',
		advice: 'Check https or http, and the port, in the Base URL of the credential.',
	},
];
