/* eslint-disable @n8n/community-nodes/no-restricted-imports -- reads the project's own sources */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { filesBelow, projectFolder } from './packed';

/** A TypeScript source below `nodes/` or `credentials/` and what it imports. */
export interface Source {
	/** Path from the project's folder, without its ending. */
	path: string;
	text: string;
	imports: Import[];
}

export interface Import {
	/** Module name, or path from the project's folder without its ending. */
	target: string;
	/** Only types are imported: nothing is left of it at run time. */
	typeOnly: boolean;
}

/** All shipped sources. */
export function shippedSources(): Source[] {
	return ['nodes', 'credentials'].flatMap((top) =>
		filesBelow(join(projectFolder, top))
			.filter((file) => file.endsWith('.ts'))
			.map((file) => sourceOf(`${top}/${file}`)),
	);
}

function sourceOf(file: string): Source {
	const text = readFileSync(join(projectFolder, file), 'utf8');
	const statements = text.matchAll(
		/^(?:import|export)\s+(type\s+)?([^;]*?)\s+from\s+'([^']+)';/gms,
	);
	const imports = [...statements].map(([, keyword, names = '', module = '']) => ({
		target: module.startsWith('.') ? join(file, '..', module) : module,
		typeOnly: keyword !== undefined || everyNameIsType(names),
	}));
	return { path: file.replace(/\.ts$/, ''), text, imports };
}

function everyNameIsType(names: string): boolean {
	const inside = /^\{([\s\S]*)\}$/.exec(names.trim())?.[1];
	if (inside === undefined) return false;
	const each = inside.split(',').map((name) => name.trim());
	return each.filter((name) => name !== '').every((name) => name.startsWith('type '));
}
