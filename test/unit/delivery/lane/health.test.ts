import { failure } from '../../../../nodes/api/failure';
import { healthOf, type Health } from '../../../../nodes/delivery/lane/trouble/health';

const json = { 'content-type': 'application/json' };
const html = { 'content-type': 'text/html; charset=utf-8' };
const answer = (status: number, headers = json) => ({ status, headers });
const network = (code: string) =>
	failure('network', { code, phase: code === 'ECONNRESET' ? 'sent' : 'connecting' });
const server = (status: number) => failure('server', { status });

test.each<[string, Partial<Parameters<typeof healthOf>[0]>, Health]>([
	['an answer', {}, 'up'],
	['a refused connection', { why: network('ECONNREFUSED') }, 'down'],
	['no descriptors', { why: network('EMFILE') }, 'down'],
	['a name without address that has answered', { why: network('ENOTFOUND') }, 'down'],
	['one that never has', { why: network('ENOTFOUND'), isKnownHost: false }, 'unknown'],
	['a reset', { why: network('ECONNRESET'), took: 100 }, 'down'],
	['a reset after a minute', { why: network('ECONNRESET'), took: 60_000 }, 'perhapsDown'],
	['a reset in the answer', { why: network('ECONNRESET'), answer: answer(200) }, 'perhapsDown'],
	['a bad certificate', { why: failure('network', { retryable: false }) }, 'unknown'],
	['our own clock', { why: failure('timeout') }, 'unknown'],
	[
		'no connection in time',
		{ why: failure('timeout', { code: 'ETIMEDOUT', phase: 'connecting' }) },
		'down',
	],
	['Stop', { why: failure('cancelled') }, 'unknown'],
	['broken JSON', { why: failure('malformed', { status: 200 }), answer: answer(200) }, 'unknown'],
	...[502, 503, 504, 520, 521, 522, 523, 524, 529].map((status): [string, object, Health] => [
		`${status}`,
		{ why: server(status), answer: answer(status, html) },
		'down',
	]),
	['a 504', { why: failure('timeout', { status: 504 }), answer: answer(504, html) }, 'down'],
	['a slow 504', { why: server(504), answer: answer(504, html), took: 60_000 }, 'perhapsDown'],
	['a 500', { why: server(500), answer: answer(500) }, 'perhapsDown'],
	['trouble under 200', { why: server(200), answer: answer(200) }, 'perhapsDown'],
	['a conflict', { why: server(409), answer: answer(409) }, 'perhapsDown'],
	['a limit', { why: failure('rateLimit', { status: 429 }), answer: answer(429) }, 'up'],
	['an empty account', { why: failure('quota', { status: 500 }), answer: answer(500) }, 'up'],
	['a bad request', { why: failure('badRequest', { status: 400 }), answer: answer(400) }, 'up'],
	['a page', { why: failure('notFound', { status: 404 }), answer: answer(404, html) }, 'unknown'],
	['a filter in the answer', { why: failure('contentFilter'), answer: answer(200) }, 'up'],
])('%s: %o shows the gateway %s', (_what, ended, health) => {
	const all = { why: undefined, answer: undefined, took: 100, isKnownHost: true, ...ended };
	expect(healthOf(all)).toBe(health);
});
