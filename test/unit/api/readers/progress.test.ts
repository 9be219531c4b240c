import { EventProgress } from '../../../../nodes/api/readers/progress';

function amountAfter(...chunks: Array<{ [name: string]: unknown }>): number {
	const progress = new EventProgress();
	chunks.forEach((chunk) => progress.addChunk(chunk));
	return progress.amount;
}

test('what says how far something is, or the same again, brings nothing', () => {
	expect(amountAfter({ state: 'Working, 37 s' }, { state: 'Working, 38 s' })).toBe(1);
	expect(amountAfter({ state: 'Working' }, { state: 'Nearly done' })).toBe(2);
	expect(amountAfter({ choices: [{ delta: { content: 'a' } }] }, { delta: 'a' })).toBe(2);
});

test('a number with a million blanks behind it is looked at in a moment', () => {
	expect(amountAfter({ state: `1${' '.repeat(1_000_000)}a` }, { state: '2' })).toBe(2);
});
