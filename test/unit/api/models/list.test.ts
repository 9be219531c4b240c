import { modelsCall } from '../../../../nodes/api/models/call';
import { modelsIn } from '../../../../nodes/api/models/list';
import { isFor } from '../../../../nodes/api/models/uses';

const ids = (body: unknown) => modelsIn(body)?.map(({ id }) => id);
const rows = [{ id: 'gpt-4o', object: 'model' }, { id: 'claude-2' }];
const both = ['gpt-4o', 'claude-2'];

test.each([
	['as OpenAI sends it', { object: 'list', data: rows }],
	['without "object"', { data: rows }],
	['as models', { models: rows }],
	['bare', rows],
	['of texts', both],
	['of texts under data', { success: true, message: '', data: both }],
	['of texts with blanks', [' gpt-4o ', '', 'claude-2']],
	['in an envelope', { code: 0, message: 'ok', data: { data: rows } }],
	['of models in an envelope', { success: true, data: { models: rows, total: 2 } }],
	['called list in an envelope', { data: { list: rows } }],
	['called items', { items: rows, total: 2 }],
	['called result', { success: true, errors: [], result: rows }],
	['in two envelopes', { result: { data: { list: rows } } }],
	['behind an empty one', { data: [], models: rows }],
	['with rows that are no models', { data: [null, 7, true, {}, ...rows, [], { id: '' }, ''] }],
])('a list %s is read', (_how, body) => {
	expect(ids(body)).toEqual(both);
});

test.each([
	['name', { name: 'gpt-4o' }],
	['model', { model: 'gpt-4o' }],
	['model before name', { name: 'GPT-4o', model: 'gpt-4o' }],
	['slug before name', { name: 'OpenAI: GPT-4o', slug: 'gpt-4o' }],
	['model_name', { model_name: 'gpt-4o', litellm_params: {} }],
	['modelId', { modelId: 'gpt-4o' }],
	['name, where the ID is that of a row', { id: 12, name: 'gpt-4o' }],
	['name, where the ID is that of a row as text', { id: '12', name: 'gpt-4o' }],
	['name, where the ID is a UUID', { id: 'f9f2250b-1048-4a52-9910-d0bf976616a1', name: 'gpt-4o' }],
	['name, where there is no ID', { id: null, name: 'gpt-4o' }],
	['name, where the ID is empty', { id: ' ', name: 'gpt-4o' }],
	['name as Gemini writes it', { name: 'models/gpt-4o', displayName: 'GPT' }],
])('a model is known by its %s', (_what, row) => {
	expect(ids({ data: [row] })).toEqual(['gpt-4o']);
});

test.each([
	['a number, if there is nothing else', 12],
	['a UUID, if there is nothing else', 'f9f2250b-1048-4a52-9910-d0bf976616a1'],
	['a path', 'models/my-llama'],
	['a name with a slash', 'openai/gpt-4o'],
])('an ID may be %s', (_what, id) => {
	expect(ids([{ id }])).toEqual([String(id)]);
});

test('members of a model stay, its ID comes first', () => {
	const [model] = modelsIn({ models: [{ name: 'models/g-1', inputTokenLimit: 1 }] }) ?? [];
	expect(Object.entries(model ?? {})).toEqual([
		['id', 'g-1'],
		['name', 'models/g-1'],
		['inputTokenLimit', 1],
	]);
});

test.each([
	['nothing', null],
	['a text', 'gpt-4o'],
	['a number', 4],
	['an object', {}],
	['a failure', { error: { message: 'no' } }],
	['rows that are no models', { data: [{ message: 'no' }, 1] }],
	['a list too deep', { data: { data: { data: { data: rows } } } }],
	['a list under a name of its own', { mine: rows }],
])('%s is no list', (_what, body) => {
	expect(modelsIn(body)).toBeUndefined();
});

test('an empty list is one', () => {
	expect(modelsIn({ data: [] })).toEqual([]);
	expect(modelsIn([])).toEqual([]);
});

function read(body: unknown, status = 200) {
	const reader = modelsCall().reader();
	reader.head({ status, headers: { 'x-request-id': 'r-1' } });
	reader.push(Buffer.from(typeof body === 'string' ? body : JSON.stringify(body)));
	return reader.end();
}

