import type { INodeProperties, INodePropertyOptions } from 'n8n-workflow';
import { spread, type Field } from '../../../nodes/fields/field';

/** A field as a row of a table shows it. */
interface Shown {
	label: string;
	about: string;
	value: string;
	wire: string;
}

/** Longer lists of choices say how many there are. */
const mostChoices = 12;

/** A table of the fields of a node or an operation, with those of its collections; Limits and Retries are left out. */
export function fieldTable(fields: readonly Field[], all: readonly INodeProperties[]): string {
	const rows = fields
		.filter(({ property: { name, type } }) => name !== 'throughput' && type !== 'notice')
		.flatMap((field) => rowsOf(field, all));
	return table(rows);
}

/** The same of bare properties, as credentials have them. */
export function propertyTable(properties: readonly INodeProperties[]): string {
	const rows = properties.flatMap((property) =>
		rowsOf({ property, wire: null } as unknown as Field, properties),
	);
	return table(rows, false);
}

/** What a field is for, in a cell. */
export function aboutField({ property }: Field): string {
	return aboutOf(property, []);
}

function table(rows: readonly Shown[], withWire = true): string {
	const lines = rows.map(({ label, about, value, wire }) =>
		line([`**${label}**`, about, value, ...(withWire ? [wire] : [])]),
	);
	const head = ['field', '', 'at first', ...(withWire ? ['sent as'] : [])];
	return [line(head), line(head.map(() => '---')), ...lines].join('\n');
}

const line = (cells: readonly string[]) => `| ${cells.join(' | ')} |`.replace(/ +\|/g, ' |');

function rowsOf(field: Field, all: readonly INodeProperties[], within = ''): Shown[] {
	const { property, rows } = field;
	const label = within + labelOf(property);
	const inner = insideOf(property, label);
	const own = {
		label,
		about: aboutOf(property, all),
		value: firstValue(property),
		wire: wireOf(field),
	};
	if (rows === undefined) return [own, ...inner];
	const sorted = (property.options ?? []).map(({ name }) =>
		rows.find((row) => row.property.name === name),
	);
	const siblings = rows.map((row) => row.property);
	return sorted.flatMap((row) =>
		row === undefined ? [] : rowsOf(row, siblings, `${labelOf(property)} → `),
	);
}

/** The fields of a row of a list, each label once. */
function insideOf({ type, options = [] }: INodeProperties, label: string): Shown[] {
	if (type !== 'fixedCollection') return [];
	const values = options.flatMap((option) => ('values' in option ? option.values : []));
	const once = values.filter(
		({ displayName }, position) =>
			values.findIndex((other) => other.displayName === displayName) === position,
	);
	return once.flatMap((property) =>
		rowsOf({ property, wire: null } as unknown as Field, values, `${label} → `),
	);
}

const labelOf = ({ displayName }: INodeProperties) => displayName;

function aboutOf(property: INodeProperties, all: readonly INodeProperties[]): string {
	const { description = '', hint = '', required } = property;
	const sentences = [
		required === true ? 'Required.' : '',
		condition(property, all),
		sentence(description),
		sentence(hint),
		choices(property),
	];
	return sentences
		.filter((each) => each !== '')
		.map(clean)
		.join(' ');
}

const sentence = (text: string) => (text === '' || /[.!?)]$/.test(text) ? text : `${text}.`);

/** No tags, no new lines, nothing that ends a cell or stands for emphasis. */
function clean(text: string): string {
	return text
		.replace(/<[^>]+>/g, '')
		.replace(/\s+/g, ' ')
		.replace(/\|/g, '\\|');
}

/** When it is shown, where that depends on another field. */
function condition({ displayOptions }: INodeProperties, all: readonly INodeProperties[]): string {
	const show = Object.entries(displayOptions?.show ?? {}).filter(
		([name]) => name !== 'resource' && name !== 'operation',
	);
	const parts = show.flatMap(([path, values]) => {
		const name = path.replace(/^.*[./]/, '');
		const other = all.find((each) => each.name === name);
		const names = (values ?? []).map((value) => choiceName(other, value));
		if (other === undefined || names.includes(undefined)) return [];
		return [`${other.displayName} ${names.join(' or ')}`];
	});
	return parts.length === 0 ? '' : `With ${parts.join(' and ')}.`;
}

function choiceName(property: INodeProperties | undefined, value: unknown): string | undefined {
	if (value === true) return 'on';
	if (value === false) return 'off';
	const option = choicesOf(property).find((each) => each.value === value);
	return option && `_${option.name}_`;
}

function choicesOf(property: INodeProperties | undefined): INodePropertyOptions[] {
	if (property?.type !== 'options' && property?.type !== 'multiOptions') return [];
	return (property.options ?? []) as INodePropertyOptions[];
}

function choices(property: INodeProperties): string {
	const names = choicesOf(property).map(({ name }) => `_${name}_`);
	if (names.length === 0) return '';
	return names.length > mostChoices
		? `${names.length} choices, from ${names[0]} to ${names.at(-1)}.`
		: `${names.join(', ')}.`;
}

function firstValue(property: INodeProperties): string {
	const { default: value, type } = property;
	if (type === 'boolean') return value === true ? 'on' : 'off';
	if (type === 'fixedCollection' || type === 'collection') return '';
	if (typeof value === 'object' && value !== null && '__rl' in value)
		return value.value === '' ? '' : `\`${String(value.value)}\``;
	const named = [value].flat().map((each) => choiceName(property, each));
	if (named.length > 0 && named.every((name) => name !== undefined)) return named.join(', ');
	if (typeof value === 'object' || value === '' || value === undefined || value === '{}') return '';
	return `\`${String(value).replace(/\s+/g, ' ').replace(/\|/g, '\\|')}\``;
}

function wireOf({ wire }: Field): string {
	if (wire === spread) return 'its properties';
	return wire === null ? '' : `\`${wire}\``;
}
