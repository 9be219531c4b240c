import { ChatAssembly } from '../../../../nodes/api/chat/assembly';
import { Brackets } from '../../../../nodes/api/chat/brackets';
import { type Completion, readCompletion } from '../../../../nodes/api/chat/completion';
import { isObject, type JsonObject, tryParseJson } from '../../../../nodes/api/json';

/** The body that chunks make. */
function bodyOf(deltas: readonly JsonObject[], more: JsonObject = {}): JsonObject {
	const assembly = new ChatAssembly<Completion>({ status: 200, headers: {} }, readCompletion);
	for (const delta of deltas) assembly.add({ ...more, choices: [{ index: 0, delta }] });
	assembly.add({ choices: [{ index: 0, delta: {}, finish_reason: 'stop' }] });
	const { value } = assembly.result();
	return value?.body ?? {};
}

function messageOf(deltas: readonly JsonObject[]): JsonObject {
	const [choice] = bodyOf(deltas).choices as Array<{ message: JsonObject }>;
	return choice?.message ?? {};
}

const call = (args: string, more: JsonObject = {}) => ({
	tool_calls: [{ index: 0, function: { arguments: args, ...more } }],
});

test.each([
	'{"a":"}\\"{","b":[{"c":{}}],"d":"\\\\"}',
	' {"a":{"b":{}}} \n',
	'{}',
	'[{}]',
	'{} {}',
	'"{}"',
	'1{}',
])('arguments are taken for complete where they are one object: %s', (text) => {
	for (const size of [1, 3, 100]) {
		const brackets = new Brackets();
		for (let at = 0; at < text.length; at += size) {
			brackets.add(text.slice(at, at + size));
			expect(brackets.areClosed).toBe(isObject(tryParseJson(text.slice(0, at + size))));
		}
	}
});

test('arguments that come in very many pieces are parsed a few times, and not with each piece', () => {
	const count = 5_000;
	const parse = jest.spyOn(JSON, 'parse');
	const message = messageOf([
		call('{"rows":[', { name: 'save' }),
		...Array<JsonObject>(count).fill(call('{"a":{}},')),
		call('0]}'),
	]);
	const parsed = parse.mock.calls.reduce((sum, [text]) => sum + text.length, 0);
	parse.mockRestore();
	const [saved] = message.tool_calls as Array<{ function: { arguments: string } }>;
	expect(saved?.function.arguments).toHaveLength(9 + count * 9 + 3);
	expect(parsed).toBeLessThan(5 * count * 9);
});

test('sources that are told with each piece are kept once, and written out once', () => {
	const write = jest.spyOn(JSON, 'stringify');
	const citations = Array.from({ length: 1_000 }, (_, at) => `https://example.com/${at % 500}`);
	const message = messageOf(citations.map((address) => ({ content: 'a', citations: [address] })));
	const { length } = write.mock.calls;
	write.mockRestore();
	expect(message.citations).toEqual(citations.slice(0, 500));
	expect(length).toBeLessThan(1_100);
});

test.each([
	['cut anywhere', 3],
	['each padded by itself', 4],
])('the sound of an answer is that of its pieces: %s', (_how, size) => {
	const sound = Buffer.from(Array.from({ length: 1_000 }, (_, at) => (at * 7) % 256));
	const pieces: string[] = [];
	if (size === 3)
		for (const text of sound.toString('base64').match(/.{1,7}/g) ?? []) pieces.push(text);
	else
		for (let at = 0; at < sound.length; at += size)
			pieces.push(sound.subarray(at, at + size).toString('base64'));
	const { audio } = messageOf(pieces.map((data) => ({ audio: { id: 'a', data } })));
	expect((audio as JsonObject).data).toBe(sound.toString('base64'));
});

test('members that come anew with each piece end at some thousands', () => {
	const deltas = Array.from({ length: 20_000 }, (_, at) => ({ content: 'a', [`m${at}`]: 1 }));
	const message = messageOf(deltas);
	expect(message.content).toHaveLength(20_000);
	expect(message.m0).toBe(1);
	expect(Object.keys(message).length).toBeLessThan(10_100);
});

test('a whole message with more calls than any model makes cannot be read', () => {
	const one = { id: 'a', type: 'function', function: { name: 'f', arguments: '{}' } };
	const answer = (count: number) => ({
		choices: [{ message: { content: null, tool_calls: Array(count).fill(one) } }],
	});
	const head = { status: 200, headers: {} };
	expect(readCompletion(answer(128), head).value?.choices[0].message.tool_calls).toHaveLength(128);
	expect(readCompletion(answer(129), head).failure).toMatchObject({
		kind: 'malformed',
		message: 'The gateway answered in a form that is not known',
	});
});
