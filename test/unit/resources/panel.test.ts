import { NodeHelpers, Workflow, type INodeProperties } from 'n8n-workflow';
import { Aigc2d } from '../../../nodes/Aigc2d/Aigc2d.node';
import codex from '../../../nodes/Aigc2d/Aigc2d.node.json';
import { resources } from '../../../nodes/Aigc2d/resources';
import { EmbeddingsAigc2d } from '../../../nodes/EmbeddingsAigc2d/EmbeddingsAigc2d.node';
import embeddingsCodex from '../../../nodes/EmbeddingsAigc2d/EmbeddingsAigc2d.node.json';
import { LmChatAigc2d } from '../../../nodes/LmChatAigc2d/LmChatAigc2d.node';
import modelCodex from '../../../nodes/LmChatAigc2d/LmChatAigc2d.node.json';
import { RerankerAigc2d } from '../../../nodes/RerankerAigc2d/RerankerAigc2d.node';
import rerankerCodex from '../../../nodes/RerankerAigc2d/RerankerAigc2d.node.json';

const { properties, subtitle } = new Aigc2d().description;
const model = new LmChatAigc2d().description;
const embeddings = new EmbeddingsAigc2d().description;
const reranker = new RerankerAigc2d().description;

function fieldsOf(operation: string): INodeProperties[] {
	const [resource = '', name = ''] = operation.split('.');
	return properties.filter(
		({ displayOptions: { show } = {} }) =>
			show?.resource?.includes(resource) && show.operation?.includes(name),
	);
}

function field(operation: string, name: string): INodeProperties | undefined {
	return fieldsOf(operation).find((each) => each.name === name);
}

const operations = resources.flatMap(({ value, name, operations: own }) =>
	own.map((each) => ({ operation: `${value}.${each.value}`, shown: `${name}: ${each.name}` })),
);

test.each(operations)('the canvas shows $operation as "$shown"', ({ operation, shown }) => {
	const [resource, name] = operation.split('.');
	const node = {
		id: '1',
		name: 'AIGC2D',
		type: 'aigc2d',
		typeVersion: 1,
		position: [0, 0] as [number, number],
		parameters: { resource, operation: name },
	};
	const nodeTypes = { getByNameAndVersion: () => undefined } as never;
	const workflow = new Workflow({ nodes: [node], connections: {}, active: false, nodeTypes });
	expect(workflow.expression.getSimpleParameterValue(node, subtitle, 'internal', {})).toBe(shown);
});

/** All properties, with those inside of collections. */
function inside(fields: readonly INodeProperties[]): INodeProperties[] {
	return fields.flatMap((each) => [
		each,
		...inside(
			(each.options ?? []).flatMap((option) =>
				'values' in option ? option.values : 'type' in option ? [option] : [],
			),
		),
	]);
}

test('below every field that names files stands where to find their names', () => {
	const files = inside(properties).filter(({ displayName }) => /Binary Fields?$/.test(displayName));
	expect(new Set(files.map(({ name }) => name)).size).toBe(4);
	for (const { displayName, name, hint } of files) {
		const which = displayName.endsWith('s') ? 'Their names' : 'Its name';
		expect([name, hint]).toEqual([name, `${which} in the Binary tab of the input`]);
	}
});

test('a notice fits on one line', () => {
	// Of about 56 letters of the panel; a link is not counted.
	const notices = properties.filter(({ type }) => type === 'notice');
	expect(notices.length).toBeGreaterThan(0);
	for (const { displayName } of notices) expect(displayName.length).toBeLessThanOrEqual(56);
});

test('in every list of options, what is out of date is last, and what has no field before it', () => {
	const subNodes = [model, embeddings, reranker];
	const all = [...properties, ...subNodes.flatMap((each) => each.properties)];
	const collections = all.filter(({ type }) => type === 'collection');
	expect(collections.length).toBeGreaterThan(40);
	for (const { options } of collections) {
		const labels = (options as INodeProperties[]).map(({ displayName }) => displayName);
		const rank = (label: string) =>
			label.includes('(Legacy') ? 2 : label.startsWith('Extra Body') ? 1 : 0;
		expect(labels).toEqual(
			[...labels].sort((one, other) => rank(one) - rank(other) || one.localeCompare(other)),
		);
	}
	const chat = field('chat.complete', 'options')?.options as INodeProperties[];
	expect(chat.slice(-3).map(({ displayName }) => displayName)).toEqual([
		'Extra Body (JSON)',
		'Function Call (Legacy)',
		'Functions (Legacy, JSON)',
	]);
});

test.each([
	[
		'textToImage',
		[
			'prompt',
			'mainModelId',
			'width',
			'height',
			'waitForCompletion',
			'options',
			'controlNet',
			'throughput',
		],
	],
	[
		'imageToImage',
		[
			'prompt',
			'binaryProperty',
			'mainModelId',
			'width',
			'height',
			'waitForCompletion',
			'options',
			'controlNet',
			'throughput',
		],
	],
])('Stable Diffusion, %s: what everyone needs comes first', (operation, names) => {
	expect(fieldsOf(`stableDiffusion.${operation}`).map(({ name }) => name)).toEqual(names);
});

test.each([
	['image.generate', 'gpt-image-2'],
	['image.edit', 'gpt-image-2'],
	['audio.speech', 'tts-1'],
	['audio.transcribe', 'whisper-1'],
	['audio.translate', 'whisper-1'],
	['embedding.create', 'text-embedding-3-small'],
	['rerank.rank', ''],
	['chat.complete', ''],
	['text.summarize', ''],
	['claude.message', ''],
])('%s begins with the model "%s"', (operation, value) => {
	expect(field(operation, 'model')?.default).toEqual({ mode: 'list', value });
});

