/* eslint-disable @n8n/community-nodes/no-restricted-imports -- reads the project's own pages */
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { filesBelow, projectFolder } from '../packed';

/** A page in Markdown. */
export interface Page {
	/** From the project's folder, such as `docs/limits.md`. */
	path: string;
	text: string;
}

/** A block between lines of three backticks. */
export interface Fence {
	/** Such as `json`; empty where it says none. */
	language: string;
	/** What stands behind the language: what a test should hold the block to. */
	about: string;
	body: string;
}

/** A heading and all below it, down to the next one of its level or a higher one. */
export interface Section {
	heading: string;
	level: number;
	/** Without the heading. */
	text: string;
}

/** A page of the project. @param path from the project's folder */
export function page(path: string): Page {
	return { path, text: readFileSync(join(projectFolder, path), 'utf8') };
}

/** Whether the project has a file or folder. @param path from its folder */
export function exists(path: string): boolean {
	return existsSync(join(projectFolder, path));
}

/** Every page that people read: those in the project's folder, and of docs, tools and `.github`. */
export function allPages(): Page[] {
	const top = ['README.md', 'CONTRIBUTING.md', 'CHANGELOG.md', 'SECURITY.md'];
	const inside = ['docs', '.github', 'tools/gateway'].flatMap((folder) =>
		filesBelow(join(projectFolder, folder))
			.filter((file) => file.endsWith('.md') && !file.includes('node_modules/'))
			.map((file) => `${folder}/${file}`),
	);
	return [...top, ...inside].map(page);
}

/** Every picture in docs. */
export function pictures(): string[] {
	return filesBelow(join(projectFolder, 'docs'))
		.filter((file) => /\.(png|svg)$/.test(file))
		.map((file) => `docs/${file}`);
}

/** What the editor's users read; the others are for developers, or are written by measurements. */
export const userPages = [
	'README.md',
	'docs/README.zh-CN.md',
	'docs/agents.md',
	'docs/cost.md',
	'docs/failures.md',
	'docs/install.md',
	'docs/limits.md',
	'docs/migrate.md',
	'docs/operations.md',
];

const fence = /^ *```([\w-]*)(?: ([^\n]*))?\n([\s\S]*?)^ *```$/gm;

/** The blocks of a page. */
export function fencesOf(text: string): Fence[] {
	return [...text.matchAll(fence)].map(([, language = '', about = '', body = '']) => ({
		language,
		about,
		body,
	}));
}

/** The page without its blocks. */
export function withoutFences(text: string): string {
	return text.replace(fence, '');
}

/** The headings of a page with what is below them. */
export function sectionsOf(text: string): Section[] {
	const headings = [...withoutFences(text).matchAll(/^(#{1,6}) (.+)$/gm)];
	return headings.map(([line, marks = '', heading = '']) => {
		const from = text.indexOf(`${line}\n`) + line.length + 1;
		const next = new RegExp(`^#{1,${marks.length}} `, 'm').exec(text.slice(from));
		const end = next === null ? text.length : from + next.index;
		return { heading, level: marks.length, text: text.slice(from, end) };
	});
}

/** The name of a heading in a link, where no heading before it has the same. */
export function anchorOf(heading: string): string {
	return heading
		.replace(/\[([^\]]*)\]\([^)]*\)/g, '$1')
		.trim()
		.toLowerCase()
		.replace(/[^\p{L}\p{N}\s_-]/gu, '')
		.replace(/\s/g, '-');
}

/** The names that a link to a part of the page can have, as GitHub and npm make them of headings. */
export function anchorsOf(text: string): string[] {
	const own = [...text.matchAll(/<a id="([^"]+)"/g)].map(([, id = '']) => id);
	const seen = new Map<string, number>();
	const made = sectionsOf(text).map(({ heading }) => {
		const name = anchorOf(heading);
		const before = seen.get(name) ?? 0;
		seen.set(name, before + 1);
		return before === 0 ? name : `${name}-${before}`;
	});
	return [...own, ...made];
}

/** Where the links and pictures of a page lead. */
export function linksOf(text: string): string[] {
	const shown = withoutFences(text).replace(/`[^`\n]*`/g, '');
	return [...shown.matchAll(/\]\(([^)\s]+)\)/g)].map(([, target = '']) => target);
}

/** Rows of the tables of a text, as their cells; the rows of lines under headings are left out. */
export function tableRows(text: string): string[][] {
	return text
		.split('\n')
		.filter((line) => /^\|.*\|$/.test(line) && !/^[|:\s-]+$/.test(line))
		.map((line) =>
			line
				.slice(1, -1)
				.split(/(?<!\\)\|/)
				.map((cell) => cell.trim()),
		);
}
