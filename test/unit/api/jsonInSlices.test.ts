import { tryParseAnswer } from '../../../nodes/api/json';
import { tryParseBodyInSlices, tryParseInSlices } from '../../../nodes/api/jsonInSlices';
import { atOnce } from '../../../nodes/api/slices';

/** Every shape of JSON that differs in where it can be cut. */
const texts = [
	'{}',
	' [ ] ',
	'[[],[[]],{}]',
	'{"a":1,"b":[1,2,[3,4,{"c":5}],6],"d":{"e":{"f":"g"}},"h":null}',
	'{"choices":[{"index":0,"message":{"content":"Hello, [you] and {me}: \\"x\\", \\\\"}}],"usage":{"a":1}}',
	'[1,-2.5e3,true,false,null,"",{"":{"":[]}}]',
	'{ "a" : [ 1 , 2 ] , "b" : { "c" : [ ] } }\n',
	'{"2":"b","1":"a","a":1,"a":{"long":[1,2,3,4,5,6,7,8]},"1":[0]}',
	'{"a":{"b":[[1,2,3],[4,5,6],[7,8,9]]},"\\u0061":[1,2,3,4,5,6,7]}',
	'{"__proto__":{"x":[1,2,3,4,5,6,7,8,9]},"a":[{"\\u005f_proto__":[1,2,3,4]}],"b":1}',
	'{"id":442275063214085123,"list":[9007199254740993,12345678901234567890],"n":[NaN,-Infinity]}',
	'[{"a":"客户询问"},{"b":"😀"},"😀😀😀😀😀😀😀😀"]',
];
/** Texts that are no JSON, most of them by one character. */
const broken = [
	'',
	'Hello',
	'{"a":[1,2,3],"b":[4,5,6]',
	'{"a":[1,2,3]]',
	'[1,2,3}',
	'[[1,2,3] [4,5,6]]',
	'[[1,2,3],,[4,5,6]]',
	'[[1,2,3],]',
	'[,[1,2,3]]',
	'[[1,2,3]x,1]',
	'[1,2,3][4]',
	'[1,2,3] x',
	'x [1,2,3]',
	'{"a" [1,2,3]}',
	'{"a"::[1,2,3]}',
	'{a:[1,2,3]}',
	'{1:[1,2,3]}',
	'{"a":[1,2,3],}',
	'{"a":1 [1,2,3]}',
	'{"a":[1,2,3] "b":1}',
	'{"a":"b}',
	'[1,2,3],[4,5,6]',
	'{"a":1},{"b":2}',
];

/** The lengths of slices with which a text becomes something else than at once. */
function wrongLengths(text: string, lengths: readonly number[]): number[] {
	const whole = JSON.stringify(tryParseAnswer(text));
	return lengths.filter(
		(length) => JSON.stringify(atOnce(tryParseInSlices(text, length))) !== whole,
	);
}

test.each([...texts, ...broken])('in slices of any length it is what it is at once: %s', (text) => {
	const lengths = Array.from({ length: text.length }, (_, at) => at + 1);
	expect(wrongLengths(text, lengths)).toEqual([]);
});

test('with any one character changed or left out as well', () => {
	const wrong: string[] = [];
	for (const text of texts) {
		for (let at = 0; at < text.length; at++) {
			for (const sign of ['', ',', '"', ']', '{', ':']) {
				const changed = text.slice(0, at) + sign + text.slice(at + 1);
				if (wrongLengths(changed, [1, 5]).length > 0) wrong.push(changed);
			}
		}
	}
	expect(wrong).toEqual([]);
});

test('JSON that was written as JSON once more is read as well', () => {
	const text = JSON.stringify('{"a":[1,2,3]}');
	expect(atOnce(tryParseBodyInSlices(text, 2))).toEqual({ a: [1, 2, 3] });
});

test('there are as many pauses as the text is long, however it is nested', () => {
	const list = `[${Array(10_000).fill('{"a":[1,"b"]}').join(',')}]`;
	for (const text of [list, `{"a":{"b":[${list}]}}`, `[${list},${list}]`]) {
		let pauses = 0;
		const work = tryParseInSlices(text, 1_000);
		while (work.next().done !== true) pauses++;
		expect(pauses).toBeGreaterThan(text.length / 1_100);
		expect(pauses).toBeLessThan(text.length / 900);
	}
});

test('an object with very many members, and one nested very deeply, are no JSON', () => {
	const members = Array.from({ length: 60_000 }, (_, at) => `"${at}":1`).join(',');
	expect(tryParseAnswer(`{${members}}`)).toBeUndefined();
	expect(atOnce(tryParseInSlices(`[{${members}}]`, 1_000))).toBeUndefined();
	const nested = '['.repeat(300) + ']'.repeat(300);
	expect(tryParseAnswer(nested)).toBeUndefined();
	expect(atOnce(tryParseInSlices(nested, 100))).toBeUndefined();
});
