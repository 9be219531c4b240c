/* eslint-disable @n8n/community-nodes/no-restricted-imports -- reads the workflows of the project */
import { readFileSync } from 'node:fs';
import type { INodeProperties } from 'n8n-workflow';
import { Aigc2dApi } from '../../../credentials/Aigc2dApi.credentials';
import { Aigc2d } from '../../../nodes/Aigc2d/Aigc2d.node';
import { resources } from '../../../nodes/Aigc2d/resources';
import { EmbeddingsAigc2d } from '../../../nodes/EmbeddingsAigc2d/EmbeddingsAigc2d.node';
import { LmChatAigc2d } from '../../../nodes/LmChatAigc2d/LmChatAigc2d.node';
import { RerankerAigc2d } from '../../../nodes/RerankerAigc2d/RerankerAigc2d.node';
import { filesBelow, projectFolder } from '../packed';
import theirs from './n8nLabels.json';

const nodes = [new Aigc2d(), new LmChatAigc2d(), new EmbeddingsAigc2d(), new RerankerAigc2d()];
const credential = new Aigc2dApi();

/** What is on the screen of an editor: labels of fields, names of nodes, operations and choices. */
interface Labels {
	labels: Set<string>;
	choices: Set<string>;
}

/** What our nodes and credential show. */
export const ours: Labels = collect([
	...nodes.flatMap(({ description }) => description.properties),
	...credential.properties,
]);
for (const { description } of nodes) ours.labels.add(description.displayName);
ours.labels.add(credential.displayName);
for (const { name, operations } of resources) {
	ours.labels.add(name);
	for (const operation of operations) {
		ours.labels.add(operation.name);
		ours.labels.add(operation.action);
	}
}
// The input, which no property tells.
ours.labels.add('Tools');
// Of a list of models.
ours.choices.add('By ID');

/** What n8n itself shows, and its own nodes; test/n8n/labels.test.mjs holds them to an n8n. */
export const n8ns: Labels = {
	labels: new Set(Object.values(theirs.labels).flat()),
	choices: new Set(theirs.choices),
};

/** Names of the nodes in the workflows of examples/. */
export const inExamples: ReadonlySet<string> = new Set(
	filesBelow(`${projectFolder}/examples`)
		.filter((file) => file.endsWith('.json'))
		.map((file) => JSON.parse(readFileSync(`${projectFolder}/examples/${file}`, 'utf8')) as unknown)
		.flatMap((workflow) => (workflow as { nodes?: Array<{ name: string }> }).nodes ?? [])
		.map(({ name }) => name),
);

function collect(properties: readonly INodeProperties[]): Labels {
	const labels = new Set<string>();
	const choices = new Set<string>();
	const visit = ({ displayName, options = [] }: INodeProperties): void => {
		labels.add(displayName);
		for (const option of options) {
			if ('values' in option) option.values.forEach(visit);
			else if ('displayName' in option) visit(option);
			else choices.add(option.name);
		}
	};
	properties.forEach(visit);
	return { labels, choices };
}
