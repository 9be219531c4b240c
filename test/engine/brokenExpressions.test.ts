import type { IDataObject, INodeExecutionData, INodeProperties } from 'n8n-workflow';
import { resources } from '../../nodes/Aigc2d/resources';
import { throughputField } from '../../nodes/fields/throughput';
import { openGateway } from '../support/chat';
import { binary, png, wav } from '../support/files';
import { always } from '../support/gateway';
import { runOperationAt } from '../support/operation';

/** n8n cannot evaluate it: there is no such node. */
const broken = "={{ $('Nowhere').item.json.value }}";

/** Usable values of what has to be filled. */
const filled: IDataObject = {
	model: { __rl: true, mode: 'id', value: 'test-model' },
	messages: { values: [{ role: 'user', content: 'Hello' }] },
	text: 'Hello',
	prompt: 'Hello',
	targetLanguage: { __rl: true, mode: 'id', value: 'de' },
	fields: { values: [{ name: 'total', type: 'number' }] },
	taskId: '1712204995849323521',
	button: 'MJ::JOB::upsample::1',
	path: '/v1/moderations',
	query: 'What is it?',
	documents: 'One\nAnother',
};

const picture = binary(png(), 'image/png', 'picture.png');
const sound = binary(wav(), 'audio/wav', 'said.wav');

/** The files that an operation without a fault in its fields would take. */
function itemFor(resource: string): INodeExecutionData {
	const data = resource === 'audio' ? sound : picture;
	return { json: {}, binary: { data, image_1: picture } };
}

/** A broken expression in a field, or in the first thing that can be added to it. */
function brokenIn({ type, options = [] }: INodeProperties): IDataObject | string {
	// n8n takes no expression for a list of rows, only for what is in one.
	if (type === 'resourceLocator') return { __rl: true, mode: 'id', value: broken };
	const [first] = options;
	if (type === 'collection' && first && 'type' in first) return { [first.name]: brokenIn(first) };
	if (first && 'values' in first) {
		const needed = first.values.filter(({ required }) => required).map(({ name }) => [name, 'x']);
		const row = { ...Object.fromEntries(needed), [String(first.values[0]?.name)]: broken };
		return { [first.name]: [row] };
	}
	return broken;
}

/** Values by which a field is shown. */
function shown({ displayOptions }: INodeProperties): IDataObject {
	const conditions = Object.entries(displayOptions?.show ?? {});
	return Object.fromEntries(conditions.map(([name, values]) => [name, values?.[0]])) as IDataObject;
}

const rows = resources.flatMap(({ value: resource, operations }) =>
	operations.flatMap(({ value, fields }) =>
		[...fields, throughputField]
			.map(({ property }) => property)
			.filter(({ type }) => type !== 'notice')
			.map((property) => ({ resource, operation: value, property, label: property.displayName })),
	),
);

test.each(rows)(
	'$resource, $operation: an expression that cannot be evaluated is told of $label',
	async ({ resource, operation, property, label }) => {
		const gateway = await openGateway(always({}));
		const { items } = await runOperationAt(
			gateway,
			`${resource}.${operation}`,
			{ ...filled, ...shown(property), [property.name]: brokenIn(property) },
			{ items: [itemFor(resource)], onError: 'continueRegularOutput' },
		);
		expect(items[0]?.json).toMatchObject({
			message: expect.stringContaining(`${label} cannot be read: `),
			error: { kind: 'input', field: label },
		});
		expect(gateway.requests).toEqual([]);
	},
);

test('the table has every operation', () => {
	expect(rows.length).toBeGreaterThan(100);
});

/** What can be added to the options of an operation; the size of a batch is that of the first item. */
const optional = rows
	.filter(({ property }) => property.name === 'options')
	.map(({ resource, operation, property }) => ({
		resource,
		operation,
		options: (property.options as INodeProperties[]).filter(
			({ name, type }) => name !== 'batchSize' && type !== 'fixedCollection',
		),
	}))
	.filter(({ resource }) => resource !== 'account');

test.each(optional)(
	'$resource, $operation: an option whose expression gives undefined is left out; one that gives null or "" is named',
	async ({ resource, operation, options }) => {
		const gateway = await openGateway(always({}));
		const values = options.flatMap(({ name, displayName }) => [
			{
				name,
				value: null,
				sentence: `${displayName} is empty: its expression {{ $json.${name} }} gives null for this item`,
			},
			{
				name,
				value: '',
				sentence: `${displayName} is empty: its expression {{ $json.${name} }} gives an empty text for this item`,
			},
		]);
		const input = [{}, ...values.map(({ name, value }) => ({ [name]: value }))];
		const { items } = await runOperationAt(
			gateway,
			`${resource}.${operation}`,
			{
				...filled,
				options: Object.fromEntries(options.map(({ name }) => [name, `={{ $json.${name} }}`])),
			},
			{
				items: input.map((json) => ({ ...itemFor(resource), json })),
				onError: 'continueRegularOutput',
			},
		);
		const [good, ...empty] = items.map(({ json }) => json);
		expect((good?.error as IDataObject | undefined)?.kind).not.toBe('input');
		expect(empty.map(({ message }) => message)).toEqual(
			values.map(({ sentence }, position) => `${sentence} [Item ${position + 1}]`),
		);
	},
);

test.each(throughputField.property.options as INodeProperties[])(
	'Limits and Retries: the same of $displayName',
	async ({ name, displayName }) => {
		const run = async (value: IDataObject) => {
			const gateway = await openGateway(always({}));
			const { items } = await runOperationAt(
				gateway,
				'chat.complete',
				{ ...filled, throughput: { [name]: '={{ $json.value }}' } },
				{ items: [value], onError: 'continueRegularOutput' },
			);
			return items[0]?.json.message;
		};
		expect(await run({ value: null })).toBe(
			`${displayName} is empty: its expression {{ $json.value }} gives null for this item [Item 0]`,
		);
		const left = await run({});
		// A cap is never left out by an expression that gives nothing.
		if (['tokenBudget', 'costBudget'].includes(name))
			expect(left).toMatch(/^(Token|Cost) Budget .* gives undefined for this item/);
		else expect(left).not.toMatch(displayName);
	},
);
