import type { INodeProperties, INodePropertyOptions } from 'n8n-workflow';
import { Aigc2d } from '../../../nodes/Aigc2d/Aigc2d.node';

/** The choices of Reasoning Effort. */
export function reasoningEfforts(): string[] {
	const field = optionFields().find(({ name }) => name === 'reasoningEffort');
	return (field?.options ?? []).map((choice) => String((choice as INodePropertyOptions).value));
}

/** Fields of the operation as the node describes them, without those of delivery, which shape no request. */
export function chatFields(): INodeProperties[] {
	return new Aigc2d().description.properties.filter(({ name, displayOptions }) => {
		if (name === 'throughput') return false;
		const { resource, operation } = displayOptions?.show ?? {};
		return resource?.includes('chat') && operation?.includes('complete');
	});
}

/** Fields of the collection Options. */
export function optionFields(): INodeProperties[] {
	const options = chatFields().find(({ name }) => name === 'options');
	return (options?.options ?? []) as INodeProperties[];
}

/** The paths of the values that a person can fill within a field. */
export function paths(field: INodeProperties): string[] {
	// What is shown in several ways is one value.
	return [...new Set(leaves(field).map(({ path }) => path))];
}

function leaves(
	field: INodeProperties,
	above = '',
): Array<{ path: string; leaf: INodeProperties }> {
	const path = above + field.name;
	const within = (inner: INodeProperties[], name: string) =>
		inner.flatMap((member) => leaves(member, `${name}.`));
	if (field.type === 'collection') return within(field.options as INodeProperties[], path);
	if (field.type === 'fixedCollection') {
		const groups = field.options as Array<{ name: string; values: INodeProperties[] }>;
		return groups.flatMap(({ name, values }) => within(values, `${path}.${name}`));
	}
	return [{ path, leaf: field }];
}

/** The choices of all dropdowns within a field. */
export function choices(field: INodeProperties): Array<{ path: string; value: string }> {
	return leaves(field)
		.filter(({ leaf }) => leaf.type === 'options')
		.flatMap(({ path, leaf }) =>
			(leaf.options ?? []).map((choice) => ({
				path,
				value: String((choice as INodePropertyOptions).value),
			})),
		);
}
