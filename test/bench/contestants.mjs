/**
 * Who takes part. `node` makes the node of a workflow in n8n from the model that names the run;
 * `client` names a client without n8n. `most` is the longest list that is really run: beyond it the
 * time of one request at a time is known without waiting for it.
 */

const prompt = '={{ $json.text }}';
const byId = (value) => ({ __rl: true, mode: 'id', value });
const openAi = (id) => ({ openAiApi: { id, name: 'OpenAI' } });

const chat = (type, title, concurrency, options, { credential = 'aigc2dApi', ...more }) => ({
	key: `${type}${concurrency}${options.stream === false ? 'Json' : ''}`,
	title,
	concurrency,
	stream: options.stream !== false,
	node: (model, credentials) => ({
		type,
		typeVersion: 1,
		parameters: {
			model: byId(model),
			messages: { values: [{ role: 'user', content: prompt }] },
			options,
			throughput: { maxConcurrency: concurrency },
		},
		credentials: { aigc2dApi: { id: credentials[credential], name: 'AIGC2D' } },
	}),
	...more,
});
const ours = (concurrency, stream = true) =>
	chat(
		'n8n-nodes-aigc2d.aigc2d',
		`AIGC2D, ${concurrency} at once${stream ? '' : ', JSON'}`,
		concurrency,
		stream ? {} : { stream },
		{ ours: true },
	);
const loopNode = (stream) =>
	chat(
		'CUSTOM.helperLoop',
		`Helper loop in n8n, 50${stream ? ', stream' : ', JSON'}`,
		50,
		stream ? {} : { stream },
		{ limit: true },
	);

const http = (title, options, settings = {}) => ({
	key: title,
	title,
	node: (model, credentials, url) => ({
		type: 'n8n-nodes-base.httpRequest',
		typeVersion: 4.5,
		parameters: {
			method: 'POST',
			url: `${url}/v1/chat/completions`,
			authentication: 'predefinedCredentialType',
			nodeCredentialType: 'openAiApi',
			sendBody: true,
			specifyBody: 'json',
			jsonBody: httpBody(model),
			options,
		},
		credentials: openAi(credentials.openAiApi),
		...settings,
	}),
});

const httpBody = (model) =>
	`={{ JSON.stringify({
		model: "${model}",
		messages: [{ role: "user", content: $json.text }]
	}) }}`;

export const openAiNode = {
	key: 'openAi',
	title: "n8n's OpenAI node",
	most: 100,
	concurrency: 1,
	node: (model, credentials) => ({
		type: '@n8n/n8n-nodes-langchain.openAi',
		typeVersion: 2.3,
		parameters: {
			resource: 'text',
			operation: 'response',
			modelId: byId(model),
			responses: { values: [{ content: prompt }] },
		},
		credentials: openAi(credentials.openAiApi),
	}),
};

export const chain = {
	key: 'chain',
	title: 'Basic LLM Chain, batch 50',
	concurrency: 50,
	node: () => ({
		type: '@n8n/n8n-nodes-langchain.chainLlm',
		typeVersion: 1.9,
		parameters: {
			promptType: 'define',
			text: prompt,
			batching: { batchSize: 50, delayBetweenBatches: 0 },
		},
	}),
	model: (model, credentials) => ({
		type: '@n8n/n8n-nodes-langchain.lmChatOpenAi',
		typeVersion: 1.3,
		parameters: { model: byId(model), responsesApiEnabled: false, options: {} },
		credentials: openAi(credentials.openAiApi),
	}),
};

const plain = (client, title, concurrency, stream) => ({
	key: `${client}${concurrency}${stream ? '' : 'Json'}`,
	title: `${title}, ${concurrency}${stream ? ', stream' : ', JSON'}`,
	client,
	concurrency,
	stream,
	limit: true,
});

/** A node that reads its credential for every item, and nothing else. */
const reader = (credential, title) =>
	chat('CUSTOM.credentialReader', title, 50, {}, { key: `reader ${credential}`, credential });

/** The same credential as values, and as expressions with the item in them. */
export const readers = [
	reader('aigc2dApi', 'Credential alone, as values'),
	reader('aigc2dByItem', 'Credential alone, as expressions'),
];

/** For other files to name them. */
export const our = {
	10: ours(10),
	50: ours(50),
	100: ours(100),
	json: ours(50, false),
	// The same on the other route.
	responses: chat(
		'n8n-nodes-aigc2d.aigc2d',
		'AIGC2D, 50 at once, /v1/responses',
		50,
		{ api: 'responses' },
		{ ours: true, key: 'responses' },
	),
	// On a lane of which nothing is known, the first answer is waited for.
	cold: { ...ours(50), key: 'cold', title: 'AIGC2D, 50 at once, cold', cold: true },
	byItem: chat(
		'n8n-nodes-aigc2d.aigc2d',
		'AIGC2D, 50 at once, credential as expressions',
		50,
		{},
		{ ours: true, key: 'byItem', credential: 'aigc2dByItem' },
	),
};
export const helperLoop = { stream: loopNode(true), json: loopNode(false) };
export const undici = {
	stream: plain('undici', 'Bare undici', 50, true),
	json: plain('undici', 'Bare undici', 50, false),
};
export const httpRequest = http('HTTP Request', {});
export const batchedHttp = http('HTTP Request, 50 / 200 ms', {
	batching: { batch: { batchSize: 50, batchInterval: 200 } },
});

export const contestants = [
	...[our[10], our[50], our[100], our.json, our.responses, our.cold],
	...[openAiNode, httpRequest, batchedHttp, chain],
	...[helperLoop.stream, helperLoop.json, plain('helper', "n8n's helper, no n8n", 50, false)],
	...[undici.stream, undici.json],
];

/** What a user has who changes nothing. */
export const asInstalled = { ...ours(64), title: 'AIGC2D as installed' };
export const coldAsInstalled = { ...asInstalled, title: `${asInstalled.title}, cold`, cold: true };

/** For a gateway with a limit: what a user of each would have. */
export const underLimit = [
	asInstalled,
	http(
		'HTTP Request, Retry On Fail',
		{},
		{ retryOnFail: true, maxTries: 5, waitBetweenTries: 5000 },
	),
	{ ...plain('openaiBackOff', '', 100, false), title: 'Window of 100, openai-node' },
];
