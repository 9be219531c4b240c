import assert from 'node:assert/strict';
import { readFile } from 'node:fs/promises';
import { test } from 'node:test';
import { packedN8n } from './support/packedN8n.mjs';

/*
 * The labels of n8n's own nodes that docs name (test/support/docs/n8nLabels.json) are those of the real n8n.
 */

const file = new URL('../support/docs/n8nLabels.json', import.meta.url);
const { labels } = JSON.parse(await readFile(file, 'utf8'));
const n8n = await packedN8n();
const nodes = await n8n.exportNodes();

/** All that the versions of a node show: labels, and names of choices and operations. */
function shownBy(name) {
	const shown = new Set();
	const visit = (value) => {
		if (typeof value !== 'object' || value === null) return;
		for (const key of ['displayName', 'name', 'action'])
			if (typeof value[key] === 'string') shown.add(value[key]);
		Object.values(value).forEach(visit);
	};
	visit(nodes.filter((node) => node.name.split('.').at(-1) === name));
	return shown;
}

const { editor, nodes: names, openAiApi, ...byNode } = labels;

for (const [node, wanted] of Object.entries(byNode)) {
	test(`${node} of n8n has the labels that docs name.`, () => {
		const shown = shownBy(node);
		assert.ok(shown.size > 0, `n8n has no node ${node}`);
		assert.deepEqual(
			wanted.filter((label) => !shown.has(label)),
			[],
		);
	});
}

test('The nodes of n8n that docs name are there.', () => {
	// Some have their older name behind it: "Edit Fields (Set)".
	const there = new Set(nodes.map(({ displayName }) => displayName.replace(/ \(.*\)$/, '')));
	assert.deepEqual(
		names.filter((name) => !there.has(name)),
		[],
	);
});
