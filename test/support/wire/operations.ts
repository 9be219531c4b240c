import type { IDataObject, INodeExecutionData } from 'n8n-workflow';
import { binary, wav } from '../files';
import type { Ask } from './case';

/** Operation and parameters by the route that is asked. */
const byRoute: { [route: string]: { operation: string; parameters: IDataObject } } = {
	'/v1/chat/completions': {
		operation: 'chat.complete',
		parameters: { messages: { values: [{ role: 'user', content: 'Hello' }] } },
	},
	'/v1/messages': {
		operation: 'claude.message',
		parameters: { messages: { values: [{ role: 'user', content: 'Hello' }] } },
	},
	'/v1/complete': { operation: 'claude.complete', parameters: { prompt: 'Hello' } },
	'/v1/completions': { operation: 'text.complete', parameters: { prompt: 'Hello' } },
	'/v1/embeddings': { operation: 'embedding.create', parameters: { text: '={{ $json.text }}' } },
	'/v1/rerank': {
		operation: 'rerank.rank',
		parameters: { query: 'Who?', documents: ['Ada', 'Bob'] },
	},
	'/v1/images/generations': {
		operation: 'image.generate',
		parameters: { prompt: 'A lighthouse' },
	},
	'/v1/audio/transcriptions': { operation: 'audio.transcribe', parameters: {} },
	'/v1/audio/speech': {
		operation: 'audio.speech',
		parameters: { text: 'Hello', voice: 'alloy' },
	},
	'/v1/models': { operation: 'model.getMany', parameters: { returnAll: true } },
};

/** The parameters of the node for what is asked. */
export function parametersFor(ask: Ask): IDataObject {
	const usual = byRoute[ask.route];
	const operation = ask.operation ?? usual?.operation ?? '';
	const [resource, name] = operation.split('.');
	const options = {
		...(ask.stream === undefined ? {} : { stream: ask.stream }),
		...(ask.response_format === undefined ? {} : { responseFormat: ask.response_format }),
		...ask.options,
	};
	return {
		resource,
		operation: name,
		model: { __rl: true, mode: 'id', value: 'test-model' },
		...(operation === usual?.operation ? usual.parameters : {}),
		...(ask.simplify === undefined ? {} : { simplify: ask.simplify }),
		...ask.parameters,
		options,
		throughput: { ...ask.throughput },
	};
}

/** The input; a sound for the operation that wants one. */
export function itemsFor({ route, items = [{}] }: Ask): INodeExecutionData[] {
	const sound = { data: binary(wav(), 'audio/wav', 'said.wav') };
	return items.map((json) => ({
		json,
		...(route === '/v1/audio/transcriptions' ? { binary: sound } : {}),
	}));
}
