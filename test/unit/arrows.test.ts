import { shippedSources, type Source } from '../support/sources';

const sources = shippedSources();

/** Which part may import which; `resources → fields → api ← delivery ← host`, and only the node folders compose. */
const allowed: { [part: string]: string[] } = {
	api: ['api'],
	delivery: ['delivery', 'api'],
	host: ['host', 'delivery', 'api'],
	fields: ['fields', 'api'],
	resources: ['resources', 'fields', 'api'],
	node: ['node', 'resources', 'fields', 'host', 'delivery', 'api'],
	credentials: ['credentials', 'host', 'api'],
};

function partOf(path: string): string {
	if (/^nodes\/\w+\/resources(\/|$)/.test(path)) return 'resources';
	const [top, folder = ''] = path.split('/');
	if (top === 'credentials') return 'credentials';
	return ['api', 'delivery', 'fields', 'host'].includes(folder) ? folder : 'node';
}

function importsOf(source: Source): Array<{ from: string; to: string }> {
	return source.imports
		.filter(({ target }) => /^(nodes|credentials)\//.test(target))
		.map(({ target }) => ({ from: source.path, to: target }));
}

test('imports go along the arrows of the design', () => {
	const against = sources
		.flatMap(importsOf)
		.filter(({ from, to }) => !allowed[partOf(from)]?.includes(partOf(to)))
		.map(({ from, to }) => `${from} imports ${to}`);
	expect(against).toEqual([]);
	expect(sources.flatMap(importsOf).length).toBeGreaterThan(50);
});

test('a sub-node takes nothing out of the node beside it', () => {
	const folderOf = (path: string) => /^nodes\/(\w*Aigc2d)\//.exec(path)?.[1];
	const taken = sources
		.flatMap(importsOf)
		.filter(({ from, to }) => folderOf(from) && folderOf(to) && folderOf(from) !== folderOf(to))
		.map(({ from, to }) => `${from} imports ${to}`);
	expect(taken).toEqual([]);
});

test('only host and the node classes import values from n8n', () => {
	const importers = sources
		.filter(({ imports }) =>
			imports.some(({ target, typeOnly }) => target === 'n8n-workflow' && !typeOnly),
		)
		.map(({ path }) => path)
		.filter((path) => partOf(path) !== 'host' && !path.endsWith('.node'));
	expect(importers).toEqual([]);
});

test('no shipped file imports anything but n8n and the hash function of Node.js', () => {
	const modules = sources
		.flatMap(({ imports }) => imports)
		.filter(({ target, typeOnly }) => !typeOnly && !/^(nodes|credentials)\//.test(target))
		.map(({ target }) => target);
	expect([...new Set(modules)].sort()).toEqual(['n8n-workflow', 'node:crypto']);
});

test('the SDK of n8n for models is loaded in one place, and only when it is used', () => {
	const loaders = sources.filter(({ text }) =>
		/(import|require)\('@n8n\/ai-node-sdk'\)/.test(text),
	);
	expect(loaders.map(({ path }) => path)).toEqual(['nodes/host/sdk']);
});

test('the api of the service does not know n8n at all', () => {
	const knows = sources.filter(
		({ path, imports }) =>
			partOf(path) === 'api' && imports.some(({ target }) => !target.startsWith('nodes/api/')),
	);
	expect(knows.map(({ path }) => path)).toEqual([]);
});
