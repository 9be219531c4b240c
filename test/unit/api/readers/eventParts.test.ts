import type { JsonObject } from '../../../../nodes/api/json';
import { eventParts, type Part } from '../../../../nodes/api/readers/eventParts';

const chunk = (value: JsonObject): Part => ({ kind: 'chunk', chunk: value });
const words = (said: string): Part => ({ kind: 'words', words: said });
const done: Part = { kind: 'done' };
const broken: Part = { kind: 'broken' };
const one = { a: 'x {y' };
const two = { b: [1] };
const [oneText, twoText] = [JSON.stringify(one), JSON.stringify(two)];

test.each<[string, string, Part[]]>([
	['one object', oneText, [chunk(one)]],
	['blanks around it', ` ${oneText}\n`, [chunk(one)]],
	['two objects in a row', oneText + twoText, [chunk(one), chunk(two)]],
	['two objects on two lines', `${oneText}\n${twoText}`, [chunk(one), chunk(two)]],
	['an object and the end on lines', `${oneText}\n[DONE]`, [chunk(one), done]],
	['an object and a comment on lines', `${oneText}\n: keep-alive`, [chunk(one)]],
	['objects and the end in a row', `${oneText}${twoText}[DONE]`, [chunk(one), chunk(two), done]],
	['an object on several lines', JSON.stringify(one, null, 1), [chunk(one)]],
	['a text that was broken over two lines', '{"a":"x\n {y"}', [chunk(one)]],
	['a list of objects', `[${oneText},${twoText}]`, [chunk(one), chunk(two)]],
	['JSON that was written as JSON again', JSON.stringify(oneText), [chunk(one)]],
	['NaN in place of a number', '{"a":NaN}', [chunk({ a: null })]],
	['the end', '[DONE]', [done]],
	['the end with a blank', '[DONE] ', [done]],
	['the end in small letters', '[done]', [done]],
	['the end as a text', '"[DONE]"', [done]],
	['the end without brackets', 'DONE', [done]],
	['words', 'engine ran out of blocks', [words('engine ran out of blocks')]],
	['words as a text', '"out of blocks"', [words('out of blocks')]],
	['broken JSON', '{"a":', [broken]],
	['JSON behind a control character', `\0${oneText}`, [broken]],
	['broken JSON behind an object', `${oneText}{"b":`, [broken]],
	['chunks in a row with the rest of one between', `${oneText}],"b":1}${twoText}`, [broken]],
	[
		'chunks with commas and blank values between',
		`${oneText},\n null\n${twoText}`,
		[chunk(one), chunk(two)],
	],
	['a list with something else in it', `[${oneText},17]`, [chunk(one), broken]],
	['a list in a list', `[[${oneText}]]`, [broken]],
])('%s is read', (_what, data, parts) => {
	expect(eventParts(data)).toEqual(parts);
});

test.each([
	'',
	' ',
	'null',
	'{}',
	'[]',
	'""',
	': ping',
	'\0',
	'ping',
	'PING',
	'keep-alive',
	'17',
	'true',
])('%j says nothing', (data) => expect(eventParts(data)).toEqual([]));

test('a page is told by its title', () => {
	expect(eventParts('<html><title>502 Bad Gateway</title></html>')).toEqual([
		words('The gateway answered with a web page: 502 Bad Gateway'),
	]);
});

test('JSON that is nested too deeply is broken', () => {
	expect(eventParts(`{"a":${'['.repeat(300)}${']'.repeat(300)}}`)).toEqual([broken]);
});
