import { failure } from '../../../../nodes/api/failure';
import { missingThing } from '../../../../nodes/api/refusal/missing';

const told = (message: string, facts: { status?: number; code?: string; type?: string } = {}) =>
	missingThing(failure('notFound', { message, status: 404, ...facts }));

test.each([
	'Invalid URL (POST /v1/images/generations)',
	'Invalid URL (GET /v1/models)',
	'Unknown request URL: POST /v1/rerank. Please check the URL for typos.',
	'Not Found',
	'404 Not Found',
	'404 page not found',
	'Cannot POST /sd/txt2img',
	'Method Not Allowed',
	'No such endpoint',
	'The requested resource was not found',
	'API not implemented',
	'接口不存在',
])('"%s" is about the route', (message) => {
	expect(told(message)).toBe('route');
});

test.each<[string, { code?: string; type?: string }]>([
	['The model `gpt-9` does not exist or you do not have access to it.', {}],
	['No such model', {}],
	['model "tiny/one" not found, try pulling it first', {}],
	['The API deployment for this resource does not exist', {}],
	['当前分组 default 下对于模型 gpt-9 无可用渠道', {}],
	['Nope', { code: 'model_not_found' }],
	['Not found the model x or Permission denied', { type: 'resource_not_found_error' }],
])('"%s" is about the model', (message, facts) => {
	expect(told(message, facts)).toBe('model');
});

test('what is said of neither is about neither, but a status that only a router gives is about the route', () => {
	expect(told('No')).toBeUndefined();
	expect(told('No', { status: 405 })).toBe('route');
	expect(told('No', { status: 501 })).toBe('route');
	expect(missingThing(failure('notFound', { status: 404 }))).toBeUndefined();
});
