import type { IHttpRequestOptions } from 'n8n-workflow';
import { sign } from '../../../nodes/host/signing';

const credential = { apiKey: 'AIGC2D-one', baseUrl: 'https://gateway.test/v1' };
const signed = async (request: object) => await sign(credential, request as IHttpRequestOptions);

test.each(['url', 'uri'])(
	'a request whose address n8n names %p is signed, and keeps that name',
	async (name) => {
		const request = {
			method: 'POST',
			[name]: 'https://gateway.test/v1/chat/completions',
			json: true,
		};
		expect(await signed(request)).toMatchObject({
			...request,
			headers: { authorization: 'Bearer AIGC2D-one' },
		});
		expect(Object.keys(await signed({ [name]: request[name] }))).not.toContain(
			name === 'url' ? 'uri' : 'url',
		);
	},
);

test.each(['url', 'uri'])('a path under %p is one of the gateway', async (name) => {
	expect(await signed({ [name]: '/v1/models' })).toMatchObject({
		[name]: 'https://gateway.test/v1/models',
	});
});

test.each(['url', 'uri'])('a foreign address under %p does not get the key', async (name) => {
	await expect(signed({ [name]: 'https://elsewhere.test/v1' })).rejects.toMatchObject({
		failure: { kind: 'input', message: expect.stringMatching(/key was not sent/) },
	});
});

test.each([{}, { url: '' }, { uri: 'chat' }])(
	'%j has no address to be signed for, and that is said',
	async (request) => {
		await expect(signed(request)).rejects.toMatchObject({
			failure: { kind: 'input', message: expect.stringMatching(/^URL is not an address/) },
		});
	},
);

test('the query of the Base URL goes with a path; an address that is whole stays as it is', async () => {
	const azure = { ...credential, baseUrl: 'https://gateway.test/openai/v1?api-version=preview' };
	const address = async (url: string) => (await sign(azure, { url } as IHttpRequestOptions)).url;
	expect(await address('/v1/models?limit=2')).toBe(
		'https://gateway.test/openai/v1/models?api-version=preview&limit=2',
	);
	expect(await address('https://gateway.test/v1/models')).toBe('https://gateway.test/v1/models');
});
