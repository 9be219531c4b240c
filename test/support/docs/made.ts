/* eslint-disable @n8n/community-nodes/no-restricted-imports, @n8n/community-nodes/no-restricted-globals -- writes the project's own pages when it is asked to */
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { projectFolder } from '../packed';
import { page } from './markdown';

/** Whether the parts of pages that tests make are to be made anew. */
const isWriting = Boolean(process.env.WRITE_DOCS);

const part = /<!-- made: (.+?) -->\n[\s\S]*?<!-- \/made -->/g;

/**
 * Holds the parts of a page that are made (between `<!-- made: NAME -->` and `<!-- /made -->`) to what they are made
 * of, or makes them anew under WRITE_DOCS.
 *
 * @param path of the page, from the project's folder
 * @param make what stands in the part of a name; undefined where there is no such part
 * @throws Error when the page has a part of an unknown name
 */
export function holdParts(path: string, make: (name: string) => string | undefined): void {
	const { text } = page(path);
	const made = text.replace(part, (_all, name: string) => {
		const body = make(name);
		if (body === undefined) throw new Error(`${path} wants "${name}", which nobody makes`);
		return `<!-- made: ${name} -->\n${body.trim()}\n<!-- /made -->`;
	});
	if (isWriting) writeFileSync(join(projectFolder, path), made);
	else expect(text).toBe(made);
}

/** Names of the parts of a page that are made. */
export function partsOf(path: string): string[] {
	return [...page(path).text.matchAll(part)].map(([, name = '']) => name);
}

/** Replaces the first block of language `text` in each section of a page, or holds it to what it should be. */
export function holdScreens(path: string, screens: ReadonlyMap<string, string>): void {
	let { text } = page(path);
	const before = text;
	for (const [heading, screen] of screens) {
		const from = text.indexOf(`\n### ${heading}\n`);
		if (from < 0) throw new Error(`${path} has no heading "${heading}"`);
		const rest = text
			.slice(from)
			.replace(/```text\n[^]*?```/, () => `\`\`\`text\n${screen}\n\`\`\``);
		text = text.slice(0, from) + rest;
	}
	if (isWriting) writeFileSync(join(projectFolder, path), text);
	else expect(before).toBe(text);
}
