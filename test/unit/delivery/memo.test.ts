import { Memo } from '../../../nodes/delivery/memo';

test('the next try of a failed run gets what was bought, each answer once', () => {
	const first = new Memo('failed run', 0);
	expect(first.recall('a')).toBeUndefined();
	first.keep('a', 'A1', 2);
	first.keep('a', 'A2', 2);
	first.keep('b', 'B', 1);
	first.close(true, 1000);

	const second = new Memo('failed run', 2000);
	expect(['a', 'b', 'a', 'a', 'c'].map((name) => second.recall(name))).toEqual([
		'A1',
		'B',
		'A2',
		undefined,
		undefined,
	]);
});

test('what a try recalled and kept again is there for the one after it', () => {
	const first = new Memo('three tries', 0);
	first.keep('a', 'A', 1);
	first.close(true, 0);
	const second = new Memo('three tries', 0);
	second.keep('a', second.recall('a'), 1);
	second.close(true, 0);
	expect(new Memo('three tries', 0).recall('a')).toBe('A');
});

test('a run without failures leaves nothing, and other runs see nothing', () => {
	const good = new Memo('good run', 0);
	good.keep('a', 'A', 1);
	good.close(false, 0);
	expect(new Memo('good run', 0).recall('a')).toBeUndefined();
	const failed = new Memo('run 1', 0);
	failed.keep('a', 'A', 1);
	failed.close(true, 0);
	expect(new Memo('run 2', 0).recall('a')).toBeUndefined();
});

test('answers are forgotten after ten minutes', () => {
	const failed = new Memo('old run', 0);
	failed.keep('a', 'A', 1);
	failed.close(true, 0);
	expect(new Memo('old run', 600_001).recall('a')).toBeUndefined();
});

test('the memory for answers is bounded; the oldest run goes first', () => {
	for (const run of ['first', 'second', 'third']) {
		const memo = new Memo(run, 0);
		memo.keep('a', run, 20_000_000);
		memo.close(true, 0);
	}
	expect(new Memo('first', 0).recall('a')).toBeUndefined();
	expect(new Memo('third', 0).recall('a')).toBe('third');
	const greedy = new Memo('greedy', 0);
	greedy.keep('a', 'too much', 50_000_001);
	greedy.close(true, 0);
	expect(new Memo('greedy', 0).recall('a')).toBeUndefined();
});
