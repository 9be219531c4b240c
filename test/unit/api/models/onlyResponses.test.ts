import { onlyResponses } from '../../../../nodes/api/models/onlyResponses';

const names = (...types: unknown[]) => {
	const models = types.map((supported_endpoint_types) => ({ id: 'm', supported_endpoint_types }));
	return onlyResponses(models).get('m') ?? [];
};

test.each([
	['a list', ['openai-response']],
	['a text', 'openai-response'],
	['another spelling', ['OpenAI_Response ']],
	['with routes for other things', ['openai-response', 'anthropic', 'image-generation']],
])('a model that a list has for /v1/responses alone begins there: %s', (_how, types) => {
	expect(names(types)).toEqual(['responsesWithTools', 'responses']);
});

test.each<[string, unknown[]]>([
	['both routes', [['openai', 'openai-response']]],
	['both, as a text', ['openai,openai-response']],
	['chats alone', [['openai']]],
	['neither', [['embeddings']]],
	['nothing', [undefined]],
	['an empty list', [[]]],
	['null', [null]],
	['a number', [7]],
	['an object', [{ 'openai-response': true }]],
	['a list of nonsense', [[null, 7, { a: 1 }, ['x']]]],
	['another word with the same beginning', [['openai-response-compact']]],
	['one route in each of two entries', [['openai-response'], ['openai']]],
	['one entry without a word of it', [['openai-response'], undefined]],
])('any other begins with chats: %s', (_what, types) => {
	expect(names(...types)).toEqual([]);
});
