import type { IDataObject } from 'n8n-workflow';
import { always, type Responder } from '../../support/gateway';
import { runOperation } from '../../support/operation';

const ids = ['gpt-4o', 'gpt-4o-mini', 'text-embedding-3-small', 'Claude-2', '文心-4'];
const models = ids.map((id) => ({ id, object: 'model', owned_by: 'someone' }));
const run = (parameters: IDataObject, items: IDataObject[] = [{}]) =>
	runOperation(always({ object: 'list', data: models }), 'model.getMany', parameters, {
		items,
		onError: 'continueRegularOutput',
	});

test.each([
	['', ids],
	['  ', ids],
	['gpt', ['gpt-4o', 'gpt-4o-mini']],
	['GPT-4O', ['gpt-4o', 'gpt-4o-mini']],
	['claude', ['Claude-2']],
	['文心', ['文心-4']],
	['gpt*mini', ['gpt-4o-mini']],
	['mini*gpt', []],
	['*small*', ['text-embedding-3-small']],
	['t*t*3*l', ['text-embedding-3-small']],
	['*', ids],
	['.', []],
	['(', []],
	['none', []],
])('the filter %p leaves the models whose ID contains it', async (filter, left) => {
	const { items, requests } = await run({ filter, returnAll: true });
	expect(items.map(({ json }) => json.id)).toEqual(left);
	expect(requests.map(({ method, path }) => `${method} ${path}`)).toEqual(['GET /v1/models']);
});

test('the limit counts what the filter leaves', async () => {
	const { items } = await run({ filter: '4', limit: 2 });
	expect(items.map(({ json }) => json.id)).toEqual(['gpt-4o', 'gpt-4o-mini']);
});

test.each([
	['mini', ['gpt-4o-mini']],
	[4, ['gpt-4o', 'gpt-4o-mini', '文心-4']],
	[null, ids],
	[undefined, ids],
])('the filter may be %p by an expression', async (wanted, left) => {
	const { items } = await run({ filter: '={{ $json.wanted }}' }, [{ wanted } as IDataObject]);
	expect(items.map(({ json }) => json.id)).toEqual(left);
});

test.each([
	[{ a: 1 }, '{"a":1}'],
	[['a'], '["a"]'],
	[true, 'true'],
])('the filter %j is refused, and nothing is asked', async (wanted, text) => {
	const { items, requests } = await run({ filter: '={{ $json.wanted }}' }, [{ wanted }]);
	expect(requests).toEqual([]);
	expect(items[0]?.json).toEqual({
		message: `Filter must be text, but is ${text} [Item 0]`,
		error: expect.objectContaining({
			kind: 'input',
			field: 'Filter',
			description: 'Enter a part of the ID, such as embedding, or leave the field empty.',
		}),
	});
});

test.each([
	['without "object"', { data: models }],
	['as models', { models }],
	['bare', models],
	['of texts', ids],
	['of texts in an envelope', { success: true, message: '', data: ids }],
	['nested as data', { code: 0, data: { data: models } }],
	['nested as models', { data: { models } }],
	['nested as list', { data: { list: models } }],
	['with names in place of IDs', { models: ids.map((name) => ({ name: `models/${name}` })) }],
	['with models in place of IDs', { data: ids.map((model) => ({ model })) }],
	['with slugs in place of IDs', { data: ids.map((slug) => ({ slug, name: slug.toUpperCase() })) }],
	['beside an error that says nothing', { error: { message: '', code: null }, data: models }],
])('a list %s is read', async (_how, body) => {
	const { items } = await runOperation(always(body), 'model.getMany', { returnAll: true });
	expect(items.map(({ json }) => json.id)).toEqual(ids);
});

test('what the gateway says of a model stays', async () => {
	const row = { name: 'models/gemini-x', supported_endpoint_types: ['gemini', 'openai'] };
	const { items } = await runOperation(always({ models: [row] }), 'model.getMany', {});
	expect(items[0]?.json).toEqual({
		id: 'gemini-x',
		...row,
		usage: null,
		request: expect.anything(),
	});
});

test('an empty list has no models, and is no failure', async () => {
	const { items, status } = await runOperation(always({ data: [] }), 'model.getMany', {});
	expect([status, items]).toEqual(['success', []]);
});

const page: Responder = (_request, response) => {
	response.writeHead(200, { 'content-type': 'text/html' });
	response.end('<!doctype html><title>Console</title>');
};

test.each<[string, Responder, string, string]>([
	['404', always({ error: { message: 'Invalid URL' } }, 404), 'notFound', 'Invalid URL'],
	['405', always({ detail: 'Method Not Allowed' }, 405), 'notFound', 'Method Not Allowed'],
	['501', always({ error: { message: 'Not built' } }, 501), 'notFound', 'Not built'],
	['500', always({ error: { message: 'Oops' } }, 500), 'server', 'Oops'],
	['401', always({ error: { message: 'Bad key' } }, 401), 'auth', 'Bad key'],
	[
		'a web page',
		page,
		'malformed',
		'The gateway answered with a web page in place of a list of models',
	],
	[
		'something else',
		always({ hello: 'world' }),
		'malformed',
		'The gateway answered without a list of models',
	],
])('a dead list stays a failure in its own words: %s', async (_what, respond, kind, words) => {
	const { items, requests } = await runOperation(
		respond,
		'model.getMany',
		{},
		{
			onError: 'continueRegularOutput',
		},
	);
	expect(items.map(({ json }) => json)).toEqual([
		{ message: `${words} [Item 0]`, error: expect.objectContaining({ kind }) },
	]);
	const { description } = items[0]?.json.error as IDataObject;
	expect(description).toMatch(kind === 'notFound' ? /^This gateway has no list of models/ : /./);
	expect(description).not.toMatch(/the list of the Model field/);
	expect(requests).toHaveLength(1);
});
