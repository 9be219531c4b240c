import type { IDataObject } from 'n8n-workflow';
import { completion, sendJson, type Received, type Responder } from './gateway';
import { answer } from './stream';

/** A gateway whose models differ: each answers, or fails, in its own way. */
export function byModel(models: { [model: string]: Responder }): Responder {
	return (request, response, position) => {
		const model = String(request.body.model);
		const respond = models[model];
		if (respond === undefined) throw new Error(`${model} was not to be asked`);
		return respond(request, response, position);
	};
}

/** What a model refuses with. */
export function refuses(status: number, message: string, more: IDataObject = {}): Responder {
	return (_request, response) => sendJson(response, { error: { message, ...more } }, status);
}

/** A model that says so. */
export function says(text: string, more: IDataObject = {}): Responder {
	return (request, response) => answer(request, response, completion(text, more));
}

/** The models that were asked, in their order. */
export function modelsOf(requests: readonly Received[]): string[] {
	return requests.map(({ body }) => String(body.model));
}

/** A model as the panel stores it. */
export function modelOf(value: string): IDataObject {
	return { __rl: true, mode: 'id', value };
}
