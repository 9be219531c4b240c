import { modelsCall } from '../../../api/models';
import { number, yesOrNo } from '../fields/check';
import { operation } from '../operation';

interface Job {
	/** Most models to return; Infinity for all. */
	limit: number;
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
	],
	unit: 'run',

	read(parameters) {
		if (yesOrNo(parameters.get('returnAll'), 'Return All')) return { limit: Infinity };
		return { limit: number({ from: 1, whole: true })(parameters.get('limit'), 'Limit') as number };
	},

	async run([{ limit }], { send }) {
		const models = await send(modelsCall());
		return models.slice(0, limit).map((model) => ({ json: { ...model, usage: null } }));
	},
});
