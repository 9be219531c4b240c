/* eslint-disable @n8n/community-nodes/no-restricted-imports -- reads the project's own files */
import { readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { projectFolder } from '../packed';

/** The text of a file. @param path from the project's folder */
export function source(path: string): string {
	return readFileSync(join(projectFolder, path), 'utf8');
}

/** Names of what is in a folder. @param path from the project's folder */
export function namesIn(path: string): string[] {
	return readdirSync(join(projectFolder, path));
}
