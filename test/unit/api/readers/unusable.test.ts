import { partialAnswer } from '../../../../nodes/api/answer/partial';
import { unusable } from '../../../../nodes/api/readers/unusable';

const head = { status: 201, headers: { 'x-request-id': 'r-1' } };

test('an answer that came whole and is unusable tells its status and request ID, and is not asked for again', () => {
	expect(unusable(head, 'No vectors')).toMatchObject({
		kind: 'malformed',
		message: 'No vectors',
		status: 201,
		request_id: 'r-1',
		retryable: false,
	});
});

test('what an unusable answer tells besides is in its failure, and nothing that it does not tell', () => {
	const usage = { total_tokens: 3 };
	const failure = unusable(head, 'No text', partialAnswer({ text: '', reasoning: 'Hm', usage }));
	expect(failure).toMatchObject({ usage, reasoning: 'Hm' });
	expect(Object.keys(failure)).not.toContain('text');
});

test('an answer without usage has none in its failure, rather than an empty one', () => {
	expect(partialAnswer({ text: 'Hi', usage: null })).toStrictEqual({ text: 'Hi' });
	expect(partialAnswer({})).toStrictEqual({});
});
