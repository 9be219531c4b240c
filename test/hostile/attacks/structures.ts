import type { Attack, Exchange } from '../attack';
import { completion } from '../routes';
import { good, sendNumbered, sendPieces } from '../sending';

const depth = 100_000;
const lists = '['.repeat(depth) + ']'.repeat(depth);
const objects = '{"a":'.repeat(depth) + '1' + '}'.repeat(depth);
const open = '[{"a":'.repeat(depth);
/** Takes hold of all objects where somebody copies it member by member. */
const polluting =
	'{"__proto__":{"polluted":"a"},"constructor":{"prototype":{"polluted":"b"}},"a":{"__proto__":{"polluted":"c"}}}';

/** The good answer with a further member, whose JSON is given. */
function withMember({ good: { body } }: Exchange, raw: string, name = 'x'): string {
	const text = body.toString('latin1');
	const at = text.indexOf('{');
	return at < 0
		? `{"${name}":${raw}}`
		: `${text.slice(0, at)}{"${name}":${raw},${text.slice(at + 1)}`;
}

function sendMember(exchange: Exchange, raw: string, name?: string): void {
	good(exchange).end(withMember(exchange, raw, name));
}

/** The body of a chat, or of a refusal, with a text in it. */
const sendChat = (message: object) => (exchange: Exchange) =>
	good(exchange, { 'content-type': 'application/json' }).end(JSON.stringify(completion(message)));
const sendRefusal = (raw: string) => (exchange: Exchange) =>
	exchange.response.writeHead(400, { 'content-type': 'application/json' }).end(raw);
const call = (args: string) => ({
	content: null,
	tool_calls: [{ id: 'c', type: 'function', function: { name: 'f', arguments: args } }],
});
const chats = ['chat', 'extract', 'chatModel'];
const someJson = ['json', 'chats'];

/** Many small things of JSON, about 60 MB of text. */
async function sendMany(exchange: Exchange, textOf: (number: number) => string, size: number) {
	const response = good(exchange, { 'content-type': 'application/json' });
	response.write(`{"x":${size > 0 ? '[' : '{'}`);
	await sendNumbered(response, textOf, Math.abs(size));
	response.end(size > 0 ? '0]}' : '"z":0}}');
}

