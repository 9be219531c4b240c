import { number } from './check';
import { field } from './field';

/** Rounds of calls where the user does not say. */
export const usualToolRounds = 10;

/** How often connected tools are run before the model has to answer. */
export const maxToolRounds = field({
	property: {
		displayName: 'Max Tool Rounds',
		name: 'maxToolRounds',
		type: 'number',
		default: usualToolRounds,
		typeOptions: { minValue: 1, maxValue: 100 },
		description:
			'How many times the model may call tools that are connected to the node, and read what they give, before it has to answer. Each round is a request of its own. Calls in the same answer count as one round.',
	},
	wire: null,
	check: number({ from: 1, to: 100, whole: true }),
});
