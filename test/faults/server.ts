import { startGateway, type Received, type Responder } from '../support/gateway';
import type { Answer } from '../support/wire/case';
import { respondAs } from '../support/wire/server';
import { askedIn } from './ask';
import type { OpenServer, Served } from './case';

/** Opens what a case is asked of. */
export async function open(served: Served = []): Promise<OpenServer> {
	if (typeof served === 'function') return await served();
	return await openGateway('each' in served ? itemByItem(served.each) : inOrder(served));
}

/** A real HTTP server on loopback. */
export async function openGateway(respond: Responder): Promise<OpenServer> {
	const { url, requests, close } = await startGateway(respond);
	return { url, close, count: () => requests.length };
}

/** The next answer for every request, the last one again and again. */
export function inOrder(served: Answer | readonly Answer[]): Responder {
	return respondAs({ answers: [served].flat().map(quoting) }, fill);
}

/** The same for every item on its own. */
function itemByItem(answers: readonly Answer[]): Responder {
	const items = new Map<string | undefined, Responder>();
	return async (request, response, position) => {
		const item = askedIn(`${request.path} ${request.bytes.toString()}`);
		const respond = items.get(item) ?? inOrder(answers);
		items.set(item, respond);
		return await respond(request, response, position);
	};
}

/** Gateways quote keys at any place: each answer has that of its request in a header that ends up in failures. */
function quoting(answer: Answer): Answer {
	return { ...answer, headers: { 'x-request-id': 'req-{key}', ...answer.headers } };
}

/** Fills in what a request asks for, its key, and the server's own host. */
export function fill(text: string, { bytes, path, headers }: Received): string {
	const { authorization = '', host = '' } = headers;
	const filled: { [name: string]: string } = {
		'{asked}': askedIn(`${path} ${bytes.toString()}`) ?? '',
		'{key}': String(headers['x-api-key'] ?? authorization.replace(/^Bearer /, '')),
		'{host}': host,
	};
	return text.replace(/\{(asked|key|host)\}/g, (name) => filled[name] ?? '');
}
