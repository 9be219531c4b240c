/* eslint-disable @n8n/community-nodes/no-restricted-imports -- n8n serves these files */
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { resources } from '../../nodes/Aigc2d/resources';
import { gatewayFor, item, scenes } from '../support/leaks/scenes';
import { runOperation } from '../support/operation';
import { projectFolder } from '../support/packed';

/** What n8n shows of the output of a node that has not run yet, so that it can be dragged into fields of the next. */
interface Preview {
	type: string;
	properties?: { [name: string]: Preview };
	items?: Preview;
}

const folder = join(projectFolder, 'nodes/Aigc2d/__schema__/v1.0.0');
const previewOf = (operation: string) =>
	JSON.parse(readFileSync(`${folder}/${operation.replace('.', '/')}.json`, 'utf8')) as Preview;

/** What a preview says and the value is not; null stands for what a gateway did not send. */
function differences(value: unknown, preview: Preview, at = ''): string[] {
	if (value === null || value === undefined || preview.type === 'null') return [];
	const { properties } = preview;
	// What a user asks for, or a route of his own answers, is of any form.
	if (properties !== undefined && Object.keys(properties).length === 0) return [];
	const type = Array.isArray(value) ? 'array' : typeof value;
	const wanted = preview.type === 'integer' ? 'number' : preview.type;
	if (type !== wanted) return [`${at} is ${type}, not ${wanted}`];
	if (Array.isArray(value)) return differences(value[0], preview.items as Preview, `${at}[]`);
	return Object.entries(properties ?? {}).flatMap(([name, inner]) =>
		differences((value as { [name: string]: unknown })[name], inner, `${at}.${name}`),
	);
}

test('every operation has a preview of its output, and there is no other', () => {
	const files = readdirSync(folder, { recursive: true, encoding: 'utf8' });
	const previewed = files.filter((file) => file.endsWith('.json'));
	const all = resources.flatMap(({ value, operations }) =>
		operations.map((operation) => `${value}/${operation.value}.json`),
	);
	expect(previewed.sort()).toEqual(all.sort());
});

// A task that failed is a failed item.
const good = scenes
	.map((scene, number) => ({ ...scene, number }))
	.filter(({ good: { status } }) => status !== 'FAILURE');

test.each(good)(
	'the preview of $operation shows members that the output has, in their order (answer $number)',
	async (scene) => {
		const { items } = await runOperation(
			gatewayFor(scene, scene.good),
			scene.operation,
			scene.parameters,
			{ items: [item] },
		);
		const preview = previewOf(scene.operation);
		const shown = Object.keys(preview.properties ?? {});
		const made = Object.keys(items[0]?.json ?? {}).filter((name) => shown.includes(name));
		expect(made).toEqual(shown);
		expect(differences(items[0]?.json, preview)).toEqual([]);
	},
);
