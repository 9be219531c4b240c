import type { PromptCaching } from '../api/claude/promptCaching';
import { oneOf } from './check';
import { field } from './field';

const choices: ReadonlyArray<{ value: PromptCaching; name: string; description: string }> = [
	{
		value: 'off',
		name: 'Off',
		description: 'Every request is read, and paid for, from its beginning',
	},
	{
		value: '5m',
		name: 'For 5 Minutes',
		description: 'Writing costs a quarter more than reading once; whatever uses it renews it',
	},
	{
		value: '1h',
		name: 'For 1 Hour',
		description: 'Writing costs twice as much as reading once; for requests that are further apart',
	},
];

/** Whether Claude keeps what it has read of a conversation. */
export const promptCaching = field({
	property: {
		displayName: 'Prompt Caching',
		name: 'promptCaching',
		type: 'options',
		default: 'off',
		options: [...choices],
		description:
			'Whether a Claude model keeps what it has read, so that the next request which begins in the same way costs about a tenth for that beginning: the system messages, and the conversation up to the last message of the user. Worth it from about 1,000 tokens on. Other models do this by themselves, and nothing is sent to them. The usage of an answer shows how many tokens were read from the cache.',
	},
	wire: null,
	check: oneOf(choices.map(({ value }) => value)),
});
