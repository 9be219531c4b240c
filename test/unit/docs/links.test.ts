import { anchorsOf, allPages, exists, linksOf, page, pictures } from '../../support/docs/markdown';

/** Pages that are written elsewhere and not here yet. Whoever brings one takes it off this list. */
const announced = ['docs/scaling-figures.md'];

/** A path as it is from the project's folder. */
function resolved(from: string, target: string): string {
	const parts = target.startsWith('/') ? [] : from.split('/').slice(0, -1);
	for (const part of target.split('/')) {
		if (part === '..') parts.pop();
		else if (part !== '.' && part !== '') parts.push(part);
	}
	return parts.join('/');
}

const isOutside = (target: string) => /^(https?|mailto):/.test(target);

test.each(allPages())('links and pictures of $path lead somewhere', ({ path, text }) => {
	const broken = linksOf(text)
		.filter((target) => !isOutside(target))
		.filter((target) => {
			const [file = '', anchor] = decodeURI(target).split('#');
			const to = file === '' ? path : resolved(path, file);
			if (announced.includes(to)) return false;
			if (!exists(to)) return true;
			return anchor !== undefined && !anchorsOf(page(to).text).includes(anchor);
		});
	expect(broken).toEqual([]);
});

test('no page is announced that is there', () => {
	expect(announced.filter(exists)).toEqual([]);
});

test('every page of docs can be reached from the README', () => {
	const seen = new Set<string>(['README.md']);
	for (const path of seen) {
		const targets = linksOf(page(path).text).filter((target) => !isOutside(target));
		for (const target of targets) {
			const to = resolved(path, target.split('#')[0] ?? '');
			if (to.endsWith('.md') && exists(to)) seen.add(to);
		}
	}
	const docs = allPages().filter(({ path }) => path.startsWith('docs/'));
	expect(docs.filter(({ path }) => !seen.has(path)).map(({ path }) => path)).toEqual([]);
});

test('every picture of docs is shown on a page', () => {
	const shown = new Set(
		allPages().flatMap(({ path, text }) => linksOf(text).map((target) => resolved(path, target))),
	);
	expect(pictures().filter((picture) => !shown.has(picture))).toEqual([]);
});
