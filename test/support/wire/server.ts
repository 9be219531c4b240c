import { pause, type Received, type Responder } from '../gateway';
import type { Answer, WireCase } from './case';

/**
 * Answers the requests of a case, each with the next answer that is meant for it.
 *
 * @param fill puts what a request has into texts of its answer
 */
export function respondAs(
	{ answer, answers = answer ? [answer] : [] }: Pick<WireCase, 'answer' | 'answers'>,
	fill: (text: string, request: Received) => string = (text) => text,
): Responder {
	const used = new Set<Answer>();
	return async (request, response, position) => {
		const meant = answers.filter((one) => isFor(one, request));
		const next = meant.find((one) => !used.has(one)) ?? meant.at(-1);
		if (next === undefined) return response.writeHead(404).end();
		used.add(next);
		const { status = 200, content_type, headers = {}, countdown = {}, ends } = next;
		const { delay = 0, between = 15 } = next;
		const filled = (text: string) => fill(text, request);
		const body = typeof next.body === 'string' ? filled(next.body) : next.body;
		await pause(delay);
		response.writeHead(status, {
			...(content_type === undefined ? {} : { 'content-type': content_type }),
			...Object.fromEntries(Object.entries(headers).map(([name, value]) => [name, filled(value)])),
			...Object.fromEntries(
				Object.entries(countdown).map(([name, from]) => [name, String(from - position)]),
			),
		});
		if (typeof body === 'string' && ends === undefined) return response.end(body);
		for (const piece of [body].flat()) {
			response.write(piece);
			await pause(between);
		}
		if (ends === 'reset') return response.socket?.resetAndDestroy();
		return ends === 'silence' ? undefined : response.end();
	};
}

function isFor({ to, path }: Answer, request: Received): boolean {
	if (path !== undefined) return request.path === path;
	if (to === undefined) return true;
	const { stream } = (request.body ?? {}) as { stream?: unknown };
	return (stream === true) === (to === 'streams');
}
