import assert from 'node:assert/strict';
import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { projectFolder } from '../../../tools/packProject.mjs';

const docs = join(projectFolder, 'docs');

/** Whether the pages and pictures of docs that tests make are to be made anew. */
export const isWriting = Boolean(process.env.WRITE_DOCS);

/** Where a page or picture is. @param {string[]} path in docs */
export const inDocs = (...path) => join(docs, ...path);

/**
 * Holds a page of docs to what a test has seen, or writes it.
 *
 * @param {string} name of the file, such as `panels.md`
 * @param {string} page
 * @param {string} test that makes it
 */
export async function holdPage(name, page, test) {
	const file = inDocs(name);
	if (isWriting) await writeFile(file, page);
	assert.equal(
		await readFile(file, 'utf8'),
		page,
		`WRITE_DOCS=1 npm run test:n8n -- ${test} makes docs/${name} anew`,
	);
}
