/**
 * How the panels are filled for their pictures: as somebody would who does this for the first time, with a few options
 * added. A panel without an example is shown as a new node has it.
 */

/** The item that the expressions in them are shown with. */
export const item = {
	text: 'My parcel is three weeks late, and nobody answers. Please help.',
	task: { id: '1714205736284911', buttons: ['U1', 'U2', 'V1', 'V2'] },
};

const model = (value) => ({ __rl: true, mode: 'list', value, cachedResultName: value });
const language = (value, name) => ({ __rl: true, mode: 'list', value, cachedResultName: name });
const text = '={{ $json.text }}';
const taskId = '={{ $json.task.id }}';
const conversation = {
	values: [
		{ role: 'system', content: 'You answer in one sentence.' },
		{ role: 'user', content: '=Summarize this ticket: {{ $json.text }}' },
	],
};

/** Parameters by `resource.operation`, and by the name of a node that has only one panel. */
export const examples = {
	'chat.complete': {
		model: model('gpt-4o-mini'),
		messages: conversation,
		options: { temperature: 0.2, includeInput: 'beside' },
		throughput: { tokenBudget: 100_000 },
	},
	'text.summarize': {
		model: model('gpt-4o-mini'),
		text,
		style: 'bullets',
		options: { focus: 'what customers complain about' },
	},
	'text.translate': {
		model: model('gpt-4o-mini'),
		text,
		targetLanguage: language('German', 'German (Deutsch)'),
		glossary: { values: [{ term: 'ticket', translation: 'Vorgang' }] },
		options: { formality: 'formal' },
	},
	'text.extract': {
		model: model('gpt-4o-mini'),
		text,
		fields: {
			values: [
				{ name: 'subject', type: 'string', description: 'What it is about', required: true },
				{ name: 'weeks_late', type: 'number', description: '', required: false },
			],
		},
		instructions: 'Leave out what the text does not say',
	},
	'text.complete': {
		model: model('gpt-3.5-turbo-instruct'),
		prompt: 'Write a slogan for a bakery:',
		options: { temperature: 0.9 },
	},
	'claude.message': {
		model: model('claude-sonnet-4-5'),
		system: 'You answer in one sentence.',
		messages: { values: [{ role: 'user', content: text }] },
		options: { thinkingBudget: 1024 },
	},
	'claude.complete': { model: model('claude-2'), prompt: 'Why is the sky blue?' },
	'image.generate': {
		prompt: 'A lighthouse at dusk, watercolour',
		options: { n: 2, size: '1536x1024' },
	},
	'image.edit': { prompt: 'Make the sky red', options: { maskBinaryProperty: 'mask' } },
	'stableDiffusion.textToImage': {
		prompt: 'a lighthouse at dusk, watercolour',
		options: { negativePrompt: 'blurry, text' },
	},
	'stableDiffusion.imageToImage': {
		prompt: 'the same at night',
		controlNet: { units: [{ binaryProperty: 'sketch', preset: '1' }] },
	},
	'stableDiffusion.getTask': { taskId },
	'midjourney.imagine': {
		prompt: 'a lighthouse at dusk, watercolour --ar 3:2',
		options: { speed: 'relax' },
	},
	'midjourney.action': { taskId, button: 'U1' },
	'midjourney.change': { taskId, change: 'VARIATION', index: 2 },
	'midjourney.blend': { options: { dimensions: 'LANDSCAPE' } },
	'midjourney.getTask': { taskId },
	'embedding.create': { text, options: { dimensions: 512 } },
	'rerank.rank': {
		model: model('bge-reranker-v2-m3'),
		query: 'How long does delivery take?',
		documents: 'Parcels arrive within three days.\nReturns are free for a month.',
		options: { topN: 1 },
	},
	'audio.speech': { text, voice: 'nova', options: { format: 'wav' } },
	'audio.transcribe': { options: { language: 'en' } },
	'audio.translate': { options: { prompt: 'AIGC2D, n8n, ERNIE' } },
	'model.getMany': { filter: 'gpt-4*mini' },
	'request.send': {
		method: 'POST',
		path: '/v1/moderations',
		body: '{\n  "model": "omni-moderation-latest",\n  "input": "Hello"\n}',
	},
	embeddingsAigc2d: { options: { dimensions: 512 } },
	rerankerAigc2d: { model: model('bge-reranker-v2-m3'), options: { topN: 5 } },
	lmChatAigc2d: { options: { temperature: 0.2, reasoningEffort: 'low' } },
};