test('the chat model begins with a model, and says where it belongs', () => {
	const byName = new Map(model.properties.map((each) => [each.name, each]));
	expect(byName.get('model')?.default).toEqual({ mode: 'list', value: 'gpt-4o-mini' });
	expect(model.properties[0]).toMatchObject({
		type: 'notice',
		displayName: expect.stringMatching(/must be connected to an AI agent or chain.*Insert one/),
	});
});

/** As n8n compares what is stored with what is described. */
test('a node that was saved without a model keeps none, whatever is chosen at the start', () => {
	const empty = { __rl: true, mode: 'list', value: '' };
	const saved = { resource: 'image', operation: 'generate', prompt: 'A boat', model: empty };
	const node = { typeVersion: 1, parameters: saved } as never;
	const description = new Aigc2d().description;
	const stored = NodeHelpers.getNodeParameters(properties, saved, false, false, node, description);
	const opened = NodeHelpers.getNodeParameters(properties, stored, true, false, node, description);
	expect([stored?.model, opened?.model]).toEqual([empty, empty]);
	const fresh = { resource: 'image', operation: 'generate' };
	const begun = NodeHelpers.getNodeParameters(properties, fresh, true, false, node, description);
	expect(begun?.model).toEqual({ __rl: true, mode: 'list', value: 'gpt-image-2' });
});

test('a message shows its text once, and wants it where it has nothing else', () => {
	const { options } = field('chat.complete', 'messages') as INodeProperties;
	const [row] = options as Array<{ values: INodeProperties[] }>;
	const texts = row?.values.filter(({ name }) => name === 'content') ?? [];
	const shown = (values: object) =>
		texts
			.filter((each) => NodeHelpers.displayParameter(values as never, each, null, null))
			.map(({ required }) => required ?? false);
	for (const role of ['system', 'user', 'assistant', 'tool', '={{ $json.role }}']) {
		expect(shown({ role })).toEqual([true]);
		expect(shown({ role, imageUrls: '', binaryProperties: '' })).toEqual([true]);
		for (const instead of ['imageUrls', 'binaryProperties', 'toolCalls', 'functionCall'])
			expect(shown({ role, [instead]: 'x' })).toEqual([false]);
		expect(shown({ role, imageUrls: 'x', binaryProperties: 'x', toolCalls: 'x' })).toEqual([false]);
	}
});

test('what is essential stands below the fields that need it', () => {
	const hintOf = (operation: string, name: string) => field(operation, name)?.hint;
	for (const { operation } of operations) {
		for (const { name, hint } of fieldsOf(operation)) {
			if (/^(maxTokens|binaryProperty|binaryProperties|mainModelId|targetLanguage)$/.test(name))
				expect([operation, name, hint]).toEqual([operation, name, expect.stringMatching(/.{20}/)]);
			expect((hint ?? '').replace(/<[^>]*>/g, '').length).toBeLessThan(90);
		}
	}
	expect(hintOf('chat.complete', 'maxTokens')).toMatch(/AIGC2D reserves/);
});

test('the voice is chosen from a list, and may be any other by expression', () => {
	expect(field('audio.speech', 'voice')).toMatchObject({
		type: 'options',
		default: 'alloy',
		allowArbitraryValues: true,
	});
});

test.each([
	...['translate', '翻译', '摘要', 'image', 'picture', '绘画', 'dall-e', 'midjourney'],
	...['stable diffusion', 'embedding', 'embeddings', 'audio', 'speech', 'tts', 'transcribe'],
	...['whisper', 'extract', 'deepseek', 'qwen', '通义', 'gemini', 'kimi', '讯飞', '星火', '大模型'],
	...['openai compatible', 'one-api', 'new api', 'litellm', 'openrouter', 'prompt', 'ai', 'claude'],
	...['gpt', 'chatgpt', 'llm', 'ernie', '文心一言', 'text to speech', 'summarize', 'completion'],
	...['文生图', 'nano banana', '语音识别', 'grok', 'llama', 'translation', 'ocr', '余额', 'agent'],
])('whoever looks for "%s" finds the node', (word) => {
	expect(codex.alias).toContain(word);
});

test.each([
	'ernie',
	'spark',
	'文心一言',
	'deepseek',
	'qwen',
	'openai',
	'llm',
	'grok',
	'language model',
])('whoever looks for "%s" finds the chat model', (word) => {
	expect(modelCodex.alias).toContain(word);
});

test.each(['embeddings', 'vector store', 'rag', '向量', 'openai compatible'])(
	'whoever looks for "%s" finds the embeddings',
	(word) => {
		expect(embeddingsCodex.alias).toContain(word);
	},
);

test.each(['rerank', 'reranker', 'rag', '重排', 'cohere', 'jina'])(
	'whoever looks for "%s" finds the reranker',
	(word) => {
		expect(rerankerCodex.alias).toContain(word);
	},
);

test.each([
	['embeddings', embeddings, 'text-embedding-3-small'],
	['reranker', reranker, ''],
])(
	'the %s say that they belong to a vector store, and with which model they begin',
	(_name, node, preset) => {
		const [notice, modelField] = node.properties;
		expect(notice).toMatchObject({
			type: 'notice',
			displayName: expect.stringMatching(/connected to a vector store.*ai_vectorStore.*Insert one/),
		});
		expect(modelField?.default).toEqual({ mode: 'list', value: preset });
		expect(node.usableAsTool).toBeUndefined();
	},
);
