import { boolean } from '../../../fields/check';
import { field } from '../../../fields/field';

/** Whether the output has the conversation, too. */
export const returnMessages = field({
	property: {
		displayName: 'Return Conversation',
		name: 'returnMessages',
		type: 'boolean',
		default: true,
		description:
			'Whether the output has the whole conversation as "messages", with the answer at its end. A later item can go on with it: put it into Messages (JSON) with one more message.',
	},
	wire: null,
	check: boolean,
});

/** Whether whoever started the workflow reads along. */
export const streamToCaller = field({
	property: {
		displayName: 'Stream to Caller',
		name: 'streamToCaller',
		type: 'boolean',
		default: true,
		description:
			'Whether a chat or webhook whose response mode is Streaming gets the words as they come. The output is the same. Not added, it does.',
	},
	wire: null,
	check: boolean,
});
