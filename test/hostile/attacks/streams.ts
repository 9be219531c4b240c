import type { Attack, Exchange } from '../attack';
import { chunk, event } from '../routes';
import { good, sendEndless, sendNumbered } from '../sending';

/** Streams of events without an end. */
export const streams: readonly Attack[] = [
	endless('pieces of text', (exchange) => exchange.route.piece?.('word ') ?? ''),
	endless('comments', () => ': ping\n\n'),
	endless('blank lines', () => '\n'),
	endless('events without data', () => 'event: message\n\n'),
	endless('names of events', () => 'event: message\n'),
	endless('numbers of events', () => 'id: 1\nretry: 1\n\n'),
	endless('lines of one event', () => 'data: ab\n'),
	endless('lines without a field', () => '{"a":\n'),
	endless('pings', () => 'event: ping\ndata: {"type":"ping"}\n\n'),
	endless('empty chunks', () => event({ choices: [] })),
	endless('usage', (_exchange, n) =>
		event({ choices: [], usage: { prompt_tokens: n, completion_tokens: n, [`k${n}`]: n } }),
	),
	endless('names of members', (_exchange, n) => event({ choices: [], [`k${n}`]: n })),
	endless('names of members of a piece', (_exchange, n) => event(chunk({ [`k${n}`]: n }))),
	endless('entries of a list', (_exchange, n) => event(chunk({ list: [n] }))),
	endless('citations', (_exchange, n) => event(chunk({ citations: [`https://a.example/${n}`] }))),
	endless('choices', (_exchange, n) => event({ choices: [{ index: n, delta: { content: 'a' } }] })),
	endless('tool calls', (_exchange, n) =>
		event(
			chunk({
				tool_calls: [{ index: n, id: `c${n}`, function: { name: `f${n}`, arguments: '{}' } }],
			}),
		),
	),
	endless('pieces of arguments', () =>
		event(chunk({ tool_calls: [{ index: 0, function: { arguments: 'a' } }] })),
	),
	endless('thoughts', () => event(chunk({ reasoning_content: 'hm ' }))),
	{
		...endless('blocks of Claude', (_exchange, n) =>
			event({ type: 'content_block_start', index: n, content_block: { type: 'text', text: 'a' } }),
		),
		on: ['claude'],
	},
	{
		...endless(
			'inputs of tools of Claude',
			(_exchange, n) =>
				event({
					type: 'content_block_delta',
					index: n,
					delta: { type: 'input_json_delta', partial_json: '{}' },
				}) + event({ type: 'content_block_stop', index: n }),
		),
		on: ['claude'],
	},
	{
		name: 'one line without end',
		on: ['events'],
		send: async (exchange) => {
			const response = good(exchange);
			response.write('data: {"choices":[{"delta":{"content":"');
			await sendEndless(response, 'abcdefgh');
		},
	},
];

function endless(what: string, textOf: (exchange: Exchange, number: number) => string): Attack {
	return {
		name: `${what} without end`,
		on: ['events'],
		send: async (exchange) => {
			const response = good(exchange, { 'content-type': 'text/event-stream' });
			const isSame = textOf(exchange, 1) === textOf(exchange, 2);
			await (isSame
				? sendEndless(response, textOf(exchange, 0))
				: sendNumbered(response, (number) => textOf(exchange, number)));
		},
	};
}
