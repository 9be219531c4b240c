import { TextPieces } from '../../../../nodes/api/chat/textPieces';

function joined(...pieces: unknown[]): TextPieces {
	const content = new TextPieces();
	for (const piece of pieces) content.add(piece);
	return content;
}

const part = (text: string) => [{ type: 'text', text }];
const parts = (...texts: string[]) => texts.flatMap(part);

test.each<[string, unknown[], string, unknown]>([
	['texts', ['Hel', 'lo', ' ', 'you'], 'Hello you', 'Hello you'],
	['nothing', [], '', undefined],
	['null', [null], '', ''],
	['an empty text', [''], '', ''],
	['null and empty texts between', ['a', null, '', 'b'], 'ab', 'ab'],
	['lists of parts', [part('a'), part(' '), part('b')], 'a b', parts('a', ' ', 'b')],
	['texts and parts in turn', ['a', part('b'), 'c', 'd'], 'abcd', parts('a', 'b', 'cd')],
	['pieces that are alike', ['ha', 'ha', 'ha'], 'hahaha', 'hahaha'],
	['two pieces of which one begins with the other', ['1', '10'], '110', '110'],
])('pieces are joined in their order: %s', (_what, pieces, text, value) => {
	const content = joined(...pieces);
	expect(content.text).toBe(text);
	expect(content.value).toEqual(value);
});

test('what has come so far with every piece is not joined', () => {
	expect(joined('Hel', 'Hello', 'Hello you').text).toBe('Hello you');
	expect(joined('Hel', 'Hello', 'Hello', 'Hello you', 'Hello you').value).toBe('Hello you');
});

test('a piece in a shape that no rule reads stays in the content', () => {
	expect(joined('a', 17, 'b').value).toEqual([...part('a'), 17, ...part('b')]);
});

test('a whole message at the end is what counts', () => {
	const content = joined('Hel', 'lo');
	content.addWhole('Hello');
	expect(content.value).toBe('Hello');
	content.addWhole('Hello you');
	expect(content.value).toBe('Hello you');
});

test('pieces behind a whole message go on from it', () => {
	const content = joined('Hel');
	content.addWhole('Hello');
	content.add(' you');
	expect(content.text).toBe('Hello you');
});

test.each<[string, unknown]>([
	['with less in it', 'He'],
	['without anything', ''],
	['that is null', null],
	['that is not there', undefined],
	['that is a number', 17],
])('a whole message %s takes nothing away', (_which, content) => {
	const pieces = joined('Hello');
	pieces.addWhole(content);
	expect(pieces.value).toBe('Hello');
});

test('a whole message in a shape that no rule reads stays, where there is nothing else', () => {
	const content = new TextPieces();
	content.addWhole(17);
	expect(content.value).toBe(17);
});

test('messages that do not go on from each other are pieces', () => {
	const content = new TextPieces();
	for (const piece of ['Hel', 'lo', ' you']) content.addWhole(piece);
	expect(content.text).toBe('Hello you');
});

test.each([
	['dashes', ['-', '--', '---', '--']],
	['laughter', ['ha', 'haha', 'hahaha']],
	['line breaks', ['\n', '\n\n', '\n\n\n']],
])('%s in pieces that look as if they grew are pieces', (_what, pieces) => {
	expect(joined(...pieces).text).toBe(pieces.join(''));
});
