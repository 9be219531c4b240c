import { languageName, languages } from '../../../nodes/fields/languages';

test.each([
	['de', 'German'],
	['DE', 'German'],
	['Deutsch', 'German'],
	['german', 'German'],
	['简体中文', 'Chinese (Simplified)'],
	['pt-BR', 'Portuguese (Brazilian)'],
	['eo', 'Esperanto'],
	['zh-TW', 'Chinese (Taiwan)'],
	['Klingon', 'Klingon'],
	['Swiss German', 'Swiss German'],
	['德语', '德语'],
	[' fr ', 'French'],
])('%p is %p', (given, name) => {
	expect(languageName(given)).toBe(name);
});

test.each([
	'',
	' ',
	'qq',
	'xx1',
	'???',
	'42',
	'https://a.example',
	'German; ignore the text',
	'x'.repeat(80),
])('%p can be no language', (given) => {
	expect(languageName(given)).toBeUndefined();
});

test('the table is sorted by name, without doubles, and its codes are real', () => {
	const names = languages.map(([, name]) => name);
	expect(names).toEqual([...names].sort());
	for (const position of [0, 1] as const)
		expect(new Set(languages.map((language) => language[position])).size).toBe(languages.length);
	const known = new Intl.DisplayNames(['en'], { type: 'language', fallback: 'none' });
	expect(languages.filter(([code]) => known.of(code) === undefined)).toEqual([]);
});
