import assert from 'node:assert/strict';
import { message, text } from './answers.mjs';

/** What the additional headers of a credential did to answers. */

const secret = 's3cr3t-9f8e7d6c5b4a';
const referer = 'https://www.example.com';

/** @param {{ url: string }} gateway */
export const headerCredentials = (gateway) => [
	{
		name: 'headers',
		data: {
			baseUrl: gateway.url,
			apiKey: 'sk-headers-0123456789',
			headers: {
				values: [
					{ name: 'HTTP-Referer', value: referer },
					{ name: 'X-Title', value: 'My Application' },
					{ name: 'Accept', value: 'application/json' },
					{ name: 'x-team', value: secret },
				],
			},
		},
	},
];

/** @type {import('./compose.mjs').Report[]} */
export const ofHeaders = [
	{
		kind: 2,
		reported:
			'With the header HTTP-Referer, `https://www.` vanished from every address in an answer',
		seen: 'the answer as it came',
		credential: 'headers',
		answer: text(`See ${referer}/a and https://www.wikipedia.org, says My Application.`),
		check: ({ json }) =>
			assert.equal(
				json.text,
				`See ${referer}/a and https://www.wikipedia.org, says My Application.`,
			),
	},
	{
		kind: 2,
		reported: 'With the header Accept, Extract gave `[redacted]` for a type of file',
		seen: 'the type',
		credential: 'headers',
		parameters: {
			...{ resource: 'text', operation: 'extract', text: 'It is application/json' },
			fields: { values: [{ name: 'type', type: 'string' }] },
		},
		answer: text('{"type": "application/json"}'),
		check: ({ json }) => assert.deepEqual(json.data, { type: 'application/json' }),
	},
	{
		kind: 2,
		reported: 'A header that is a secret, and that the model repeats, also in its thoughts',
		seen: '`[redacted]` in its place',
		credential: 'headers',
		answer: message({ role: 'assistant', content: `You sent ${secret}.`, reasoning: secret }),
		check: ({ json }) => {
			assert.match(json.text, /^You sent \[redacted\]\.$/);
			assert.ok(!JSON.stringify(json).includes(secret));
		},
	},
];
