import { z } from 'zod';
import { supplyChatModel } from '../support/chatModel';
import { completion, sendJson, type Responder } from '../support/gateway';

interface Structured {
	withStructuredOutput(
		schema: unknown,
		config?: object,
	): {
		invoke(input: string): Promise<unknown>;
		stream(input: string): Promise<AsyncIterable<unknown>>;
	};
}

/** A gateway whose model calls a tool of a name. */
const calling =
	(args: string, name = 'extract'): Responder =>
	(_request, response) => {
		const call = { id: 'c1', type: 'function', function: { name, arguments: args } };
		const message = { role: 'assistant', content: null, tool_calls: [call] };
		const usage = { prompt_tokens: 1, completion_tokens: 1, total_tokens: 2 };
		sendJson(response, {
			id: 'x',
			model: 'm',
			choices: [{ index: 0, finish_reason: 'tool_calls', message }],
			usage,
		});
	};

const saying =
	(text: string): Responder =>
	(_request, response) =>
		sendJson(response, completion(text));

async function asked(respond: Responder, schema: unknown, config?: object) {
	const { model, requests, close } = await supplyChatModel(respond, {
		options: { stream: false },
		throughput: { maxAttempts: 1 },
	});
	try {
		const structured = (model as unknown as Structured).withStructuredOutput(schema, config);
		return { answer: await structured.invoke('Rate this.'), body: requests[0]?.body };
	} finally {
		await close();
	}
}

const score = z.object({ score: z.number() });
const jsonSchema = {
	name: 'rate',
	type: 'object',
	properties: { score: { type: 'number' } },
	required: ['score'],
};

test.each([undefined, 'functionCalling', 'jsonSchema', 'jsonMode'])(
	'an answer in the form of a schema comes as such (method %p), by a tool that must be called',
	async (method) => {
		const { answer, body } = await asked(calling('{"score":4}'), score, { method });
		expect(answer).toEqual({ score: 4 });
		expect(body).toMatchObject({
			tools: [{ function: { name: 'extract', parameters: { required: ['score'] } } }],
			tool_choice: 'required',
		});
	},
);

test('a JSON Schema names the tool, and so does the caller', async () => {
	const bySchema = await asked(calling('{"score":4}', 'rate'), jsonSchema);
	expect(bySchema).toMatchObject({
		answer: { score: 4 },
		body: { tools: [{ function: { name: 'rate' } }] },
	});
	const byCaller = await asked(calling('{"score":4}', 'grade'), score, { name: 'grade' });
	expect(byCaller).toMatchObject({
		answer: { score: 4 },
		body: { tools: [{ function: { name: 'grade' } }] },
	});
});

test('the message comes along where it is wanted', async () => {
	const { answer } = await asked(calling('{"score":4}'), score, { includeRaw: true });
	expect(answer).toMatchObject({
		raw: { tool_calls: [{ name: 'extract' }] },
		parsed: { score: 4 },
	});
});

test.each(['{"score":4}', 'Here it is:\n```json\n{"score": 4}\n```'])(
	'a model that says %j in place of a call is understood',
	async (text) => {
		expect((await asked(saying(text), score)).answer).toEqual({ score: 4 });
	},
);

test('an answer without the form is an error that says so, and with its message none', async () => {
	await expect(asked(saying('Four stars.'), score)).rejects.toThrow(/no answer in the form/);
	const { answer } = await asked(saying('Four stars.'), score, { includeRaw: true });
	expect(answer).toMatchObject({ raw: { content: 'Four stars.' }, parsed: null });
});

test('a value that the schema does not allow is an error', async () => {
	await expect(asked(calling('{"score":"high"}'), score)).rejects.toThrow(/number/);
});
