import type { JsonObject } from '../../../../nodes/api/json';
import type { SentCall } from '../../../../nodes/api/chat/sentCalls';
import type { Tool } from '../../../../nodes/api/tool/tool';
import type { Dialect } from '../../../../nodes/Aigc2d/resources/conversation/tools/dialect';
import { withTools } from '../../../../nodes/Aigc2d/resources/conversation/tools/loop';
import { fc, holdsLater } from '../../../support/property';

/** An answer in a form that is nobody's. */
interface Said {
	text: string;
	usage: JsonObject | null;
	calls: SentCall[];
}

const dialect: Dialect<Said> = {
	none: 'none',
	toolOf: (name) => ({ name }),
	namesIn: ({ tools }) => ((tools ?? []) as JsonObject[]).map(({ name }) => String(name)),
	callsOf: ({ calls }) => calls,
	textOf: ({ text }) => text,
	said: ({ text }, calls) => ({ said: text, tool_calls: calls.map(({ id }) => ({ id })) }),
	results: (results) => results.map(({ id, text }) => ({ id, text })),
	changed: (answer, { usage, kept }) => ({
		...answer,
		usage,
		calls: kept ? answer.calls.filter((_, at) => kept.has(at)) : answer.calls,
	}),
};

const tool: Tool = {
	name: 'look',
	description: '',
	parameters: {},
	run: async () => ({ result: 'blue' }),
};

/** A model that makes so many calls, round by round, and then answers. */
function model(rounds: readonly number[], usage: (request: number) => JsonObject | null) {
	const asked: JsonObject[] = [];
	const ask = async (body: JsonObject): Promise<Said> => {
		const request = asked.push(body) - 1;
		const count = body.tool_choice === 'none' ? 0 : (rounds[request] ?? 0);
		const calls = Array.from({ length: count }, () => ({
			call: {},
			id: 'same',
			name: 'look',
			arguments: '{}',
		}));
		return { text: count > 0 ? '' : 'Done', usage: usage(request), calls };
	};
	return { ask, asked };
}

const loop = (ask: (body: JsonObject) => Promise<Said>, maxRounds = 100) => ({
	ask,
	tools: [tool],
	runTool: async ({ run }: Tool, { arguments: args }: { arguments: JsonObject }) =>
		await run(args, new AbortController().signal),
	maxRounds,
	hint: () => {},
});

const body = { messages: [{ role: 'user', content: 'Hello' }] };

test('whatever the model calls, each call has one result under an ID of its own, and usage is the sum', async () => {
	const rounds = fc.array(fc.integer({ min: 1, max: 4 }), { maxLength: 6 });
	await holdsLater(
		fc.asyncProperty(rounds, fc.integer({ min: 1, max: 8 }), async (calls, most) => {
			const { ask, asked } = model(calls, (request) => ({ total_tokens: request + 1 }));
			const { answer, runs, messages } = await withTools(body, dialect, loop(ask, most));
			const done = calls.slice(0, most);
			const count = done.reduce((sum, each) => sum + each, 0);
			expect(answer.text).toBe('Done');
			expect(asked).toHaveLength(done.length + 1);
			expect(runs).toHaveLength(count);
			const requests = done.length + 1;
			expect(answer.usage).toEqual({ total_tokens: (requests * (requests + 1)) / 2 });
			const ids = messages.flatMap(({ tool_calls }) =>
				((tool_calls ?? []) as JsonObject[]).map(({ id }) => id),
			);
			const results = messages.filter(({ text }) => text === 'blue').map(({ id }) => id);
			expect(new Set(ids).size).toBe(count);
			expect(results).toEqual(ids);
		}),
	);
});

test('usage that one answer does not tell is not known for all', async () => {
	const { ask } = model([1, 1], (request) => (request === 1 ? null : { total_tokens: 1 }));
	expect((await withTools(body, dialect, loop(ask))).answer.usage).toBeNull();
});

test('an answer without calls is the one that was given', async () => {
	const { ask } = model([], () => null);
	const given = { text: 'Hi', usage: null, calls: [] };
	const { answer } = await withTools(body, dialect, loop(async (asked) => (await ask(asked), given)));
	expect(answer).toBe(given);
});
