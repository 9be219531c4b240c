/* eslint-disable @n8n/community-nodes/no-restricted-imports, @n8n/community-nodes/no-restricted-globals, @n8n/community-nodes/no-dangerous-functions --
   packs, unpacks and scans the package as npm and n8n do */
import { execFileSync } from 'node:child_process';
import { mkdtempSync, readdirSync, readFileSync, rmSync, symlinkSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, relative, resolve } from 'node:path';

/** The project's folder. */
export const projectFolder = resolve(__dirname, '../..');

/** A packed and unpacked tarball in a temporary folder. */
export interface Packed {
	/** Folder with the files of the package. */
	folder: string;
	/** Paths of the files within it, sorted. */
	files: string[];
	/** The text of one of them. */
	read(file: string): string;
	remove(): void;
}

/** Packs what was last built (`npm run build`) with npm, and unpacks it. */
export function pack(): Packed {
	const temporary = mkdtempSync(join(tmpdir(), 'n8n-nodes-aigc2d-'));
	const options = { cwd: projectFolder, encoding: 'utf8' } as const;
	const printed = execFileSync(
		'npm',
		['pack', '--json', '--ignore-scripts', '--pack-destination', temporary],
		{ ...options, stdio: ['ignore', 'pipe', 'ignore'], shell: process.platform === 'win32' },
	);
	const [{ filename }] = JSON.parse(printed);
	execFileSync('tar', ['-xzf', filename], { cwd: temporary });
	// In n8n the peers of a package resolve from n8n itself; here from the project.
	symlinkSync(join(projectFolder, 'node_modules'), join(temporary, 'node_modules'), 'junction');
	const folder = join(temporary, 'package');
	return {
		folder,
		files: filesBelow(folder),
		read: (file) => readFileSync(join(folder, file), 'utf8'),
		remove: () => rmSync(temporary, { recursive: true, force: true }),
	};
}

/** Paths of all files below a folder, relative to it, with `/` between their parts. */
export function filesBelow(folder: string): string[] {
	return readdirSync(folder, { recursive: true, withFileTypes: true })
		.filter((entry) => entry.isFile())
		.map((entry) => relative(folder, join(entry.parentPath, entry.name)).replace(/\\/g, '/'))
		.sort();
}

/** The verdict of n8n's own scanner on a folder. */
export function scan(
	folder: string,
	leg: 'source' | 'tarball',
): { passed: boolean; details?: string } {
	const script = join(__dirname, 'scan.mjs');
	// The scanner is an ES module, which jest cannot load; and under NODE_ENV=test, which jest sets,
	// the rules behind it judge by file names of their own tests.
	const { execPath, env } = process;
	const printed = execFileSync(execPath, [script, folder, leg], {
		encoding: 'utf8',
		env: { ...env, NODE_ENV: 'production' },
	});
	return JSON.parse(printed);
}
