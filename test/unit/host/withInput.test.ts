import { withInput } from '../../../nodes/host/withInput';

const answer = { text: 'Hi', model: 'm', usage: null, request: { sent: 1 } };

test('beside the answer, the input stands right behind the text', () => {
	const made = withInput(answer, { row: 7, city: 'Kyiv' }, 'beside');
	expect(Object.entries(made)).toEqual([
		['text', 'Hi'],
		['row', 7],
		['city', 'Kyiv'],
		['model', 'm'],
		['usage', null],
		['request', { sent: 1 }],
	]);
});

test('what the answer has too stays that of the answer, and a warning names it', () => {
	const made = withInput(answer, { row: 7, text: 'Hello', usage: { tokens: 3 } }, 'beside');
	expect(made).toEqual({
		...answer,
		row: 7,
		warnings: [expect.stringMatching(/left out: text, usage\. .* As One Property/)],
	});
});

test('warnings of the answer stay, and those of the input are among what is named', () => {
	const both = { text: 'Hello', warnings: ['from before'] };
	expect(withInput({ ...answer, warnings: ['own'] }, both, 'beside').warnings).toEqual([
		'own',
		expect.stringMatching(/left out: text, warnings\./),
	]);
	expect(withInput(answer, both, 'beside').warnings).toEqual([
		expect.stringMatching(/left out: text, warnings\./),
	]);
});

test('warnings of the input stand in the output where it has none and nothing is hidden', () => {
	expect(withInput(answer, { warnings: ['from before'] }, 'beside').warnings).toEqual([
		'from before',
	]);
});

test('a warning is short, however many names there are', () => {
	const many = Object.fromEntries(Array.from({ length: 500 }, (_, n) => [`${n}`.repeat(900), n]));
	const [warning] = withInput({ ...many }, many, 'beside').warnings as string[];
	expect(warning).toMatch(/ and 480 more\./);
	expect(warning?.length).toBeLessThan(3_000);
});

test('as one property the input is whole, shared and not copied', () => {
	const input = { text: 'Hello', rows: [1, 2] };
	const made = withInput(answer, input, 'input');
	expect(made).toEqual({ ...answer, input });
	expect(made.input).toBe(input);
});

test('an answer that has a member named input keeps it', () => {
	const made = withInput({ input: 'own' }, { row: 7 }, 'input');
	expect(made).toMatchObject({
		input: 'own',
		warnings: [expect.stringMatching(/left out: input/)],
	});
});
