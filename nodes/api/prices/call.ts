import type { Call } from '../call';
import type { JsonObject } from '../json';
import { jsonReader } from '../readers/json';
import type { Reading, ResponseHead } from '../readers/reader';
import { unusable } from '../readers/unusable';
import { pricesOfGateway } from './gatewayPrices';
import type { Prices } from './prices';

/** Asks for the price list of a gateway of New-API's kind: GET /api/pricing, which is public. Costs nothing. */
export function pricesCall(): Call<Prices> {
	return {
		request: { method: 'GET', path: '/api/pricing' },
		lane: null,
		repeat: 'free',
		reader: () => jsonReader<Prices>(readPrices),
	};
}

function readPrices(body: JsonObject, head: ResponseHead): Reading<Prices> {
	const value = pricesOfGateway(body);
	if (value !== undefined) return { value };
	return { failure: unusable(head, 'The gateway answered without a list of prices') };
}
