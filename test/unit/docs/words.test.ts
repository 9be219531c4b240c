import { page, sectionsOf, tableRows, withoutFences } from '../../support/docs/markdown';
import { source } from '../../support/docs/source';
import { shippedSources } from '../../support/sources';

const code = shippedSources()
	.map(({ text }) => text)
	.join('\n');

/** Words between backticks that are names: members of outputs and requests, kinds, codes. */
function namesOn(path: string): string[] {
	const quoted = [...withoutFences(page(path).text).matchAll(/`([^`\n]+)`/g)];
	return quoted.flatMap(([, words = '']) =>
		/^[a-z_]+([.[\]{},\s]+[a-z_]+)*(\[\])?$/.test(words) && !words.startsWith('npm ')
			? words.split(/[^a-z_]+/).filter((name) => name !== '')
			: [],
	);
}

test.each(['operations', 'failures', 'limits', 'cost', 'agents'])(
	'what docs/%s.md has as a name is one in the code',
	(name) => {
		const names = new Set(namesOn(`docs/${name}.md`));
		const isInCode = (each: string) => new RegExp(`\\b${each}\\b`).test(code);
		expect([...names].filter((each) => !isInCode(each) && !elsewhere.has(each))).toEqual([]);
	},
);

/** Names that others use: the column of a Google sheet, and what a gateway says of a model. */
const elsewhere = new Set(['row_number', 'owned_by']);

test('the routes on docs/operations.md are those that are asked', () => {
	const section = sectionsOf(page('docs/operations.md').text).find(
		({ heading }) => heading === 'All operations',
	);
	const routes = tableRows(section?.text ?? '').flatMap(([, route = '']) =>
		[...route.matchAll(/`(?:(?:GET|POST) )?(\/[^`…]+)…?`/g)].map(([, path = '']) => path),
	);
	expect(routes.length).toBeGreaterThan(15);
	const asked = code.replaceAll(/\$\{[^}]*\}/g, '{id}');
	expect(routes.filter((route) => !asked.includes(route.replace(/^\/v1(?=\/)/, '')))).toEqual([]);
});

test('the README names the commands that decide whether a change lands', () => {
	const steps = [...source('.ci/run').matchAll(/^step '(npm [^']+)'/gm)].map(([, step = '']) => step);
	const { text } = page('README.md');
	expect(steps.slice(0, 2)).toEqual(['npm ci && npm test', 'npm run demo']);
	for (const step of steps.slice(0, 2)) expect(text).toContain(`\n${step}\n`);
});
