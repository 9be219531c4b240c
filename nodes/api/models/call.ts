import type { Call } from '../call';
import type { Failure } from '../failure';
import { isObject, type JsonObject } from '../json';
import { tryParseInSlices } from '../jsonInSlices';
import { bufferedReader } from '../readers/buffered';
import { decode } from '../readers/charset';
import { notJson } from '../readers/json';
import { checkBaseUrl } from '../readers/largest';
import type { Reading, ResponseHead } from '../readers/reader';
import { unusable } from '../readers/unusable';
import { isPage } from '../refusal/page';
import { readDeclaredError, readImpliedError } from '../refusal/refusal';
import type { InSlices } from '../slices';
import { modelsIn, mostModels } from './list';
import { onlyResponses } from './onlyResponses';

/**
 * The models of the gateway: GET /v1/models (OpenAI's convention; AIGC2D does not document it).
 * Every model has an `id`; other members are kept as sent.
 */
export function modelsCall(): Call<JsonObject[]> {
	return {
		request: { method: 'GET', path: '/v1/models' },
		lane: null,
		repeat: 'free',
		announces: onlyResponses,
		reader: () => bufferedReader(readModels, { what: 'The list of models', advice: checkBaseUrl }),
	};
}

function* readModels(bytes: Uint8Array, head: ResponseHead): InSlices<Reading<JsonObject[]>> {
	const text = decode(bytes, head);
	yield;
	const body = yield* tryParseInSlices(text);
	if (body === undefined) {
		return {
			failure: isPage(text) ? noList(head, 'with a web page in place of') : notJson(head, text),
		};
	}
	const models = modelsIn(body);
	if (models !== undefined && models.length > mostModels)
		return { failure: unusable(head, tooMany, { description: checkBaseUrl }) };
	// Gemini sends a list with one failure in it.
	const said: unknown = Array.isArray(body) ? body[0] : body;
	const claimed = isObject(said) ? readDeclaredError(head, said) : undefined;
	if (models !== undefined && claimed === undefined) return { value: models };
	const spoken = isObject(said) ? readImpliedError(head, said) : undefined;
	return { failure: claimed ?? spoken ?? noList(head, 'without') };
}

const tooMany = `The list of models has more than ${mostModels.toLocaleString('en-US')} entries`;

function noList(head: ResponseHead, how: string): Failure {
	return unusable(head, `The gateway answered ${how} a list of models`);
}
