import type { INodeProperties } from 'n8n-workflow';
import { Aigc2dApi } from '../../credentials/Aigc2dApi.credentials';
import { Aigc2d } from '../../nodes/Aigc2d/Aigc2d.node';
import { LmChatAigc2d } from '../../nodes/LmChatAigc2d/LmChatAigc2d.node';
import { resources } from '../../nodes/Aigc2d/resources';
import { throughputField } from '../../nodes/Aigc2d/resources/fields/throughput';

/** Workflows of users depend on these names. A name may be added; none may go or change. */

function namesOf(fields: readonly INodeProperties[]): unknown[] {
	return fields.map(({ name, options }) => {
		const inner = (options ?? []).flatMap((option): unknown[] => {
			if ('values' in option) return [{ [option.name]: namesOf(option.values) }];
			return 'displayName' in option ? [option.name] : [];
		});
		return inner.length === 0 ? name : { [name]: inner };
	});
}

test('the names of node and credential stay as they are', () => {
	const { name, version, credentials } = new Aigc2d().description;
	expect({ name, version, credentials: credentials?.map((credential) => credential.name) }).toEqual(
		{
			name: 'aigc2d',
			version: 1,
			credentials: ['aigc2dApi'],
		},
	);
	expect(namesOf(new Aigc2dApi().properties)).toEqual([
		'apiKey',
		'baseUrl',
		'backupUrl',
		{ headers: [{ values: ['name', 'value'] }] },
	]);
});

