import type { IDataObject, INodeExecutionData } from 'n8n-workflow';
import { isObject } from '../../../nodes/api/json';
import { binary, png, wav } from '../files';
import type { Conversation } from './case';

/** Files for the operations that want some. */
const pictures = {
	data: binary(png(), 'image/png', 'one.png'),
	image_1: binary(png(4, 3), 'image/png', 'two.png'),
};
const sound = { data: binary(wav(), 'audio/wav', 'said.wav') };

/** The parameters of the node for cases that are items of one run: what differs is read from the item. */
export function parametersOf(cases: readonly Conversation[]): IDataObject {
	const { resource, operation } = cases[0] as Conversation;
	const parameters = common(
		cases.map((one) => one.parameters),
		'$json',
	) as IDataObject;
	return { ...parameters, resource, operation };
}

/** The input: an item for each case. */
export function itemsOf(cases: readonly Conversation[]): INodeExecutionData[] {
	return cases.map(({ parameters, resource }) => ({
		json: parameters,
		binary: resource === 'audio' ? sound : pictures,
	}));
}

/** What all have, as it is; what differs, as an expression. */
function common(values: readonly unknown[], path: string): unknown {
	const [first, ...others] = values;
	if (others.every((other) => JSON.stringify(other) === JSON.stringify(first))) return first;
	if (!values.every(isObject)) return `={{ ${path} }}`;
	return Object.fromEntries(
		Object.keys(first as object).map((name) => [
			name,
			common(
				values.map((value) => value[name]),
				`${path}.${name}`,
			),
		]),
	);
}
