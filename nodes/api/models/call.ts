import type { Call, JsonObject } from '../call';
import { failure } from '../failure';
import { isObject, textOf } from '../json';
import { jsonReader } from '../jsonReader';

/**
 * The models of the gateway: GET /v1/models (OpenAI's convention; AIGC2D does not document it).
 * Every model has an `id`; other members are kept as sent.
 */
export function modelsCall(): Call<JsonObject[]> {
	return {
		request: { method: 'GET', path: '/v1/models' },
		lane: null,
		repeat: 'free',
		reader: () =>
			jsonReader<JsonObject[]>((body, head) =>
				Array.isArray(body.data)
					? { value: body.data.filter(isModel) }
					: {
							failure: failure('malformed', {
								status: head.status,
								message: 'The gateway answered without a list of models',
								retryable: false,
							}),
						},
			),
	};
}

function isModel(value: unknown): value is JsonObject {
	return isObject(value) && textOf(value.id) !== null;
}
