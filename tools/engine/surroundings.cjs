const { ExecutionLifecycleHooks } = require('n8n-core');

/** What an execution has around it in n8n, as far as nodes of this package come to see it; types in surroundings.d.cts. */
exports.surroundings = ({ executionId, credentialType, credentialFor, onChunk }) => {
	const hooks = new ExecutionLifecycleHooks('manual', executionId, {});
	if (onChunk) hooks.addHandler('sendChunk', (chunk) => onChunk(chunk));
	return {
		executionId,
		hooks,
		streamingEnabled: onChunk !== undefined,
		webhookWaitingBaseUrl: 'http://127.0.0.1/webhook-waiting',
		formWaitingBaseUrl: 'http://127.0.0.1/form-waiting',
		setExecutionStatus: () => {},
		logAiEvent: () => {},
		variables: {},
		currentNodeExecutionIndex: 0,
		credentialsHelper: {
			getParentTypes: () => [],
			isCredentialUsableByNode: () => true,
			getDecrypted: async (...given) => credentialFor(given[6]?.itemIndex ?? 0),
			preAuthentication: async () => undefined,
			authenticate: async (values, _name, options) =>
				await credentialType.authenticate(values, options),
		},
	};
};