/** JSON that no gateway means. */
export const structures: readonly Attack[] = [
	{ name: 'lists, 100,000 deep', send: (exchange) => sendMember(exchange, lists) },
	{ name: 'objects, 100,000 deep', send: (exchange) => sendMember(exchange, objects) },
	{
		name: 'brackets, 100,000 deep and open',
		send: (exchange) => good(exchange).end(withMember(exchange, open)),
	},
	{
		name: 'a refusal, 100,000 deep',
		on: someJson,
		send: sendRefusal(`{"error":{"message":"no","detail":${objects}}}`),
	},
	{
		name: 'words of a refusal with JSON 100,000 deep in them',
		on: someJson,
		send: sendRefusal(JSON.stringify({ error: { message: objects } })),
	},
	{
		name: 'arguments of a tool, 100,000 deep',
		on: chats,
		mayPass: true,
		send: sendChat(call(objects)),
	},
	{
		name: 'JSON in the text, 100,000 deep',
		on: chats,
		mayPass: true,
		send: sendChat({ content: objects }),
	},
	{
		name: '__proto__ and constructor in a member',
		mayPass: true,
		send: (exchange) => sendMember(exchange, polluting),
	},
	{
		name: '__proto__ of the answer',
		mayPass: true,
		send: (exchange) => sendMember(exchange, '{"polluted":"d"}', '__proto__'),
	},
	{
		name: 'constructor.prototype of the answer',
		mayPass: true,
		send: (exchange) => sendMember(exchange, '{"prototype":{"polluted":"e"}}', 'constructor'),
	},
	{
		name: '__proto__, written in another way',
		mayPass: true,
		send: (exchange) => sendMember(exchange, '{"polluted":"f"}', '\\u005f\\u005fproto\\u005f_'),
	},
	{
		name: '__proto__ in pieces of an answer',
		on: ['events'],
		mayPass: true,
		send: (exchange) =>
			good(exchange).end(
				`data: {"choices":[{"index":"__proto__","delta":{"__proto__":{"polluted":"g"},"constructor":${polluting},"audio":${polluting}}}]}\n\n`.repeat(
					3,
				) + exchange.good.body.toString(),
			),
	},
	{
		name: '__proto__ in the arguments of a tool',
		on: chats,
		mayPass: true,
		send: sendChat(call(polluting)),
	},
	{
		name: '__proto__ in JSON in the text',
		on: chats,
		mayPass: true,
		send: sendChat({ content: polluting }),
	},
	{
		name: '__proto__ in a refusal',
		on: someJson,
		send: sendRefusal(`{"error":{"message":"no","__proto__":{"polluted":"h"},"x":${polluting}}}`),
	},
	{
		name: 'a million entries',
		on: ['json', 'chats', 'claude'],
		mayPass: true,
		send: async (exchange) => {
			const [before, entry, after] = exchange.route.many ?? ['', '', ''];
			const type = before.startsWith('data:') ? exchange.good.type : 'application/json';
			const response = good(exchange, { 'content-type': type });
			response.write(before);
			const piece = Buffer.from(entry.repeat(1_000));
			await sendPieces(response, () => piece, 1_000);
			response.end(after);
		},
	},
	{
		name: 'a million pictures to fetch',
		on: ['pictures'],
		mayPass: true,
		send: async (exchange) => {
			const host = `http://${exchange.request.headers.host}`;
			const path = String(exchange.request.url).replace(/\/v1.*|\/mj.*/, '');
			const entry = (n: number) => `{"url":"${host}${path}/file/hostile-${n}.png"},`;
			const response = good(exchange, { 'content-type': 'application/json' });
			response.write('{"id":"1","status":"SUCCESS","data":[');
			await sendNumbered(response, entry, 100_000);
			response.end(`${entry(0).slice(0, -1)}]}`);
		},
	},
	{
		name: 'a million tool calls',
		on: chats,
		mayPass: true,
		send: async (exchange) => {
			const response = good(exchange, { 'content-type': 'application/json' });
			response.write('{"choices":[{"finish_reason":"tool_calls","message":{"tool_calls":[');
			const entry = '{"function":{"name":"f"}},';
			const piece = Buffer.from(entry.repeat(1_000));
			await sendPieces(response, () => piece, 1_000);
			response.end(`${entry.slice(0, -1)}]}}]}`);
		},
	},
	{
		name: '400,000 entries that the schema does not allow',
		on: ['extract'],
		send: sendChat({ content: `{"b":[${'"a",'.repeat(400_000)}"a"]}` }),
	},
	{
		name: '10 million numbers in a list',
		on: someJson,
		mayPass: true,
		send: async (exchange) => {
			const response = good(exchange, { 'content-type': 'application/json' });
			response.write('{"data":[');
			await sendNumbered(response, () => '1,', 10_000_000);
			response.end('1]}');
		},
	},
	{
		name: 'a number of a million digits',
		mayPass: true,
		send: (exchange) => sendMember(exchange, '9'.repeat(1_000_000)),
	},
	{
		name: 'a name of 10 MB',
		mayPass: true,
		send: (exchange) => sendMember(exchange, '1', 'k'.repeat(10_000_000)),
	},
	{
		name: 'a name of 10 MB in a refusal',
		on: someJson,
		send: sendRefusal(`{"error":{"message":"no","${'k'.repeat(10_000_000)}":1}}`),
	},
	{
		name: '6 million empty lists',
		on: someJson,
		send: async (exchange) => await sendMany(exchange, () => '[],', 6_000_000),
	},
	{
		name: '6 million empty objects',
		on: someJson,
		send: async (exchange) => await sendMany(exchange, () => '{},', 6_000_000),
	},
	{
		name: '3 million names',
		on: someJson,
		send: async (exchange) => await sendMany(exchange, (n) => `"k${n}":0,`, -3_000_000),
	},
	{
		name: '2 million shapes of objects',
		on: someJson,
		send: async (exchange) => await sendMany(exchange, (n) => `{"k${n}":0},`, 2_100_000),
	},
];
