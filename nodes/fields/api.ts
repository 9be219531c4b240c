import type { ChatApi } from '../api/chat/call';
import { hasNoForm } from '../api/responses/input';
import { invalidField, oneOf } from './check';
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

/**
 * Checks that what is asked has a form on the route that was chosen.
 *
 * @throws Failed (`input`) when it has none
 */
export function checkApi(api: ChatApi, messages: readonly unknown[]): void {
	if (api !== 'responses' || !hasNoForm(messages)) return;
	invalidField(
		'Messages',
		'hold sound or video, which /v1/responses has no form for',
		'Remove the option API, or set it to Chat Completions.',
	);
}
