/* eslint-disable @n8n/community-nodes/no-restricted-imports -- comes with n8n's own tools; only tests read YAML */
import { parse } from 'yaml';
import { filesBelow, projectFolder } from '../packed';
import { source } from './source';

/** A YAML file below `.github`. */
export interface YamlFile {
	/** From the project's folder. */
	path: string;
	text: string;
	// eslint-disable-next-line @typescript-eslint/no-explicit-any -- whatever stands in it
	content: any;
}

/** Every YAML file below `.github`. @throws Error for one that is none */
export function yamlFiles(): YamlFile[] {
	return filesBelow(`${projectFolder}/.github`)
		.filter((file) => /\.ya?ml$/.test(file))
		.map((file) => {
			const path = `.github/${file}`;
			const text = source(path);
			return { path, text, content: parse(text) };
		});
}
