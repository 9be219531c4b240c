import { PackageDirectoryLoader } from 'n8n-core';
import 'reflect-metadata';
import { pack, projectFolder, scan, type Packed } from '../support/packed';

let packed: Packed;
beforeAll(() => {
	packed = pack();
}, 120_000);
afterAll(() => packed.remove());

test('the tarball holds the build and nothing else', () => {
	const other = packed.files.filter(
		(file) => !/^dist\/(nodes|credentials)\/.+\.(js|json|svg)$/.test(file),
	);
	expect(other).toEqual(['LICENSE', 'README.md', 'index.js', 'package.json']);
	expect(packed.files).toEqual(
		expect.arrayContaining([
			'dist/credentials/Aigc2dApi.credentials.js',
			'dist/nodes/Aigc2d/Aigc2d.node.js',
			'dist/nodes/Aigc2d/Aigc2d.node.json',
			'dist/nodes/Aigc2d/aigc2d.svg',
			'dist/nodes/Aigc2d/aigc2d.dark.svg',
		]),
	);
});

test('what is shipped needs no package but its peers, and knows nothing of the HTTP client of the tests', () => {
	const manifest = JSON.parse(packed.read('package.json'));
	expect(manifest.dependencies).toBeUndefined();
	const texts = packed.files
		.filter((file) => file.endsWith('.js'))
		.map((file) => ({ file, text: packed.read(file) }));
	expect(texts.length).toBeGreaterThan(100);
	expect(texts.filter(({ text }) => /axios/i.test(text)).map(({ file }) => file)).toEqual([]);
});

test("n8n's scanner passes the source", () => {
	expect(scan(projectFolder, 'source')).toEqual({ passed: true });
}, 120_000);

test("n8n's scanner passes the tarball", () => {
	expect(scan(packed.folder, 'tarball')).toEqual({ passed: true });
}, 120_000);

test("n8n's loader takes the node and the credential from the tarball", async () => {
	const loader = new PackageDirectoryLoader(packed.folder);
	await loader.loadAll();
	expect(loader.types.nodes.map(({ name, version }) => ({ name, version }))).toEqual([
		{ name: 'aigc2d', version: 1 },
		{ name: 'lmChatAigc2d', version: 1 },
		{ name: 'embeddingsAigc2d', version: 1 },
		{ name: 'rerankerAigc2d', version: 1 },
	]);
	expect(loader.types.credentials.map(({ name }) => name)).toEqual(['aigc2dApi']);
});
