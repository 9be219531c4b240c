import { Failed, failureOf } from '../../../api/failure';
import { modelsCall } from '../../../api/models/call';
import { modelFilter } from '../../../api/models/filter';
import { number, invalidField, describeValue, boolean, type Check } from '../../../fields/check';
import { field, readField } from '../../../fields/field';
import { operation } from '../operation';

interface Job {
	/** Most models to return; Infinity for all. */
	limit: number;
	/** What the ID has to contain; empty for all. */
	filter: string;
}

const partOfId: Check<string> = (value, label) => {
	if (value === undefined || value === null) return '';
	if (typeof value === 'string' || typeof value === 'number') return String(value);
	return invalidField(
		label,
		`must be text, but ${describeValue(value)}`,
		'Enter a part of the ID, such as embedding, or leave the field empty.',
	);
};

const returnAll = field({
	property: {
		displayName: 'Return All',
		name: 'returnAll',
		type: 'boolean',
		default: false,
		description: 'Whether to return all results or only up to a given limit',
	},
	wire: null,
	check: boolean,
});

const limitField = field({
	property: {
		displayName: 'Limit',
		name: 'limit',
		type: 'number',
		displayOptions: { show: { returnAll: [false] } },
		typeOptions: { minValue: 1 },
		default: 50,
		description: 'Max number of results to return',
	},
	wire: null,
	check: number({ from: 1, whole: true }),
});

const filterField = field({
	property: {
		displayName: 'Filter',
		name: 'filter',
		type: 'string',
		default: '',
		placeholder: 'e.g. embedding or gpt-4*mini',
		description:
			'Only models whose ID contains this text are returned. Upper and lower case are the same, and * stands for anything in between. Leave it empty for all models.',
	},
	wire: null,
	check: partOfId,
});

/** Model → Get Many: GET /v1/models, asked once for the whole run; one output item a model. */
export const getMany = operation<Job>({
	value: 'getMany',
	name: 'Get Many',
	action: 'Get many models',
	description: 'List the models that the key can use, once per run',
	fields: [returnAll, limitField, filterField],
	unit: 'run',

	read(parameters) {
		const filter = readField(parameters, filterField);
		const isLimited = !readField(parameters, returnAll);
		return { filter, limit: isLimited ? readField(parameters, limitField) : Infinity };
	},

	async run([{ limit, filter }], { send }) {
		const models = await send(modelsCall()).catch(throwWithAdvice);
		return models
			.filter(modelFilter(filter))
			.slice(0, limit)
			.map((model) => ({ json: { ...model, usage: null } }));
	},
});

/** The usual advice is to look into the list of models, which this gateway does not have. */
function throwWithAdvice(thrown: unknown): never {
	const why = failureOf(thrown);
	const isMissing = why.kind === 'notFound' && Number(why.status) >= 400;
	const description =
		'This gateway has no list of models. Its models can be used all the same: enter the ID of one in the Model field.';
	throw new Failed(isMissing ? { ...why, description } : why);
}
