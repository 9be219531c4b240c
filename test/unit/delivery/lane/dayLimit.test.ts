import { formatDuration } from '../../../../nodes/api/duration';
import { DayLimit } from '../../../../nodes/delivery/lane/dayLimit';

/** Refuses or admits one request after the other: `d` a limit of the day, `r` another limit, `a` admitted. */
function verdicts(course: string): boolean[] {
	const limit = new DayLimit();
	return [...course].map((outcome, position) => {
		if (outcome !== 'a') return limit.refused(outcome === 'd', 10 * position, 10 * position + 5);
		limit.admitted(10 * position);
		return false;
	});
}

test('a limit of the day is the verdict when a probe is refused in the same way', () => {
	expect(verdicts('dd')).toEqual([false, true]);
});

test('what went out together is one refusal', () => {
	const limit = new DayLimit();
	const refusals = Array.from({ length: 16 }, () => limit.refused(true, 0, 100));
	expect(refusals).not.toContain(true);
	expect(limit.refused(true, 101, 200)).toBe(true);
});

test('a refusal for something else between them counts anew', () => {
	expect(verdicts('drd')).not.toContain(true);
	expect(verdicts('drdd').at(-1)).toBe(true);
});

test('where others were admitted it takes one more', () => {
	expect(verdicts('addd')).toEqual([false, false, false, true]);
});

test('what was sent before a refusal and is admitted after it lifts no doubt', () => {
	const limit = new DayLimit();
	limit.admitted(0);
	limit.refused(true, 0, 100);
	limit.admitted(0);
	expect([limit.refused(true, 101, 200), limit.refused(true, 201, 300)]).toEqual([false, true]);
});

test('one of ten keys is refused: each doubt that is lifted makes the next verdict harder', () => {
	expect(verdicts('addadda')).not.toContain(true);
	expect(verdicts('adadddd')).not.toContain(true);
	expect(verdicts('adadadaddddddddd').indexOf(true)).toBe(14);
});

test.each([
	[51_840_000, '14 h 24 min'],
	[86_400_000, '1 d'],
	[90_061_000, '1 d 1 h'],
	[600_000, '10 min'],
	[95_400, '1 min 35 s'],
	[3_599_800, '1 h'],
	[200, '1 s'],
])('%d ms are %s', (milliseconds, words) => {
	expect(formatDuration(milliseconds)).toBe(words);
});
