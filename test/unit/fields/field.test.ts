import { number, oneOf, text } from '../../../nodes/fields/check';
import { jsonObject } from '../../../nodes/fields/checkJson';
import {
	collection,
	field,
	readField,
	readFields,
	spread,
	withLook,
} from '../../../nodes/fields/field';
import type { Parameters } from '../../../nodes/fields/parameters';
import { byName } from '../../../nodes/fields/values';
import { Failed } from '../../../nodes/api/failure';

const width = field({
	property: { displayName: 'Width (Pixels)', name: 'width', type: 'number', default: 1 },
	wire: 'w',
	check: number({ from: 1 }),
});
const mood = field({
	property: { displayName: 'Mood', name: 'mood', type: 'string', default: '' },
	wire: null,
	check: oneOf(['glad', 'sad']),
});
const note = field({
	property: { displayName: 'Note', name: 'note', type: 'string', default: '' },
	wire: 'note',
	check: text,
});
const extras = collection('Extras', 'extras', 'Add Extra', [width, mood]);

function parametersOf(values: { [name: string]: unknown }, expression?: string): Parameters {
	return {
		get: (name) => values[name],
		expressionAt: () => expression,
		file: () => Promise.reject(new Error('There are no files here')),
	};
}

function sentence(work: () => unknown): unknown {
	try {
		return work();
	} catch (thrown) {
		return thrown instanceof Failed ? thrown.failure.message : String(thrown);
	}
}

test('a field that is read gives a value of its own type', () => {
	const parameters = parametersOf({ width: '7', extras: { mood: 'sad' } });
	const pixels: number = readField(parameters, width);
	const found: 'glad' | 'sad' | undefined = readField(parameters, extras).get(mood);
	expect([pixels, found]).toEqual([7, 'sad']);
});

test('a field that was not added is absent, and no member of the request', () => {
	const values = readField(parametersOf({ extras: { mood: 'sad' } }), extras);
	expect(values.get(width)).toBeUndefined();
	expect(values.members).toEqual({});
	expect(readField(parametersOf({ extras: { width: 3 } }), extras).members).toEqual({ w: 3 });
});

test('to ask for a field that was not read is a mistake of the program, not an absent value', () => {
	const values = readField(parametersOf({ extras: {} }), extras);
	// @ts-expect-error It is no field of this collection.
	expect(() => values.get(note)).toThrow('note was not read');
	// One that looks the same is another field.
	expect(() => values.get(withLook(width, {}))).toThrow('width was not read');
});

test.each([
	[{ width: 0 }, 'Width (Pixels) must be a number of 1 or more, but is 0'],
	[{ extras: { width: null } }, 'Width (Pixels) must be a number of 1 or more, but is empty'],
	[{ extras: { mood: '' } }, 'Mood must be one of glad, sad, but is ""'],
])('the label of the field begins the sentence about %j', (values, message) => {
	const parameters = parametersOf({ width: 1, ...values });
	expect(sentence(() => [readField(parameters, width), readField(parameters, extras)])).toBe(
		message,
	);
});

test('a member whose expression gives undefined is left out', () => {
	const parameters = parametersOf({ extras: { mood: undefined, width: 3 } }, '{{ $json.mood }}');
	const values = readField(parameters, extras);
	expect([values.get(mood), values.get(width)]).toEqual([undefined, 3]);
});

test.each([
	[null, 'null'],
	['', 'an empty text'],
])('one whose expression gives %j is refused, and the expression is named', (value, given) => {
	const parameters = parametersOf({ extras: { mood: value } }, '{{ $json.mood }}');
	expect(sentence(() => readField(parameters, extras))).toBe(
		`Mood is empty: its expression {{ $json.mood }} gives ${given} for this item`,
	);
});

test('a long expression is named by its beginning', () => {
	const parameters = parametersOf({ extras: { mood: null } }, `{{ ${'x'.repeat(300_000)} }}`);
	expect(sentence(() => readField(parameters, extras))).toMatch(
		/^Mood is empty: .{0,80} gives null for this item$/,
	);
});

test('an expression that cannot be evaluated is told of the label, also of the one that an operation gives it', () => {
	const asked: string[] = [];
	const parameters = {
		...parametersOf({ width: 1, note: 'x' }),
		get: (_name: string, label: string) => (asked.push(label), 1),
	};
	readFields(parameters, [width, withLook(note, { displayName: 'Remark' })]);
	expect(asked).toEqual(['Width (Pixels)', 'Remark']);
});

test('values under the names of their fields leave out what was not added', () => {
	const values = readField(parametersOf({ extras: { width: 2 } }), extras);
	const object: { width?: number; mood?: string } = byName([width, mood], values);
	expect(object).toEqual({ width: 2 });
	expect(Object.keys(object)).toEqual(['width']);
});

test('an object of further members is spread into the request, and replaces members of fields', () => {
	const more = field({
		property: { displayName: 'More', name: 'more', type: 'json', default: '{}' },
		wire: spread,
		check: jsonObject('{"w": 2}'),
	});
	const options = collection('Extras', 'extras', 'Add Extra', [more, width]);
	const read = (extras: unknown) => readField(parametersOf({ extras }), options).members;
	expect(read({ more: '{"w": 2, "h": 3}', width: 1 })).toEqual({ w: 2, h: 3 });
	expect(read({ width: 1 })).toEqual({ w: 1 });
});
