/** Every way a request can end without a value. */
export type FailureKind =
	| 'input'
	| 'auth'
	| 'quota'
	| 'rateLimit'
	| 'badRequest'
	| 'notFound'
	| 'contentFilter'
	| 'truncated'
	| 'invalidOutput'
	| 'budget'
	| 'server'
	| 'timeout'
	| 'network'
	| 'malformed'
	| 'cancelled';

interface KindDefaults {
	message: string;
	description: string;
	retryable: boolean;
}

/** One row a kind: what it is called when the gateway has no words, the advice, and whether to try again. */
export const failureKinds: Readonly<Record<FailureKind, KindDefaults>> = {
	input: {
		message: 'A parameter is not usable',
		description: 'Change the parameter; nothing was sent for this item.',
		retryable: false,
	},
	auth: {
		message: 'The gateway did not accept the API key',
		description:
			'Check the API key and the Base URL in the credential, and that the key is enabled and allowed to use this model.',
		retryable: false,
	},
	quota: {
		message: 'The balance of the key is used up',
		description:
			'Top up the account, or lower Max Tokens: the gateway reserves points for the longest possible answer before it starts.',
		retryable: false,
	},
	rateLimit: {
		message: 'The gateway is receiving more requests than this key allows',
		description: 'Run the item again later, or ask the gateway for a higher limit.',
		retryable: true,
	},
	badRequest: {
		message: 'The gateway did not accept the request',
		description:
			'Check the parameters against what the model supports; remove the option that the message names.',
		retryable: false,
	},
	notFound: {
		message: 'The gateway does not know this address or model',
		description: 'Check the name of the model, and the Base URL in the credential.',
		retryable: false,
	},
	contentFilter: {
		message: 'The answer was withheld by a content filter',
		description: 'Rephrase the messages, or use a model with other rules.',
		retryable: false,
	},
	truncated: {
		message: 'The answer was cut off before it was usable',
		description: 'Raise Max Tokens, or ask for a shorter answer.',
		retryable: false,
	},
	invalidOutput: {
		message: 'The answer is not JSON',
		description:
			'Ask for JSON in the messages, or choose the response format JSON Schema. The text of the answer is in error.text of this item.',
		retryable: false,
	},
	budget: {
		message: 'Not sent: the token budget of this run is used up',
		description: 'Raise Token Budget, lower Max Tokens, or run the remaining items later.',
		retryable: true,
	},
	server: {
		message: 'The gateway could not process the request',
		description: 'This is on the side of the gateway. Run the item again later.',
		retryable: true,
	},
	timeout: {
		message: 'The gateway did not answer in time',
		description:
			'Run the item again, or ask for a shorter answer. The gateway may have charged for the request.',
		retryable: true,
	},
	network: {
		message: 'The gateway could not be reached',
		description: 'Check the Base URL in the credential and the connection of this n8n.',
		retryable: true,
	},
	malformed: {
		message: 'The gateway answered with something that is not a completion',
		description:
			'Check that the Base URL in the credential is the address of an OpenAI-compatible API and not of a web page.',
		retryable: true,
	},
	cancelled: {
		// With this word n8n shows the execution as canceled rather than as failed.
		message: 'Stopped: the execution was canceled before an answer arrived',
		description: 'The run was stopped. Run it again to get this item.',
		retryable: true,
	},
};
