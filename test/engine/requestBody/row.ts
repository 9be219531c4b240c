import type { IDataObject, INodeExecutionData } from 'n8n-workflow';

/** One way to fill one field. */
export interface Row {
	/** Path of the field in the node's description. */
	field: string;
	/** How it is filled; ends the sentence of the test's title. */
	filled: string;
	parameters: IDataObject;
	/** The input item. */
	item?: IDataObject;
	binary?: INodeExecutionData['binary'];
	/** Members of the body that differ from the plain one; undefined: not sent. */
	sent: IDataObject;
}

/** A row of Options. */
export const option = (name: string, filled: string, value: unknown, sent: IDataObject): Row => ({
	field: `options.${name}`,
	filled,
	parameters: { options: { [name]: value } } as IDataObject,
	sent,
});

/** A field with text for a person: as it is typed, and from an expression. */
export const plainOption = (
	name: string,
	wire: string,
	value: string | number | boolean,
): Row[] => [
	option(name, 'a value', value, { [wire]: value }),
	{
		...option(name, 'an expression', '={{ $json.value }}', { [wire]: value }),
		item: { value },
	},
];

/** A field that takes JSON: typed, with an expression inside, and a string or an object from one. */
export const jsonOption = (name: string, wire: string, value: unknown): Row[] => {
	const sent = { [wire]: value } as IDataObject;
	const text = JSON.stringify(value);
	return [
		option(name, 'JSON', text, sent),
		{ ...option(name, 'JSON made by an expression', `=${text} {{ '' }}`, sent) },
		{
			...option(name, 'a string from an expression', '={{ $json.value }}', sent),
			item: { value: text },
		},
		{
			...option(name, 'an object from an expression', '={{ $json.value }}', sent),
			item: { value } as IDataObject,
		},
	];
};

/** A row of Messages. */
export const message = (field: string, filled: string, row: IDataObject, sent: unknown): Row => ({
	field: `messages.values.${field}`,
	filled,
	parameters: { messages: { values: [row] } },
	sent: { messages: [sent] } as IDataObject,
});
