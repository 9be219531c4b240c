import { namesIn } from './source';

/** The versions of n8n that tests install: `tools/n8n` has a folder for each. */
export function installedVersions(): { newest: string; oldest: string } {
	const versions = namesIn('tools/n8n').filter((name) => /^\d+\.\d+\.\d+$/.test(name));
	const major = (version: string) => Number(version.split('.')[0]);
	const [oldest = '', newest = ''] = versions.sort((one, other) => major(one) - major(other));
	return { newest, oldest };
}