test('the names of resources, operations and their fields stay as they are', () => {
	const table = resources.map(({ value, operations }) => ({
		[value]: operations.map((operation) => ({ [operation.value]: namesOf(operation.fields) })),
	}));
	expect(table).toEqual([
		{
			chat: [
				{
					complete: [
						'model',
						'messageSource',
						{
							messages: [
								{
									values: [
										'role',
										'content',
										'imageUrls',
										'binaryProperties',
										'name',
										'toolCallId',
										'toolCalls',
										'functionCall',
									],
								},
							],
						},
						'messagesJson',
						'maxTokens',
						'simplify',
						{
							options: [
								'extraBody',
								'frequencyPenalty',
								'functionCall',
								'functions',
								'jsonSchema',
								'jsonSchemaName',
								'jsonSchemaStrict',
								'logitBias',
								'n',
								'onTruncation',
								'parallelToolCalls',
								'presencePenalty',
								'reasoningEffort',
								'responseFormat',
								'returnMessages',
								'seed',
								'stop',
								'stream',
								'streamToCaller',
								'temperature',
								'toolChoice',
								'tools',
								'topP',
								'user',
							],
						},
					],
				},
			],
		},
		{
			text: [
				{
					summarize: [
						'model',
						'text',
						'allItems',
						'style',
						'instructions',
						'length',
						'language',
						'maxTokens',
						{
							options: [
								'chunkTokens',
								'extraBody',
								'focus',
								'reasoningEffort',
								'seed',
								'stream',
								'temperature',
								'topP',
								'user',
							],
						},
					],
				},
				{
					translate: [
						'model',
						'text',
						'targetLanguage',
						{ glossary: [{ values: ['term', 'translation'] }] },
						'keep',
						'maxTokens',
						{
							options: [
								'chunkTokens',
								'extraBody',
								'formality',
								'glossaryJson',
								'reasoningEffort',
								'seed',
								'sourceLanguage',
								'stream',
								'temperature',
								'tone',
								'topP',
								'user',
							],
						},
					],
				},
				{
					extract: [
						'model',
						'text',
						'schemaSource',
						{ fields: [{ values: ['name', 'type', 'description', 'required'] }] },
						'jsonSchema',
						'instructions',
						'maxTokens',
						{
							options: [
								'extraBody',
								'jsonSchemaName',
								'jsonSchemaStrict',
								'reasoningEffort',
								'seed',
								'stream',
								'temperature',
								'topP',
								'user',
							],
						},
					],
				},
				{
					complete: [
						'model',
						'prompt',
						'maxTokens',
						'simplify',
						{
							options: [
								'bestOf',
								'echo',
								'extraBody',
								'frequencyPenalty',
								'logprobs',
								'logitBias',
								'n',
								'presencePenalty',
								'stop',
								'suffix',
								'temperature',
								'topP',
								'user',
							],
						},
					],
				},
			],
		},
		{
			claude: [
				{
					message: [
						'model',
						'system',
						'messageSource',
						{
							messages: [
								{
									values: [
										'role',
										'content',
										'imageUrls',
										'binaryProperties',
										'name',
										'toolCallId',
										'toolCalls',
										'functionCall',
									],
								},
							],
						},
						'messagesJson',
						'maxTokens',
						'simplify',
						{
							options: [
								'extraBody',
								'onTruncation',
								'path',
								'stop',
								'stream',
								'temperature',
								'thinkingBudget',
								'toolChoice',
								'tools',
								'topK',
								'topP',
								'user',
							],
						},
					],
				},
				{
					complete: [
						'model',
						'prompt',
						'maxTokens',
						'simplify',
						{ options: ['extraBody', 'path', 'stop', 'temperature', 'topK', 'topP', 'user'] },
					],
				},
			],
		},
		{
			image: [
				{
					generate: [
						'model',
						'prompt',
						{
							options: [
								'background',
								'extraBody',
								'moderation',
								'n',
								'outputCompression',
								'outputFormat',
								'path',
								'quality',
								'responseFormat',
								'seed',
								'size',
								'style',
								'user',
							],
						},
					],
				},
				{
					edit: [
						'model',
						'binaryProperties',
						'prompt',
						{
							options: [
								'background',
								'extraBody',
								'inputFidelity',
								'maskBinaryProperty',
								'n',
								'outputCompression',
								'outputFormat',
								'path',
								'quality',
								'responseFormat',
								'size',
								'user',
							],
						},
					],
				},
			],
		},
		{
			stableDiffusion: [
				{
					textToImage: [
						'mainModelId',
						'prompt',
						'width',
						'height',
						{
							controlNet: [
								{
									units: [
										'binaryProperty',
										'preset',
										{
											settings: [
												'controlMode',
												'endingControlStep',
												'modelId',
												'param1Value',
												'param2Value',
												'preProcessorId',
												'preProcessorResolution',
												'resizeMode',
												'startingControlStep',
												'weight',
											],
										},
									],
								},
							],
						},
						'waitForCompletion',
						{
							options: [
								'batchSize',
								'cfgScale',
								'clipSkip',
								'extraBody',
								'maxWait',
								'negativePrompt',
								'path',
								'sampler',
								'seed',
								'steps',
								'taskPath',
								'translatePrompt',
								'useCustomMainModelVae',
							],
						},
					],
				},
				{
					imageToImage: [
						'mainModelId',
						'prompt',
						'width',
						'height',
						'binaryProperty',
						{
							controlNet: [
								{
									units: [
										'binaryProperty',
										'preset',
										{
											settings: [
												'controlMode',
												'endingControlStep',
												'modelId',
												'param1Value',
												'param2Value',
												'preProcessorId',
												'preProcessorResolution',
												'resizeMode',
												'startingControlStep',
												'weight',
											],
										},
									],
								},
							],
						},
						'waitForCompletion',
						{
							options: [
								'batchSize',
								'cfgScale',
								'clipSkip',
								'extraBody',
								'maxWait',
								'negativePrompt',
								'path',
								'referenceScale',
								'sampler',
								'seed',
								'steps',
								'taskPath',
								'translatePrompt',
								'useCustomMainModelVae',
							],
						},
					],
				},
				{ getTask: ['taskId', 'waitForCompletion', { options: ['maxWait', 'taskPath'] }] },
			],
		},
		{
			midjourney: [
				{
					imagine: [
						'suspended',
						'prompt',
						'waitForCompletion',
						{
							options: [
								'botType',
								'notifyHook',
								'extraBody',
								'binaryProperties',
								'maxWait',
								'dialect',
								'path',
								'speed',
								'state',
								'taskPath',
							],
						},
					],
				},
				{
					action: [
						'suspended',
						'taskId',
						'button',
						'waitForCompletion',
						{
							options: [
								'notifyHook',
								'extraBody',
								'maxWait',
								'dialect',
								'path',
								'speed',
								'state',
								'taskPath',
								'windowMask',
								'windowPrompt',
							],
						},
					],
				},
				{
					change: [
						'suspended',
						'taskId',
						'change',
						'index',
						'waitForCompletion',
						{
							options: [
								'notifyHook',
								'extraBody',
								'maxWait',
								'dialect',
								'path',
								'speed',
								'state',
								'taskPath',
							],
						},
					],
				},
				{
					blend: [
						'suspended',
						'binaryProperties',
						'waitForCompletion',
						{
							options: [
								'notifyHook',
								'dimensions',
								'extraBody',
								'maxWait',
								'dialect',
								'path',
								'speed',
								'state',
								'taskPath',
							],
						},
					],
				},
				{
					describe: [
						'suspended',
						'binaryProperty',
						'waitForCompletion',
						{
							options: [
								'notifyHook',
								'extraBody',
								'maxWait',
								'dialect',
								'path',
								'speed',
								'state',
								'taskPath',
							],
						},
					],
				},
				{
					getTask: [
						'suspended',
						'taskId',
						'waitForCompletion',
						{ options: ['maxWait', 'taskPath'] },
					],
				},
			],
		},
		{
			embedding: [
				{
					create: [
						'model',
						'text',
						{ options: ['batchSize', 'dimensions', 'encodingFormat', 'extraBody', 'path', 'user'] },
					],
				},
			],
		},
		{
			audio: [
				{
					speech: [
						'model',
						'text',
						'voice',
						{ options: ['extraBody', 'format', 'instructions', 'path', 'speed'] },
					],
				},
				{
					transcribe: [
						'model',
						'binaryProperty',
						{
							options: [
								'extraBody',
								'language',
								'path',
								'prompt',
								'responseFormat',
								'temperature',
								'timestampGranularities',
							],
						},
					],
				},
			],
		},
		{ model: [{ getMany: ['returnAll', 'limit', 'filter'] }] },
		{ account: [{ getBalance: [{ options: ['path'] }] }] },
		{ request: [{ send: ['method', 'path', 'body', { options: ['neverRepeat'] }] }] },
	]);
});

