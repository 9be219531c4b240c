import Ajv2020 from 'ajv/dist/2020';
import { inEnvelope } from '../../../../../nodes/Aigc2d/resources/text/extract/jsonSchema/envelope';
import { schemaFault } from '../../../../../nodes/Aigc2d/resources/text/extract/jsonSchema/schemaFault';
import { strictForm } from '../../../../../nodes/Aigc2d/resources/text/extract/jsonSchema/strictForm';
import { violations } from '../../../../../nodes/Aigc2d/resources/text/extract/jsonSchema/violations';
import { withoutNulls } from '../../../../../nodes/Aigc2d/resources/text/extract/jsonSchema/withoutNulls';
import type { JsonObject } from '../../../../../nodes/api/json';
import { howMany } from '../../../../support/howMany';

const item = {
	type: 'object',
	properties: { price: { type: 'number' } },
	required: ['price'],
	additionalProperties: false,
};
const order = {
	type: 'object',
	properties: { items: { type: 'array', items: item } },
	required: ['items'],
};
const tree = {
	$ref: '#/$defs/node',
	$defs: {
		node: {
			type: 'object',
			properties: {
				value: { type: 'integer' },
				children: { type: 'array', items: { $ref: '#/$defs/node' } },
			},
			required: ['value'],
		},
	},
};

describe('violations are sentences with their place', () => {
	test.each<[string, unknown, unknown, string[]]>([
		[
			'a wrong type',
			order,
			{ items: [{ price: 1 }, { price: '12' }] },
			['items[1].price must be a number, but is "12"'],
		],
		['a missing member', order, { items: [{}] }, ['items[0].price is missing']],
		[
			'a member too many',
			order,
			{ items: [{ price: 1, x: 2 }] },
			['items[0].x must not be there: the schema has no such property'],
		],
		[
			'several at once',
			item,
			{ price: null, y: 1 },
			[
				'price must be a number, but is null',
				'y must not be there: the schema has no such property',
			],
		],
		['the answer itself', { type: 'object' }, [], ['the answer must be an object, but is []']],
		[
			'a value outside a list',
			{ enum: ['open', 'closed'] },
			'shut',
			['the answer must be "open" or "closed", but is "shut"'],
		],
		['a constant', { const: 3 }, 4, ['the answer must be 3, but is 4']],
		[
			'bounds',
			{ type: 'number', minimum: 1, maximum: 5 },
			7,
			['the answer must be 5 or less, but is 7'],
		],
		[
			'a text that is too long',
			{ type: 'string', maxLength: 2 },
			'abc',
			['the answer must have at most 2 characters, but has 3 characters'],
		],
		[
			'a pattern',
			{ type: 'string', pattern: '^\\d{4}$' },
			'x',
			['the answer must match the pattern ^\\d{4}$, but is "x"'],
		],
		[
			'a list that repeats itself',
			{ type: 'array', uniqueItems: true },
			[1, 2, 1],
			['[0] and [2] must differ'],
		],
		[
			'a reference',
			tree,
			{ value: 1, children: [{ value: 'x' }] },
			['children[0].value must be a whole number, but is "x"'],
		],
		[
			'a list without what it must contain',
			{ type: 'array', contains: { const: 1 } },
			[2],
			['the answer must have an entry of the form that the schema asks for'],
		],
		[
			'a name with a blank',
			{ type: 'object', required: ['unit price'] },
			{},
			['["unit price"] is missing'],
		],
	])('%s', (_what, schema, value, sentences) => {
		expect(violations(schema, value)).toEqual(sentences);
	});

	test('a whole number beyond 2^53, which arrives as a text, is a number', () => {
		expect(violations({ type: 'integer' }, '442275063214085101')).toEqual([]);
		expect(violations({ type: 'integer' }, '12')).toHaveLength(1);
	});

	test('a schema that leads back to itself, and a value that is deep, come to an end', () => {
		expect(violations({ $ref: '#' }, 1)).toEqual([]);
		const deep = JSON.parse(`${'['.repeat(2000)}${']'.repeat(2000)}`) as unknown;
		expect(violations({ type: 'array', items: { $ref: '#' } }, deep)).toEqual([
			expect.stringMatching(/ is too large to be checked$/),
		]);
	});

	test('names such as __proto__ and constructor are members like others', () => {
		const schema = { type: 'object', properties: {}, additionalProperties: false };
		expect(violations(schema, JSON.parse('{"constructor":1}'))).toHaveLength(1);
		expect(violations({ type: 'object', required: ['toString'] }, {})).toEqual([
			'toString is missing',
		]);
	});
});