test.each([
	['an error that says nothing beside it', { error: { message: '', code: null }, data: rows }],
	['an empty error beside it', { error: {}, data: rows }],
	['no error beside it', { error: null, success: true, data: rows }],
	['a byte order mark in front', `\uFEFF${JSON.stringify(rows)}`],
])('a list with %s is one', (_what, body) => {
	expect(read(body).value?.map(({ id }) => id)).toEqual(both);
});

test.each([
	[
		'a web page',
		'<!doctype html><title>Hi</title>',
		'The gateway answered with a web page in place of a list of models',
	],
	['nothing', '', 'The gateway answered with an empty body'],
	['a cut list', '{"data":[{"id":"gpt', 'The gateway answered with broken JSON'],
	['an object without a list', {}, 'The gateway answered without a list of models'],
	['null', 'null', 'The gateway answered without a list of models'],
	['an error', { error: { message: 'No such group' } }, 'No such group'],
	[
		'an error beside an empty list',
		{ error: { message: 'No such group' }, data: [] },
		'No such group',
	],
	['an error beside a list', { error: { message: 'No such group' }, data: rows }, 'No such group'],
	['a list with an error in it', [{ error: { message: 'No such group' } }], 'No such group'],
	['words', { detail: 'No such group' }, 'No such group'],
])('%s is a failure that says so', (_what, body, message) => {
	expect(read(body)).toEqual({
		failure: expect.objectContaining({ message, status: 200, request_id: 'r-1' }),
	});
});

test('the words of the gateway count under every other status', () => {
	expect(read({ error: { message: 'Invalid URL' } }, 404).failure).toMatchObject({
		kind: 'notFound',
		message: 'Invalid URL',
	});
});

test.each([
	['chat', ['openai'], true],
	['chat', ['anthropic', 'openai'], true],
	['chat', ['OpenAI'], true],
	['chat', 'openai, gemini', true],
	['chat', ['embeddings'], false],
	['chat', ['openai-response'], true],
	['chat', [], true],
	['chat', null, true],
	['chat', undefined, true],
	['messages', ['anthropic', 'openai'], true],
	['messages', ['openai'], false],
	['images', ['image_generation'], true],
	['images', ['openai'], false],
	['embeddings', ['embeddings'], true],
	['speech', ['openai'], false],
	['transcriptions', ['image-generation'], false],
] as const)('for %s, a model with the endpoint types %j fits: %s', (use, types, fits) => {
	expect(isFor(use, { id: 'm', supported_endpoint_types: types })).toBe(fits);
});

test.each([
	['tts-1', undefined, ['speech']],
	['tts-1', ['openai'], ['speech']],
	['gpt-4o-mini-tts', [], ['speech']],
	['whisper-large-v3', ['openai'], ['transcriptions', 'translations']],
	['gpt-4o-transcribe', undefined, ['transcriptions']],
	['gpt-image-2', undefined, ['images']],
	['gemini-2.5-flash-image', ['image-generation'], ['images']],
	['dall-e-3', undefined, ['images']],
	['text-embedding-ada-002', undefined, ['embeddings']],
	['BAAI/bge-m3', undefined, ['embeddings']],
	['gpt-3.5-turbo-instruct', ['openai'], ['completions']],
	['text-davinci-003', undefined, ['completions']],
	['claude-2', undefined, ['chat', 'messages']],
	['claude-2', ['openai'], ['chat']],
	['gpt-4o', undefined, ['chat']],
	['llama-3.1-8b-instruct', undefined, ['chat']],
	['文心一言', undefined, ['chat']],
	['jina-reranker-v2', undefined, ['rerank']],
	['BAAI/bge-reranker-v2-m3', ['jina-rerank'], ['rerank']],
	['gte-rerank', ['openai'], []],
	['sora-2', ['openai'], []],
	['omni-moderation-latest', undefined, []],
] as const)('the model %s with the endpoint types %j is for %j', (id, types, uses) => {
	const all = ['chat', 'completions', 'messages', 'images', 'embeddings', 'speech'] as const;
	const known = [...all, 'transcriptions', 'translations', 'rerank'] as const;
	const found = known.filter((use) => isFor(use, { id, supported_endpoint_types: types }));
	expect(found).toEqual(uses);
});
