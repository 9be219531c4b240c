import { RecentTexts } from '../../../nodes/LmChatAigc2d/recentTexts';

test('what is older is forgotten first, by number and by length', () => {
	const recent = new RecentTexts({ entries: 2, characters: 100 });
	['a', 'b', 'c'].forEach((key) => recent.put(key, key));
	expect(['a', 'b', 'c'].map((key) => recent.get(key))).toEqual([undefined, 'b', 'c']);
	recent.put('d', 'x'.repeat(99));
	expect(['b', 'c', 'd'].map((key) => recent.get(key)?.length)).toEqual([undefined, 1, 99]);
	recent.put('e', 'x'.repeat(101));
	expect(['c', 'd', 'e'].map((key) => recent.get(key))).toEqual([undefined, undefined, undefined]);
	recent.put('f', 'x'.repeat(100));
	expect(recent.get('f')).toHaveLength(100);
});

test('a key of two texts names neither, and the same text twice is one', () => {
	const recent = new RecentTexts();
	['one', 'one'].forEach((text) => recent.put('same', text));
	['one', 'two', 'one'].forEach((text) => recent.put('two', text));
	expect(recent.get('same')).toBe('one');
	expect(recent.get('two')).toBeUndefined();
});
