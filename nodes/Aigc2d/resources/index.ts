import type { INodeProperties } from 'n8n-workflow';
import { getBalance } from './account/getBalance';
import { speech } from './audio/speech';
import { transcribe } from './audio/transcribe';
import { translateRecording } from './audio/translate';
import { chatComplete } from './chat/complete';
import { claudeComplete } from './claude/completeLegacy';
import { claudeMessage } from './claude/message';
import { createEmbedding } from './embedding/create';
import { throughputField } from '../../fields/throughput';
import { editImage } from './image/edit';
import { generateImage } from './image/generate';
import { action } from './midjourney/action';
import { blend } from './midjourney/blend';
import { change } from './midjourney/change';
import { describe } from './midjourney/describe';
import { getMidjourneyTask } from './midjourney/getTask';
import { imagine } from './midjourney/imagine';
import { getMany } from './model/getMany';
import type { Operation, Resource } from './operation';
import { rank } from './rerank/rank';
import { sendRequest } from './request/send';
import { getStableDiffusionTask } from './stableDiffusion/getTask';
import { imageToImage } from './stableDiffusion/imageToImage';
import { textToImage } from './stableDiffusion/textToImage';
import { completeLegacy } from './text/completeLegacy';
import { extract } from './text/extract/extract';
import { summarize } from './text/summarize/summarize';
import { translate } from './text/translate/translate';

/** Every resource with its operations. Dropdowns, fields and dispatch derive from this table. */
export const resources: readonly Resource[] = [
	{ value: 'chat', name: 'Chat', operations: [chatComplete] },
	{ value: 'text', name: 'Text', operations: [summarize, translate, extract, completeLegacy] },
	{ value: 'claude', name: 'Claude', operations: [claudeMessage, claudeComplete] },
	{ value: 'image', name: 'Image', operations: [generateImage, editImage] },
	{
		value: 'stableDiffusion',
		name: 'Stable Diffusion',
		operations: [textToImage, imageToImage, getStableDiffusionTask],
	},
	{
		value: 'midjourney',
		name: 'Midjourney',
		operations: [imagine, action, change, blend, describe, getMidjourneyTask],
	},
	{ value: 'embedding', name: 'Embedding', operations: [createEmbedding] },
	{ value: 'rerank', name: 'Rerank', operations: [rank] },
	{ value: 'audio', name: 'Audio', operations: [speech, transcribe, translateRecording] },
	{ value: 'model', name: 'Model', operations: [getMany] },
	{ value: 'account', name: 'Account', operations: [getBalance] },
	{ value: 'request', name: 'Request', operations: [sendRequest] },
];

/** What the node says of itself on the canvas, such as `Midjourney: Get Task`, as an expression. */
export const subtitle = `={{ (${JSON.stringify(namesOfOperations())})[$parameter["resource"] + "." + $parameter["operation"]] }}`;

/**
 * What can be connected to the node: items, and tools where the operation takes them, as an expression. The twin of the
 * node that is a tool itself has no inputs; n8n takes them away.
 */
export const inputs = `={{ ${JSON.stringify(withTools())}.includes($parameter["resource"] + "." + $parameter["operation"]) ? ["main", { "type": "ai_tool", "displayName": "Tools" }] : ["main"] }}` as const;

function withTools(): string[] {
	return resources.flatMap(({ value, operations }) =>
		operations.filter(({ takesTools }) => takesTools).map((each) => `${value}.${each.value}`),
	);
}

function namesOfOperations(): { [operation: string]: string } {
	const names = resources.flatMap(({ value, name, operations }) =>
		operations.map((each): [string, string] => [`${value}.${each.value}`, `${name}: ${each.name}`]),
	);
	return Object.fromEntries(names);
}

/** The parameters of the node: resource, operation, and the fields of each operation. */
export const properties: INodeProperties[] = [
	{
		displayName: 'Resource',
		name: 'resource',
		type: 'options',
		noDataExpression: true,
		options: resources.map(({ value, name }) => ({ value, name })),
		default: 'chat',
	},
	...resources.flatMap((resource) => [
		operationField(resource),
		...resource.operations.flatMap((operation) =>
			[...operation.fields, throughputField].map(({ property }) =>
				shownFor(resource, operation, property),
			),
		),
	]),
];

/**
 * The operation that a node is set to.
 *
 * @throws Error when the workflow names one that this version does not have
 */
export function findOperation(resource: unknown, operation: unknown): Operation {
	const found = resources
		.find(({ value }) => value === resource)
		?.operations.find(({ value }) => value === operation);
	if (!found)
		throw new Error(
			`This version of the node has no operation ${String(resource)}: ${String(operation)}`,
		);
	return found;
}

function operationField(resource: Resource): INodeProperties {
	const first = resource.operations[0].value;
	return {
		displayName: 'Operation',
		name: 'operation',
		type: 'options',
		noDataExpression: true,
		displayOptions: { show: { resource: [resource.value] } },
		options: resource.operations.map(({ value, name, action, description }) => ({
			value,
			name,
			action,
			description,
		})),
		default: first,
	};
}

function shownFor(
	resource: Resource,
	operation: Operation,
	field: INodeProperties,
): INodeProperties {
	const show = {
		resource: [resource.value],
		operation: [operation.value],
		...field.displayOptions?.show,
	};
	return { ...field, displayOptions: { ...field.displayOptions, show } };
}
