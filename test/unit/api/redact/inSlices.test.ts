import { Redactor } from '../../../../nodes/api/redact/redactor';
import { atOnce, sliceLength } from '../../../../nodes/api/slices';

const key = ['sk-', 'Ab3dEfghij', 'kLmn0pqrsT', 'uVwx7z9Qq'].join('');
const redactor = new Redactor({ key });
const long = 'The parcel is late. '.repeat(sliceLength / 20 + 1);

/** Answers in which something is large, with the key at every place where it can stand. */
const answers: { [what: string]: (secret: string) => unknown } = {
	'a text': (secret) => `${long}${secret}${long}`,
	'a list of short texts': (secret) => [...Array<string>(50_000).fill('Hello there'), secret],
	'members and their names': (secret) => ({ [secret]: { a: long, b: secret }, c: [secret] }),
	'lists in lists': (secret) => [[[[{ a: Array(30_000).fill(['b']), c: [secret] }]]], long],
	'the same text twice': (secret) => {
		const text = `${secret}${long}`;
		return { text, message: { content: text } };
	},
	'no secret': () => ({ text: long, list: Array(50_000).fill({ a: 1 }) }),
};

test.each(Object.entries(answers))(
	'a large answer is redacted in slices as it is at once: %s',
	(_what, answer) => {
		const value = answer(key);
		const whole = redactor.answer(value);
		expect(atOnce(redactor.answerInSlices(value))).toEqual(whole);
		expect(JSON.stringify(whole)).not.toContain(key.slice(3, 20));
	},
);

test('what holds no secret is the same value, not a copy', () => {
	const value = answers['no secret']?.('');
	expect(atOnce(redactor.answerInSlices(value))).toBe(value);
});

test('there is a pause for every slice of an answer, however it is made up', () => {
	const pauses = (value: unknown) => {
		let count = 0;
		const work = redactor.answerInSlices(value);
		while (work.next().done !== true) count++;
		return count;
	};
	const texts = Array.from({ length: 10 }, (_, at) => `${at}${long}`);
	expect(pauses(texts)).toBeGreaterThanOrEqual(10);
	expect(pauses(texts)).toBeLessThan(30);
	expect(pauses({ a: { b: texts } })).toBeGreaterThanOrEqual(10);
	const entries = Array<string>(100_000).fill('ab');
	expect(pauses(entries)).toBeGreaterThanOrEqual(6);
	expect(pauses([entries, entries])).toBeGreaterThanOrEqual(12);
	expect(pauses('Hello')).toBe(0);
});
