import { gatewayRoot, routeUrl } from '../../../nodes/api/baseUrl';
import { Failed } from '../../../nodes/api/failure';

test.each([
	['https://api.aigc2d.com', 'https://api.aigc2d.com'],
	['https://api.aigc2d.com/', 'https://api.aigc2d.com'],
	['https://api.aigc2d.com/v1', 'https://api.aigc2d.com'],
	['https://api.aigc2d.com/v1/', 'https://api.aigc2d.com'],
	['https://api.aigc2d.com/v1/chat/completions', 'https://api.aigc2d.com'],
	['https://api.aigc2d.com/v1/chat/completions/', 'https://api.aigc2d.com'],
	['  https://api.aigc2d.com\n', 'https://api.aigc2d.com'],
	['HTTPS://API.AIGC2D.COM/v1', 'https://api.aigc2d.com'],
	['https://api.aigc2d.com/v1?key=1#top', 'https://api.aigc2d.com?key=1'],
	[
		'https://r.openai.azure.com/openai/v1/?api-version=preview',
		'https://r.openai.azure.com/openai?api-version=preview',
	],
	[
		'https://r.openai.azure.com/openai/deployments/gpt-4o/chat/completions?api-version=2024-10-21',
		'https://r.openai.azure.com/openai/deployments/gpt-4o?api-version=2024-10-21',
	],
	['http://127.0.0.1:11434/v1', 'http://127.0.0.1:11434'],
	['http://[::1]:8080/v1/models', 'http://[::1]:8080'],
	['https://openrouter.ai/api/v1', 'https://openrouter.ai/api'],
	['https://example.com/gateway/v1/embeddings', 'https://example.com/gateway'],
	['https://example.com/v1/models/models', 'https://example.com'],
	['https://example.com//v1/', 'https://example.com'],
	['https://example.com/messages/v1', 'https://example.com'],
	['https://example.com/dashboard', 'https://example.com/dashboard'],
	['https://open.bigmodel.cn/api/paas/v4/', 'https://open.bigmodel.cn/api/paas/v4'],
	['https://open.bigmodel.cn/api/paas/v4/chat/completions', 'https://open.bigmodel.cn/api/paas/v4'],
	[
		'https://generativelanguage.googleapis.com/v1beta/openai/',
		'https://generativelanguage.googleapis.com/v1beta/openai',
	],
])('%j stands for the gateway %s', (pasted, root) => {
	expect(gatewayRoot(pasted)).toBe(root);
});

test.each([
	['https://api.aigc2d.com', '/v1/models', 'https://api.aigc2d.com/v1/models'],
	['https://openrouter.ai/api', '/v1/models', 'https://openrouter.ai/api/v1/models'],
	[
		'https://open.bigmodel.cn/api/paas/v4',
		'/v1/models',
		'https://open.bigmodel.cn/api/paas/v4/models',
	],
	['https://api.aigc2d.com', '/dashboard/billing', 'https://api.aigc2d.com/dashboard/billing'],
	['https://a.example?key=1', '/v1/models', 'https://a.example/v1/models?key=1'],
	[
		'https://r.openai.azure.com/openai/deployments/gpt-4o?api-version=2024-10-21',
		'/v1/chat/completions',
		'https://r.openai.azure.com/openai/deployments/gpt-4o/chat/completions?api-version=2024-10-21',
	],
	[
		'https://r.openai.azure.com/openai/deployments/gpt-5-pro?api-version=2024-10-21',
		'/v1/responses',
		'https://r.openai.azure.com/openai/v1/responses',
	],
	[
		'https://r.example/openai/deployments/m?api-version=2024-10-21&subscription=a',
		'/v1/responses',
		'https://r.example/openai/v1/responses?subscription=a',
	],
	[
		'https://r.openai.azure.com/openai',
		'/v1/responses',
		'https://r.openai.azure.com/openai/v1/responses',
	],
	[
		'https://a.example/deployments/m',
		'/v1/responses',
		'https://a.example/deployments/m/v1/responses',
	],
	[
		'https://a.example/b?x=1&y=%20',
		'/v1/files?limit=2',
		'https://a.example/b/v1/files?x=1&y=%20&limit=2',
	],
	['https://a.example/v4?x=1&y=2', '/v1/files?x=3', 'https://a.example/v4/files?y=2&x=3'],
	['https://a.example?x=1', '/v1/files?', 'https://a.example/v1/files?x=1'],
])('at %s the route %s is %s', (root, path, url) => {
	expect(routeUrl(root, path)).toBe(url);
});

test.each([
	['', 'Base URL is empty'],
	['   ', 'Base URL is empty'],
	['api.aigc2d.com', 'Base URL does not begin with https:// or http://'],
	['//api.aigc2d.com', 'Base URL does not begin with https:// or http://'],
	['file:///etc/passwd', 'Base URL must begin with https:// or http://, but begins with file:'],
	['ftp://api.aigc2d.com', 'Base URL must begin with https:// or http://, but begins with ftp:'],
	['https://user:pass@api.aigc2d.com', 'Base URL contains a user name or password'],
	['https://user@api.aigc2d.com', 'Base URL contains a user name or password'],
	['https://', 'Base URL is not an address'],
	['https://exa mple.com', 'Base URL is not an address'],
])('%j is refused: %s', (pasted, sentence) => {
	const refused = (): unknown => {
		try {
			return gatewayRoot(pasted);
		} catch (thrown) {
			return (thrown as Failed).failure;
		}
	};
	expect(refused()).toMatchObject({ kind: 'input', field: 'Base URL', message: sentence });
});
