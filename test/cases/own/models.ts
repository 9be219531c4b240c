import type { Want } from '../../support/wire/case';
import { on, json, type Row } from './build';

const two: Want = { requests: 1, items: [{ id: 'm-a' }, { id: 'm-b' }] };

/** Lists of models in every form that is known. */
export const models: readonly Row[] = [
	on('models', 'models in models, with id', json({ models: [{ id: 'm-a' }, { id: 'm-b' }] }), two),
	on(
		'models',
		'Ollama: models with name',
		json({ models: [{ name: 'm-a', size: 1 }, { name: 'm-b' }] }),
		two,
	),
	on('models', 'a bare list', json([{ id: 'm-a' }, { id: 'm-b' }]), two),
	on(
		'models',
		'data with name in place of id',
		json({ data: [{ name: 'm-a' }, { name: 'm-b' }] }),
		two,
	),
	on('models', 'a bare list of names', json(['m-a', 'm-b']), two),
	on('models', 'data with names only', json({ object: 'list', data: ['m-a', 'm-b'] }), two),
	on(
		'models',
		'data in data',
		json({ success: true, data: { data: [{ id: 'm-a' }, { id: 'm-b' }] } }),
		two,
	),
];
