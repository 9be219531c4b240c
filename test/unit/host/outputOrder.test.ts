import { inOrder } from '../../../nodes/host/outputOrder';

const names = (json: object) => Object.keys(json);

test('what repeats, measures or is long stands behind the answer', () => {
	const made = { embedding: [1], usage: null, text: 'a', message: {}, id: 'x', request: {} };
	expect(names(inOrder(made))).toEqual(['text', 'id', 'message', 'usage', 'request', 'embedding']);
});

test('what comes in between stands right behind the answer, and hides nothing of it', () => {
	const made = { text: 'a', id: 'x', usage: 1 };
	const ordered = inOrder(made, { row: 7, text: 'b', usage: 2 });
	expect(ordered).toEqual({ ...made, row: 7 });
	expect(names(ordered)).toEqual(['text', 'row', 'id', 'usage']);
});

test('a member named __proto__ is one like any other', () => {
	const input = JSON.parse('{"__proto__": {"polluted": true}, "row": 7}');
	const ordered = inOrder({ text: 'a' }, input);
	expect(names(ordered)).toEqual(['text', '__proto__', 'row']);
	expect(Object.getPrototypeOf(ordered)).toBe(Object.prototype);
	expect((ordered as { polluted?: unknown }).polluted).toBeUndefined();
});
