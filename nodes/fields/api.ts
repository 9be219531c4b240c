import { oneOf } from './check';
import { field } from './field';

/** Which of the two routes for a conversation is asked. */
export const apiField = field({
	property: {
		displayName: 'API',
		name: 'api',
		type: 'options',
		default: 'auto',
		options: [
			{
				name: 'Automatic',
				value: 'auto',
				description:
					'Chat Completions, and Responses where the gateway says that a model is only there',
			},
			{
				name: 'Chat Completions',
				value: 'chatCompletions',
				description: 'Always /v1/chat/completions, which nearly every gateway has',
			},
			{
				name: 'Responses',
				value: 'responses',
				description: "Always /v1/responses, OpenAI's newer route",
			},
		],
		description:
			'Which route of the gateway is asked. Some newer models answer only on /v1/responses; the output of the node is the same either way.',
	},
	wire: null,
	check: oneOf(['auto', 'chatCompletions', 'responses']),
});
