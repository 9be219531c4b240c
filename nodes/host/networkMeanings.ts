/** What a code of Node.js means, in words. */
export interface Meaning {
	codes: RegExp;
	/** Continues "The gateway at HOST …", or "The server of the file at HOST …". */
	happened: string;
	advice?: string;
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
		happened: 'sent larger headers than this n8n reads',
		advice: 'Ask whoever runs the gateway.',
	},
	{
		codes: /^HPE_/,
		happened: 'sent something that is not HTTP',
		advice: 'Check host and port, and https or http, in the Base URL of the credential.',
	},
];

/** What they mean before the request was sent; the others mean the same then. */
export const beforeSending: readonly Meaning[] = [
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
