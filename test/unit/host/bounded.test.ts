import { failure } from '../../../nodes/api/failure';
import { bounded } from '../../../nodes/host/bounded';

test('a failure of ordinary size stays as it is', () => {
	const why = failure('quota', { code: 'a', text: 'b', usage: { total_tokens: 1 } });
	expect(bounded(why)).toEqual(why);
});

test('what a gateway quotes without end is cut, and says how long it was', () => {
	const long = 'x'.repeat(52_000_000);
	const usage = { total_tokens: 1, note: 'y'.repeat(50_000) };
	const told = bounded(failure('badRequest', { message: long, code: long, text: long, usage }));
	expect(told.message).toHaveLength(2_000 + ' … (52,000,000 characters)'.length);
	expect(told.message).toMatch(/^x{2000} … \(52,000,000 characters\)$/);
	expect(JSON.stringify(told).length).toBeLessThan(1_010_000);
	expect(told.usage).toBeNull();
});

test('a letter of two halves is not cut in two', () => {
	const told = bounded(failure('server', { message: `${'x'.repeat(1_999)}😀${'x'.repeat(9)}` }));
	expect(told.message).not.toMatch(/[\ud800-\udfff]/);
	expect(told.message).toMatch(/^x{1999} … /);
});