/** Numbers that are always the same. */
function chance(seed: number): (below: number) => number {
	let state = seed;
	return (below) => {
		state = (state * 48_271) % 2_147_483_647;
		return state % below;
	};
}

test('judges like ajv, whatever the schema and the value', () => {
	const ajv = new Ajv2020({ strict: false, validateFormats: false, allErrors: false });
	const pick = chance(20261125);
	const oneOf = <T>(...choices: T[]): T => choices[pick(choices.length)] as T;
	const schema = (depth: number): unknown => {
		const made: JsonObject = {};
		if (pick(10) > 1)
			made.type = oneOf<unknown>(
				'string',
				'number',
				'integer',
				'boolean',
				'null',
				'array',
				'object',
				['string', 'null'],
			);
		if (pick(8) === 0) made.enum = [1, 'a', null, [1], { a: 1 }].slice(pick(4));
		if (pick(10) === 0) made.const = oneOf<unknown>(1, 'a', { a: [1] });
		if (pick(5) === 0)
			Object.assign(
				made,
				oneOf<JsonObject>(
					{ minimum: 1 },
					{ maximum: 1 },
					{ exclusiveMinimum: 0 },
					{ exclusiveMaximum: 2 },
					{ multipleOf: 2 },
				),
			);
		if (pick(5) === 0)
			Object.assign(made, oneOf<JsonObject>({ minLength: 2 }, { maxLength: 1 }, { pattern: '^a' }));
		if (pick(5) === 0)
			Object.assign(
				made,
				oneOf<JsonObject>({ minItems: 1 }, { maxItems: 1 }, { uniqueItems: true }),
			);
		if (pick(6) === 0)
			Object.assign(
				made,
				oneOf<JsonObject>({ minProperties: 1 }, { maxProperties: 1 }, { required: ['a'] }),
			);
		if (depth > 0) {
			if (pick(3) === 0) made.properties = { a: schema(depth - 1), b: schema(depth - 1) };
			if (pick(6) === 0) made.additionalProperties = oneOf<unknown>(false, schema(depth - 1));
			if (pick(8) === 0) made.patternProperties = { '^b': schema(depth - 1) };
			if (pick(3) === 0) made.items = schema(depth - 1);
			if (pick(10) === 0) made.prefixItems = [schema(depth - 1)];
			if (pick(12) === 0) made.propertyNames = { maxLength: 1 };
			const combination = oneOf('anyOf', 'oneOf', 'allOf', 'not', 'if', '', '', '', '');
			if (combination === 'not') made.not = schema(depth - 1);
			else if (combination === 'if')
				Object.assign(made, {
					if: schema(depth - 1),
					then: schema(depth - 1),
					else: schema(depth - 1),
				});
			else if (combination !== '') made[combination] = [schema(depth - 1), schema(depth - 1)];
		}
		return made;
	};
	const value = (depth: number): unknown => {
		const kind = pick(depth > 0 ? 9 : 6);
		if (kind === 6) return Array.from({ length: pick(4) }, () => value(depth - 1));
		if (kind > 6)
			return Object.fromEntries(
				['a', 'b', 'cc'].filter(() => pick(2) === 0).map((name) => [name, value(depth - 1)]),
			);
		return oneOf<unknown>(0, 1, 2, 1.5, -1, 'a', '', 'ab', 'ba', true, false, null);
	};
	const schemas = howMany(150, 600);
	const valuesEach = 4;
	let valid = 0;
	for (let round = 0; round < schemas; round++) {
		const made = schema(3);
		const judge = ajv.compile(made as object);
		expect(schemaFault(made)).toBeUndefined();
		for (let try_ = 0; try_ < valuesEach; try_++) {
			const given = value(3);
			const theirs = judge(given);
			valid += theirs ? 1 : 0;
			const ours = violations(made, given).length === 0;
			if (ours !== theirs) throw new Error(JSON.stringify({ made, given, ours, theirs }));
		}
	}
	// Neither verdict is a rarity.
	expect(valid).toBeGreaterThan((schemas * valuesEach) / 8);
	expect(valid).toBeLessThan((schemas * valuesEach * 5) / 6);
});

