import { inExamples, n8ns, ours } from '../../support/docs/labels';
import { allPages, page, sectionsOf, tableRows, withoutFences } from '../../support/docs/markdown';
import { isForUsers } from '../../support/docs/pageList';

const pages = allPages().filter(({ path }) => isForUsers(path));
const plain = (text: string) => withoutFences(text).replace(/`[^`\n]*`/g, '');

/** What stands in bold, in the parts of a way through several screens; a sentence in bold is none. */
function boldIn(text: string): string[] {
	const shown = plain(text).replace(/<!--[^]*?-->/g, '');
	const bold = [...shown.matchAll(/\*\*([^*\n]+)\*\*/g)].map(([, words = '']) => words);
	return bold.filter((words) => !/[.:?。：]$/.test(words)).flatMap(partsOf);
}

const partsOf = (words: string) => words.split(' → ').map((part) => part.trim());
const isLabel = (part: string) =>
	ours.labels.has(part) || n8ns.labels.has(part) || inExamples.has(part);

test.each(pages)('what $path has in bold stands on the screen', ({ text }) => {
	expect(boldIn(text).filter((part) => !isLabel(part))).toEqual([]);
});

/** Words that are in italics for another reason. */
const emphasized = new Set([
	'italics',
	'斜体',
	'claude',
	'not bought again',
	'Documented',
	'Seen in use',
	'Convention',
	'Again?',
	'At first',
	'Sent as',
	'Nightly ticket summary',
	'AIGC2D API',
	'Window of 100',
	'Parameter "Content" is required.',
]);

// Notes in workflows have names of n8n's nodes so, beside their own in bold.
const notes = 'docs/recipes.md';

test.each(pages.filter(({ path }) => path !== notes))('what $path has in italics can be chosen', ({ text }) => {
	const shown = plain(text).replace(/\*\*[^*\n]+\*\*/g, '');
	const stars = [...shown.matchAll(/(?<![*\w])\*([^*\n]+)\*(?![*\w])/g)];
	const lines = [...shown.matchAll(/(?<!\w)_([^_\n]+)_(?!\w)/g)];
	const italic = [...stars, ...lines].map(([, words = '']) => words);
	const isKnown = (words: string) =>
		ours.choices.has(words) || n8ns.choices.has(words) || emphasized.has(words);
	expect(italic.filter((words) => !isKnown(words))).toEqual([]);
});

const migrate = page('docs/migrate.md').text;

test('docs/migrate.md names fields of this node in its right column, and of the other one in its left', () => {
	const rows = tableRows(migrate).filter(([left, right]) => `${left}${right}`.includes('**'));
	expect(rows.length).toBeGreaterThan(60);
	for (const [left = '', right = ''] of rows) {
		const settings = ['Settings', 'On Error'];
		const unknown = boldIn(right).filter(
			(part) => !ours.labels.has(part) && !settings.includes(part),
		);
		expect([right, unknown]).toEqual([right, []]);
		const foreign = boldIn(left).filter((part) => !n8ns.labels.has(part));
		expect([left, foreign]).toEqual([left, []]);
	}
});

const operationNames = tableRows(
	sectionsOf(page('docs/operations.md').text).find(({ heading }) => heading === 'All operations')
		?.text ?? '',
).flatMap(([first = '']) => /^\[\*\*(.+)\*\*\]/.exec(first)?.[1] ?? []);

test('the operations that docs/operations.md has headings of are those of the node', () => {
	const { text } = page('docs/operations.md');
	const told = sectionsOf(text)
		.map(({ heading }) => heading)
		.filter((heading) => heading.includes(' → '));
	expect(new Set(told)).toEqual(new Set(operationNames));
});
