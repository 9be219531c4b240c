import { join, resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { cacheFolder } from '../tools/n8n/cacheFolder.mjs';

/** @typedef {{ way: 'engine' | 'n8n' | 'editor', keep?: string }} Wishes `keep` is the folder that keeps the editor's n8n */

const usage = `npm run demo                                 in n8n's engine, within a minute
npm run demo -- --n8n                        in the real n8n
npm run demo -- --editor [--keep [FOLDER]]   and then in its editor; --keep keeps what you build there`;

/**
 * Reads what was asked for behind `npm run demo --`.
 *
 * @param {string[]} words
 * @returns {Wishes}
 * @throws {Error} with what there is, when it is something else
 */
export function readWishes(words) {
	const { n8n, editor, keep, folders } = parse(words);
	if (n8n && editor) throw new Error(`Choose one of --n8n and --editor.\n${usage}`);
	if (keep && !editor) throw new Error(`--keep goes with --editor.\n${usage}`);
	if (folders.length > (keep ? 1 : 0))
		throw new Error(`What should be done with "${folders.at(-1)}"?\n${usage}`);
	if (!editor) return { way: n8n ? 'n8n' : 'engine' };
	if (!keep) return { way: 'editor' };
	// npm runs scripts in the project's folder, wherever it was called.
	const here = process.env.INIT_CWD ?? '.';
	return {
		way: 'editor',
		keep: folders.length ? resolve(here, folders[0]) : join(cacheFolder(), 'demo-editor'),
	};
}

/** @param {string[]} args */
function parse(args) {
	const is = /** @type {const} */ ({ type: 'boolean', default: false });
	try {
		const options = { n8n: is, editor: is, keep: is };
		const { values, positionals } = parseArgs({ args, options, allowPositionals: true });
		return { ...values, folders: positionals };
	} catch (error) {
		throw new Error(`${error.message}\n${usage}`);
	}
}
