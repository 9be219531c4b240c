import { Aigc2dApi } from '../../credentials/Aigc2dApi.credentials';
import codex from '../../nodes/Aigc2d/Aigc2d.node.json';
import embeddingsCodex from '../../nodes/EmbeddingsAigc2d/EmbeddingsAigc2d.node.json';
import modelCodex from '../../nodes/LmChatAigc2d/LmChatAigc2d.node.json';
import rerankerCodex from '../../nodes/RerankerAigc2d/RerankerAigc2d.node.json';
import manifest from '../../package.json';
import { exists, page } from '../support/docs/markdown';
import { source } from '../support/docs/source';
import { yamlFiles, type YamlFile } from '../support/docs/yaml';

const files = yamlFiles();
const workflows = files.filter(({ path }) => path.startsWith('.github/workflows/'));
const forms = files.filter(
	({ path }) => path.startsWith('.github/ISSUE_TEMPLATE/') && !path.endsWith('config.yml'),
);

/** Steps of all jobs of a workflow. */
const stepsOf = ({ content }: YamlFile): Array<{ uses?: string; run?: string }> =>
	Object.values(content.jobs as { [name: string]: { steps: [] } }).flatMap(({ steps }) => steps);

const publish = workflows.find(({ path }) => path.endsWith('/publish.yml')) as YamlFile;

test('there are workflows for every change and for publishing, and forms for issues', () => {
	expect(workflows.map(({ path }) => path)).toEqual([
		'.github/workflows/ci.yml',
		'.github/workflows/publish.yml',
	]);
	expect(forms.length).toBeGreaterThan(2);
});

test.each(workflows)('$path runs what is there', (workflow) => {
	for (const { run, uses } of stepsOf(workflow)) {
		if (uses !== undefined) expect(uses).toMatch(/^actions\/[\w-]+@v\d+$/);
		const script = /^npm run (\S+)/.exec(run ?? '')?.[1];
		if (script !== undefined) expect(Object.keys(manifest.scripts)).toContain(script);
		if (run?.startsWith('.ci/')) expect(exists(run)).toBe(true);
	}
	expect(workflow.content.permissions).toEqual({ contents: 'read' });
});

test('a version is published from its tag, after all tests, with a statement of its provenance and no secret', () => {
	const { content, text } = publish;
	expect(content.on).toEqual({ push: { tags: [expect.any(String)] } });
	expect(content.jobs.publish.permissions).toEqual({ contents: 'read', 'id-token': 'write' });
	const runs = stepsOf(publish).flatMap(({ run }) => run ?? []);
	expect(runs.slice(-3)).toEqual(['npm ci', 'npm test', 'npm run release']);
	expect(runs[0]).toContain('require("./package.json").version');
	expect(manifest.scripts.release).toBe('n8n-node release');
	expect(text).not.toMatch(/secrets\./);
});

test.each(files)('$path names no registry', ({ text }) => {
	expect(text).not.toMatch(/registry\.|npmmirror|registry-url/);
});

test.each(forms)('$path is a form that GitHub takes', ({ content }) => {
	expect(content).toMatchObject({ name: expect.any(String), description: expect.any(String) });
	expect(content.body.length).toBeGreaterThan(0);
	const ids: string[] = [];
	for (const { type, id, attributes } of content.body) {
		expect(['markdown', 'textarea', 'input', 'dropdown', 'checkboxes']).toContain(type);
		if (type === 'markdown') expect(attributes.value).toEqual(expect.any(String));
		else {
			expect(attributes.label).toEqual(expect.any(String));
			ids.push(id);
		}
	}
	expect(new Set(ids).size).toBe(ids.length);
});

const changelog = page('CHANGELOG.md').text;
const versions = [...changelog.matchAll(/^## (.+)$/gm)].map(([, heading = '']) => heading);

test('the changelog begins with what is not released yet; every version has its date, the newest first', () => {
	const [first, ...released] = versions;
	expect(first).toBe('Unreleased');
	for (const heading of released) expect(heading).toMatch(/^\d+\.\d+\.\d+ - \d{4}-\d\d-\d\d$/);
	const dates = released.map((heading) => heading.split(' - ')[1] ?? '');
	expect(dates).toEqual([...dates].sort().reverse());
});

test('the version of the package is the last one of the changelog, or the first one to come', () => {
	const last = versions[1]?.split(' ')[0];
	expect(manifest.version).toBe(last ?? '0.1.0');
});

test('the parts of the changelog have the names of Keep a Changelog', () => {
	const parts = [...changelog.matchAll(/^### (.+)$/gm)].map(([, heading]) => heading);
	const known = ['Added', 'Changed', 'Deprecated', 'Removed', 'Fixed', 'Security'];
	expect(parts.length).toBeGreaterThan(0);
	expect(parts.filter((part) => !known.includes(part ?? ''))).toEqual([]);
});

test('Docs in the editor leads to the README of the package', () => {
	// Where a node names no page, n8n opens that of its package; a page of the codex gets a query behind its anchor.
	// The member has to be there all the same: n8n drops a codex without it, and with it the words by which a node is found.
	for (const { resources } of [codex, modelCodex, embeddingsCodex, rerankerCodex])
		expect(resources).toEqual({});
	const url = new URL(new Aigc2dApi().documentationUrl);
	expect(url.pathname).toBe(`/package/${manifest.name}`);
});

test('what is said of the repository is said of one', () => {
	const address = manifest.homepage;
	expect(manifest.repository.url).toBe(`git+${address}.git`);
	expect(manifest.bugs.url).toBe(`${address}/issues`);
	for (const link of source('.github/ISSUE_TEMPLATE/config.yml').matchAll(/url: (\S+)/g))
		expect(link[1]).toContain(address);
});