describe('a faulty schema is found, with its place and a remedy', () => {
	test.each<[unknown, string, RegExp]>([
		[{ type: 'text' }, 'type', /^must be a list, .* or a text, |^must be /],
		[
			{ type: 'object', properties: [] },
			'properties',
			/^must be an object with a schema for each name, but is \[\]$/,
		],
		[
			{ properties: { price: { type: 'number', minimum: '1' } } },
			'properties.price.minimum',
			/^must be a number, but is "1"$/,
		],
		[
			{ properties: { price: { required: true } } },
			'properties.price.required',
			/^must be a list of property names, but is true$/,
		],
		[{ $ref: '#/$defs/none' }, '$ref', /^points to "#\/\$defs\/none", which is not in the schema$/],
		[{ pattern: '(' }, 'pattern', /^must be a regular expression, but is "\("$/],
		[{ enum: [] }, 'enum', /^must be a list of the allowed values, but is \[\]$/],
		[{ items: 3 }, 'items', /^must be a schema or a list of schemas, but is 3$/],
		[{ anyOf: [{ type: 'x' }] }, 'anyOf[0].type', /^must be /],
	])('%j', (schema, place, problem) => {
		const fault = schemaFault(schema);
		expect(fault?.place.replace('["0"]', '[0]')).toBe(place);
		expect(fault?.problem).toMatch(problem);
		expect(fault?.remedy).toMatch(/\.$/);
	});
});

describe('the strict form', () => {
	test('requires every member, and lets optional ones be null', () => {
		const schema = {
			type: 'object',
			properties: {
				name: { type: 'string', minLength: 1 },
				age: { type: 'integer' },
				kind: { enum: ['a', 'b'] },
			},
			required: ['name'],
		};
		expect(strictForm(schema)).toEqual({
			type: 'object',
			properties: {
				name: { type: 'string' },
				age: { type: ['integer', 'null'] },
				kind: { type: ['string', 'null'], enum: ['a', 'b', null] },
			},
			required: ['name', 'age', 'kind'],
			additionalProperties: false,
		});
	});

	test.each([
		[{ type: 'object', additionalProperties: true, properties: {} }],
		[{ type: 'object', properties: { a: {} }, required: ['a'] }],
		[{ type: 'object', allOf: [] }],
		[{ type: 'object', properties: { a: { type: 'array' } } }],
	])('does not exist of %j', (schema) => {
		expect(strictForm(schema)).toBeUndefined();
	});

	test('nulls that stand for nothing are taken out of the answer, those that mean something stay', () => {
		const schema = {
			type: 'object',
			properties: {
				a: { type: 'integer' },
				b: { type: ['integer', 'null'] },
				c: { type: 'array', items: item },
			},
			required: [],
		};
		expect(withoutNulls(schema, { a: null, b: null, c: [{ price: 1 }], d: null })).toEqual({
			b: null,
			c: [{ price: 1 }],
			d: null,
		});
	});
});

test.each<[JsonObject, unknown, unknown]>([
	[{ type: 'array', items: { type: 'string' } }, { result: ['a'] }, ['a']],
	[{ type: 'array', items: { type: 'string' } }, ['a'], ['a']],
	[
		{ type: 'object', properties: { result: { type: 'string' } } },
		{ result: 'a' },
		{ result: 'a' },
	],
	[{ properties: { a: { type: 'string' } } }, { a: 'x' }, { a: 'x' }],
])('the answer to %j comes out of its envelope', (schema, answer, data) => {
	const { schema: sent, inner, open } = inEnvelope(schema);
	expect(sent.type).toBe('object');
	expect(schemaFault(sent)).toBeUndefined();
	expect(open(answer)).toEqual(data);
	expect(violations(inner, open(answer))).toEqual([]);
});

test('references find their way in an envelope', () => {
	const { schema } = inEnvelope(tree);
	expect(schemaFault(schema)).toBeUndefined();
	expect(violations(schema, { result: { value: 1, children: [{ value: 2 }] } })).toEqual([]);
	expect(violations(schema, { result: { value: 1, children: [{ value: 'x' }] } })).toHaveLength(1);
});
