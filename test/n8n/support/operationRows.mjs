/** Every operation of the node with the parameters that it is run with in the real n8n, as the editor stores them. */
import { modelById, userMessage } from './workflows.mjs';

/** What the operations work on: two items. */
export const items = [
	{
		text: 'Hello {{name}}, see https://example.org/order for your order.',
		about: 'Name: Ada\nTotal: 12.5\n\nIt is late. Nobody wrote.',
	},
	{ text: 'Thank you %s', about: 'Name: Bob\nTotal: 7\n\nIt is broken! Please help.' },
];

const text = '={{ $json.text }}';
const about = '={{ $json.about }}';
const byRule = (name) => modelById(`rule-${name}`);

/** By `resource.operation`. `from` names the row whose items are taken in place of `items`. */
export const rows = {
	'chat.complete': {
		// A model that refuses this temperature and stream_options: the node must do without.
		parameters: {
			model: modelById('ernie-bot-4'),
			messages: userMessage('ping'),
			options: { temperature: 0 },
		},
	},
	'text.summarize': {
		parameters: { model: byRule('summarizer'), text: about, allItems: true, style: 'bullets' },
	},
	'text.translate': {
		parameters: {
			model: byRule('translator'),
			text,
			targetLanguage: { __rl: true, mode: 'list', value: 'German' },
			glossary: { values: [{ term: 'order', translation: 'Bestellung' }] },
			keep: ['placeholders', 'urls'],
		},
	},
	'text.extract': {
		parameters: {
			model: byRule('extractor'),
			text: about,
			schemaSource: 'fields',
			fields: {
				values: [
					{ name: 'name', type: 'string', description: 'Who', required: true },
					{ name: 'total', type: 'number', description: '', required: true },
					{ name: 'phone', type: 'string', description: '', required: false },
				],
			},
		},
	},
	'text.complete': {
		parameters: { model: modelById('tiny-support'), prompt: 'user: ping\nassistant:\n' },
	},
	'claude.message': {
		parameters: {
			model: modelById('claude-2'),
			system: 'Be short.',
			messages: userMessage('ping'),
			maxTokens: 50,
		},
	},
	'claude.complete': {
		parameters: { model: modelById('claude-2'), prompt: 'ping' },
	},
	'image.generate': {
		parameters: { model: byRule('painter'), prompt: text, options: { n: 2, size: '64x48' } },
	},
	'image.edit': {
		from: 'image.generate',
		parameters: { model: byRule('painter'), prompt: 'Make it blue', binaryProperties: 'image' },
	},
	'stableDiffusion.textToImage': {
		parameters: { prompt: text, width: 64, height: 48, options: { steps: 1, batchSize: 2 } },
	},
	'stableDiffusion.imageToImage': {
		from: 'image.generate',
		parameters: { prompt: 'at night', binaryProperty: 'image', width: 64, height: 48 },
	},
	'stableDiffusion.getTask': {
		from: 'stableDiffusion.textToImage',
		parameters: { taskId: '={{ $json.task.id }}' },
	},
	'midjourney.imagine': {
		// An address that nobody listens at, so that the request has a member that shows its spelling.
		parameters: {
			prompt: text,
			options: { dialect: 'snakeCase', state: 'mine', notifyHook: 'http://127.0.0.1:9/' },
		},
	},
	'midjourney.action': {
		from: 'midjourney.imagine',
		parameters: { taskId: '={{ $json.task.id }}', button: '={{ $json.task.buttons[0] }}' },
	},
	'midjourney.change': {
		from: 'midjourney.imagine',
		parameters: { taskId: '={{ $json.task.id }}', change: 'VARIATION', index: 2 },
	},
	'midjourney.blend': {
		from: 'stableDiffusion.textToImage',
		parameters: { binaryProperties: 'image, image_1' },
	},
	'midjourney.describe': {
		from: 'image.generate',
		parameters: { binaryProperty: 'image' },
	},
	'midjourney.getTask': {
		from: 'midjourney.imagine',
		parameters: { taskId: '={{ $json.task.id }}' },
	},
	'embedding.create': {
		parameters: { model: byRule('embedder'), text, options: { batchSize: 2, dimensions: 16 } },
	},
	'rerank.rank': {
		parameters: {
			model: byRule('reranker'),
			query: 'your order',
			documents: '={{ [$json.about, $json.text] }}',
			options: { topN: 1 },
		},
	},
	'audio.speech': {
		parameters: { model: byRule('speaker'), text, voice: 'alloy' },
	},
	'audio.transcribe': {
		from: 'audio.speech',
		parameters: { model: byRule('reader'), binaryProperty: 'audio' },
	},
	'audio.translate': {
		from: 'audio.speech',
		parameters: { model: byRule('reader'), binaryProperty: 'audio' },
	},
	'model.getMany': { parameters: { returnAll: true, filter: 'ernie' } },
	'account.getBalance': { parameters: {} },
	'request.send': {
		parameters: {
			method: 'POST',
			path: '/v1/embeddings',
			body: '{"model": "rule-embedder", "input": "Hello", "dimensions": 4}',
		},
	},
};
