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
			'Whether the output has the whole conversation in "messages", with the answer at its end. To continue it, put it into Messages (JSON) of a later node with one more message.',
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
			'Whether a chat or webhook that started the workflow, and whose response mode is Streaming, gets the text while the model writes it. The output of the node is the same either way. If you leave this out, it gets the text.',
	},
	wire: null,
	check: boolean,
});
