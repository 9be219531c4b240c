import { failureKinds } from '../../../nodes/api/failureKinds';
import { holdScreens } from '../../support/docs/made';
import { failedBy, mistakes, screenOf } from '../../support/docs/mistakes';
import { fencesOf, page, sectionsOf, tableRows } from '../../support/docs/markdown';

const path = 'docs/failures.md';

test('docs/failures.md shows what the node says to each mistake', async () => {
	const screens = new Map<string, string>();
	for (const mistake of mistakes) {
		const { title, text } = await screenOf(mistake);
		screens.set(mistake.heading, `${title}\n${text}`.trim());
	}
	holdScreens(path, screens);
});

test.each(mistakes.filter(({ isStopped }) => !isStopped))(
	'"$heading" is of the kind $kind',
	async (mistake) => {
		const { error } = await failedBy(mistake);
		expect(error.kind).toBe(mistake.kind);
	},
);

test('docs/failures.md has a mistake of every kind, below the heading of its kind, and no other', () => {
	const kinds = Object.keys(failureKinds);
	const sections = sectionsOf(page(path).text).filter(({ level }) => level === 2);
	const told = sections.flatMap(({ heading, text }) => {
		const kind = kinds.find((each) => heading.endsWith(`\`${each}\``));
		const inside = [...text.matchAll(/^### (.+)$/gm)].map(([, name = '']) => name);
		return kind === undefined ? [] : inside.map((name) => `${kind}: ${name}`);
	});
	expect(told).toEqual(mistakes.map(({ kind, heading }) => `${kind}: ${heading}`));
	expect(new Set(mistakes.map(({ kind }) => kind))).toEqual(new Set(kinds));
});

test('every mistake on docs/failures.md says why, and what to do', () => {
	for (const { heading } of mistakes) {
		const section = sectionsOf(page(path).text).find((each) => each.heading === heading);
		expect([heading, section?.text]).toEqual([heading, expect.stringMatching(/^Why: .+$/m)]);
		expect([heading, section?.text]).toEqual([heading, expect.stringMatching(/^What to do: .+$/m)]);
	}
});

test('docs/README.zh-CN.md tells each of these texts', () => {
	const titles = sectionsOf(page(path).text).flatMap(({ heading, text }) =>
		mistakes.some((mistake) => mistake.heading === heading)
			? [(fencesOf(text)[0]?.body.split('\n')[0] ?? '').replace(/ \[Item 0\]$/, '')]
			: [],
	);
	const rows = tableRows(page('docs/README.zh-CN.md').text).map(([first = '']) => first);
	for (const title of titles) expect(rows).toContain(title.replaceAll('`', "'"));
});