test('the names of limits and retries, which every operation has, stay as they are', () => {
	expect(namesOf([throughputField])).toEqual([
		{
			throughput: [
				'deduplicate',
				'firstByteTimeout',
				'idleTimeout',
				'maxAttempts',
				'maxConcurrency',
				'maxRateLimitWait',
				'requestsPerMinute',
				'retryTimeouts',
				'tokenBudget',
				'tokensPerMinute',
				'totalTimeout',
			],
		},
	]);
	const shownFor = new Aigc2d().description.properties
		.filter(({ name }) => name === 'throughput')
		.map(({ displayOptions }) => displayOptions?.show?.operation);
	const operations = resources.flatMap((resource) => resource.operations);
	expect(shownFor).toEqual(operations.map(({ value }) => [value]));
});

test('the names of the chat model stay as they are', () => {
	const { name, version, outputs, properties } = new LmChatAigc2d().description;
	expect({ name, version, outputs }).toEqual({
		name: 'lmChatAigc2d',
		version: 1,
		outputs: ['ai_languageModel'],
	});
	expect(namesOf(properties)).toEqual([
		'model',
		'maxTokens',
		{
			options: [
				'extraBody',
				'headers',
				'frequencyPenalty',
				'jsonSchema',
				'jsonSchemaName',
				'jsonSchemaStrict',
				'presencePenalty',
				'reasoningEffort',
				'responseFormat',
				'seed',
				'stream',
				'temperature',
				'topP',
				'user',
			],
		},
		{
			throughput: [
				'firstByteTimeout',
				'idleTimeout',
				'maxAttempts',
				'maxConcurrency',
				'maxRateLimitWait',
				'requestsPerMinute',
				'retryTimeouts',
				'tokensPerMinute',
				'totalTimeout',
			],
		},
	]);
});
