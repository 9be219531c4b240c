import { failureOf } from '../../../nodes/api/failure';
import { documentsField } from '../../../nodes/fields/documents';

const check = (value: unknown) => documentsField.check(value, 'Documents');
const refusal = (value: unknown) => {
	try {
		return check(value);
	} catch (thrown) {
		return failureOf(thrown);
	}
};

test.each<[string, unknown, string[]]>([
	['lines', 'one\ntwo\r\n\n  \nthree', ['one', 'two', 'three']],
	['a list', ['one', 'two\nlines', 3, true], ['one', 'two\nlines', '3', 'true']],
	['a list as JSON', '["one", {"text": "two"}]', ['one', 'two']],
	['a line that begins like a list', '[1] first\n[2] second', ['[1] first', '[2] second']],
	['objects with a text', [{ text: 'one' }, { pageContent: 'two' }], ['one', 'two']],
	[
		'what vector stores and Rerank → Rank give',
		[{ document: { pageContent: 'one', metadata: {} }, score: 0.5 }, { document: 'two' }],
		['one', 'two'],
	],
	['a number', 7, ['7']],
])('%s are documents', (_what, value, documents) => {
	expect(check(value)).toEqual(documents);
});

test.each<[string, unknown, string]>([
	['nothing', '', 'Documents hold nothing to rank'],
	['blank lines', ' \n ', 'Documents hold nothing to rank'],
	['an empty list', [], 'Documents hold nothing to rank'],
	['an object', { a: 1 }, 'Documents must be a list of texts, but is {"a":1}'],
	['no value', undefined, 'Documents must be a list of texts, but is empty'],
	['an empty entry', ['one', ''], 'Documents, entry 2, is empty'],
	['an entry that is null', [null], 'Documents, entry 1, is empty'],
	[
		'an object without text',
		['a', { title: 'b' }],
		'Documents, entry 2, must have a text, but is {"title":"b"}',
	],
	['a list in a list', [['a']], 'Documents, entry 1, must have a text, but is ["a"]'],
])('%s cannot be ranked', (_what, value, message) => {
	expect(refusal(value)).toMatchObject({
		kind: 'input',
		message,
		description: expect.stringMatching(/.{20}/),
	});
});
