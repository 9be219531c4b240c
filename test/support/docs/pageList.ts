import { allPages, sectionsOf, userPages } from './markdown';

/** Written by measurements and tests, or about how it is built. */
const forDevelopers = [
	'bench',
	'crash',
	'faults',
	'first-answer',
	'hostile',
	'limiter',
	'mutation',
	'panels',
	'reports',
	'soak',
	'stop',
];

/** For those who run n8n's servers: what it names is seldom on a screen. */
const forOperators = ['scaling', 'scaling-figures'];

/** A list of all pages in docs, by their first headings. */
export function pageList(): string {
	const pages = allPages()
		.filter(({ path }) => path.startsWith('docs/'))
		.map(({ path, text }) => ({ path, title: sectionsOf(text)[0]?.heading ?? path }));
	const isOurs = ({ path }: { path: string }) =>
		forDevelopers.some((name) => path === `docs/${name}.md`);
	const line = (list: typeof pages) =>
		list.map(({ path, title }) => `[${title}](${path})`).join(' · ');
	const users = pages.filter((each) => !isOurs(each));
	return `${line(users)}\n\nMeasured and tried: ${line(pages.filter(isOurs))}`;
}

/** Pages for the users of the editor that are in docs. */
export const isForUsers = (path: string) =>
	userPages.includes(path) || (path.startsWith('docs/') && ![...forDevelopers, ...forOperators].includes(nameOf(path)));

const nameOf = (path: string) => path.replace(/^docs\/|\.md$/g, '');
