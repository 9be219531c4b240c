import type { ServerResponse } from 'node:http'; // eslint-disable-line @n8n/community-nodes/no-restricted-imports -- a type
import { isObject } from '../../../nodes/api/json';
import { pause, type Received, type Responder } from '../gateway';
import type { Answer, Conversation } from './case';
import { filledWith, sample } from './samples';

/** How long a body may be on its way before its connection is reset, in milliseconds. */
const beforeReset = 15;

/** Method and path of a request, without its query. */
export const routeOf = ({ method, path }: Received): string => `${method} ${path.split('?')[0]}`;

/** The case that a request belongs to. */
export function ownerOf(
	cases: readonly Conversation[],
	request: Received,
): Conversation | undefined {
	const text = request.path + request.bytes.toString();
	return (
		cases.find(({ marks }) => !marks || marks.some((mark) => text.includes(mark))) ??
		// A file behind a redirect need not carry a mark.
		cases.find(({ answers = [] }) => answers.some((answer) => isOn(answer, request)))
	);
}

/** Plays the gateway of some cases. */
export function converse(cases: readonly Conversation[]): Responder {
	const used = new Set<Answer>();
	return async (request, response) => {
		const { answers = [] } = ownerOf(cases, request) ?? {};
		const meant = answers.filter((answer) => isFor(answer, request));
		const next = meant.find((answer) => !used.has(answer)) ?? meant.at(-1);
		if (next === undefined) return sendUnknown(request, response);
		used.add(next);
		const { status = 200, headers = {}, type, reset = false } = next;
		const fill = filledWith(`http://127.0.0.1:${request.headers.host?.split(':')[1]}`);
		const body = bodyOf(next, fill);
		if (reset && body === undefined) return response.socket?.resetAndDestroy();
		const shape = type ?? (next.file === undefined ? 'application/json' : undefined);
		const filled = Object.entries(headers).map(([name, value]) => [name, fill(value)]);
		response.writeHead(status, {
			...(shape === undefined ? {} : { 'content-type': shape }),
			...(Object.fromEntries(filled) as { [name: string]: string }),
		});
		if (!reset) return response.end(body);
		response.write(body);
		await pause(beforeReset);
		return response.socket?.resetAndDestroy();
	};
}

/** An answer for all requests is used up by those that have not one of their own. */
function isFor(answer: Answer, request: Received): boolean {
	const { ifBodyHas } = answer;
	if (!isOn(answer, request)) return false;
	return ifBodyHas === undefined || (isObject(request.body) && ifBodyHas in request.body);
}

function isOn({ method, path }: Pick<Answer, 'method' | 'path'>, request: Received): boolean {
	return routeOf(request) === `${method} ${path}`;
}

function bodyOf({ body, file, bytes }: Answer, fill: (text: string) => string): Buffer | undefined {
	if (file !== undefined) return sample(file);
	if (bytes !== undefined)
		return Buffer.from(fill(Buffer.from(bytes).toString('latin1')), 'latin1');
	if (body === undefined) return undefined;
	return Buffer.from(fill(typeof body === 'string' ? body : JSON.stringify(body)));
}

/** As gateways of this family answer a route that they do not have. */
function sendUnknown({ method, path }: Received, response: ServerResponse): void {
	const error = { message: `Invalid URL (${method} ${path})`, type: 'invalid_request_error' };
	response.writeHead(404, { 'content-type': 'application/json' }).end(JSON.stringify({ error }));
}
