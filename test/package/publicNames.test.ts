import type { INodeProperties } from 'n8n-workflow';
import { Aigc2dApi } from '../../credentials/Aigc2dApi.credentials';
import { Aigc2d } from '../../nodes/Aigc2d/Aigc2d.node';
import { EmbeddingsAigc2d } from '../../nodes/EmbeddingsAigc2d/EmbeddingsAigc2d.node';
import { LmChatAigc2d } from '../../nodes/LmChatAigc2d/LmChatAigc2d.node';
import { RerankerAigc2d } from '../../nodes/RerankerAigc2d/RerankerAigc2d.node';
import pinned from './publicNames.json';

/**
 * Workflows of users depend on these names, and on the values of dropdowns (`name=value`). Some may be added; none may
 * go or change. A new one is pinned when it stands in the file.
 */
type Names = Record<string, string[]>;

function namesOf(fields: readonly INodeProperties[], within = ''): string[] {
	return fields.flatMap(({ name, options = [] }) => {
		const path = within + name;
		const inner = options.flatMap((option) => {
			if ('values' in option) return namesOf(option.values, `${path}.${option.name}.`);
			return 'displayName' in option ? namesOf([option], `${path}.`) : [`${path}=${option.value}`];
		});
		return [path, ...inner];
	});
}

/** The names of a node by what they are shown for: `all`, a resource, or `resource.operation`. */
function byOperation(fields: readonly INodeProperties[]): Names {
	const names: Names = {};
	for (const field of fields) {
		const { resource = [], operation = [''] } = field.displayOptions?.show ?? {};
		for (const where of resource.length === 0 ? [''] : resource) {
			for (const what of operation) {
				const place = [where, what].filter((part) => part !== '').join('.') || 'all';
				(names[place] ??= []).push(...namesOf([field]));
			}
		}
	}
	return names;
}

/** What is in the file and not among the names. */
function missing(now: Names, was: Names): string[] {
	return Object.entries(was).flatMap(([place, names]) =>
		names.filter((name) => !now[place]?.includes(name)).map((name) => `${place}: ${name}`),
	);
}

test('the names of the node and its fields are all there', () => {
	const { name, version, credentials, outputs, properties } = new Aigc2d().description;
	expect({ name, version, credential: credentials?.[0]?.name, outputs }).toEqual({
		name: 'aigc2d',
		version: 1,
		credential: 'aigc2dApi',
		outputs: ['main'],
	});
	const all = byOperation(properties);
	// Limits and retries, which every operation has.
	const { throughput, ...operations }: Names = pinned.aigc2d;
	expect(missing(all, operations)).toEqual([]);
	for (const place of Object.keys(operations).filter((each) => each.includes('.'))) {
		expect(missing(all, { [place]: throughput ?? [] })).toEqual([]);
	}
});

test('the names of the credential are all there', () => {
	const { name, properties } = new Aigc2dApi();
	expect(name).toBe('aigc2dApi');
	expect(missing({ all: namesOf(properties) }, pinned.aigc2dApi)).toEqual([]);
});

test.each([
	['lmChatAigc2d', new LmChatAigc2d(), 'ai_languageModel', pinned.lmChatAigc2d],
	['embeddingsAigc2d', new EmbeddingsAigc2d(), 'ai_embedding', pinned.embeddingsAigc2d],
	['rerankerAigc2d', new RerankerAigc2d(), 'ai_reranker', pinned.rerankerAigc2d],
])('the names of the sub-node %s are all there', (type, node, output, names) => {
	const { name, version, outputs, properties } = node.description;
	expect({ name, version, outputs }).toEqual({ name: type, version: 1, outputs: [output] });
	expect(missing({ all: namesOf(properties) }, names)).toEqual([]);
});
