import { readFileSync } from 'node:fs';
import { join } from 'node:path';

/** @typedef {{ name: string, bin: string, major: string }} PlatformNode the npm package that brings Node.js for this platform */

/**
 * @param {string} manifests folder of a package.json and its package-lock.json
 * @returns {PlatformNode}
 * @throws when they name no Node.js for this platform
 */
export function platformNode(manifests) {
	const { packages } = JSON.parse(readFileSync(join(manifests, 'package-lock.json'), 'utf8'));
	const system = `${process.platform === 'win32' ? 'win' : process.platform}-${process.arch}`;
	for (const name of [`node-${system}`, `node-bin-${system}`]) {
		const entry = packages[`node_modules/${name}`];
		if (entry) return { name, bin: entry.bin.node, major: entry.version.split('.')[0] };
	}
	throw new Error(
		`There is no Node.js on npm for ${system}, so n8n cannot be installed here. It works on Linux (x64, arm64), macOS (arm64) and Windows (x64).`,
	);
}

/** Where things are in an install. @param {string} folder @param {PlatformNode} platform */
export function paths(folder, platform) {
	const modules = join(folder, 'node_modules');
	return {
		folder,
		node: join(modules, platform.name, platform.bin),
		n8n: join(modules, 'n8n', 'bin', 'n8n'),
	};
}
