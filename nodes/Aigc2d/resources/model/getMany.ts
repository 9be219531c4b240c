import { Failed, failureOf } from '../../../api/failure';
import { modelsCall } from '../../../api/models/call';
import { modelFilter } from '../../../api/models/filter';
import { number, refuse, shown, yesOrNo } from '../../../fields/check';
import { operation } from '../operation';

interface Job {
	/** Most models to return; Infinity for all. */
	limit: number;
	/** What the ID has to contain; empty for all. */
	filter: string;
}

/** Model → Get Many: GET /v1/models, asked once for the whole run; one output item a model. */
export const getMany = operation<Job>({
	value: 'getMany',
	name: 'Get Many',
	action: 'Get many models',
	description: 'List the models that the key can use, once per run',
	fields: [
		{
			displayName: 'Return All',
			name: 'returnAll',
			type: 'boolean',
			default: false,
			description: 'Whether to return all results or only up to a given limit',
		},
		{
			displayName: 'Limit',
			name: 'limit',
			type: 'number',
			displayOptions: { show: { returnAll: [false] } },
			typeOptions: { minValue: 1 },
			default: 50,
			description: 'Max number of results to return',
		},
		{
			displayName: 'Filter',
			name: 'filter',
			type: 'string',
			default: '',
			placeholder: 'e.g. embedding, gpt-4*mini',
			description:
				'Only models whose ID contains this; upper and lower case are the same, and * stands for anything in between. Empty: all models.',
		},
	],
	unit: 'run',

	read(parameters) {
		const filter = readFilter(parameters.get('filter'));
		if (yesOrNo(parameters.get('returnAll'), 'Return All')) return { filter, limit: Infinity };
		const limit = number({ from: 1, whole: true })(parameters.get('limit'), 'Limit') as number;
		return { filter, limit };
	},

	async run([{ limit, filter }], { send }) {
		const models = await send(modelsCall()).catch(withoutList);
		return models
			.filter(modelFilter(filter))
			.slice(0, limit)
			.map((model) => ({ json: { ...model, usage: null } }));
	},
});

/** The usual advice would be to look into the list that there is not. */
function withoutList(thrown: unknown): never {
	const why = failureOf(thrown);
	const isMissing = why.kind === 'notFound' && Number(why.status) >= 400;
	const description =
		'This gateway has no list of models. Its models can be used all the same: enter the ID of one in the Model field.';
	throw new Failed(isMissing ? { ...why, description } : why);
}

function readFilter(value: unknown): string {
	if (value === undefined || value === null) return '';
	if (typeof value === 'string' || typeof value === 'number') return String(value);
	return refuse(
		'Filter',
		`must be text, but ${shown(value)}`,
		'Enter a part of the ID, such as embedding, or leave the field empty.',
	);
}
