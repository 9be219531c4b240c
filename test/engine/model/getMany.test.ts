import type { IDataObject } from 'n8n-workflow';
import { always } from '../../support/gateway';
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
