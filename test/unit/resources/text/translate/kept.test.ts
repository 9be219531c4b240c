import {
	compareKept,
	findKept,
	keptKinds,
	type KeptKind,
} from '../../../../../nodes/Aigc2d/resources/text/translate/kept';

const all = new Set(keptKinds);
const found = (text: string, kinds: ReadonlySet<KeptKind> = all) =>
	Object.fromEntries(findKept(text, kinds));

test.each<[string, string, object]>([
	['double braces', 'Dear {{ $json.name }}, {{x}}', { '{{ $json.name }}': 1, '{{x}}': 1 }],
	['single braces', 'Dear {name} {0} {}', { '{name}': 1, '{0}': 1, '{}': 1 }],
	['dollar braces', 'Dear ${user.name}', { '${user.name}': 1 }],
	[
		'printf',
		'%s of %1$s, %d, %.2f, %@, %(name)s',
		{ '%s': 1, '%1$s': 1, '%d': 1, '%.2f': 1, '%@': 1, '%(name)s': 1 },
	],
	['templates', '<% if (x) %> and <%= y %>', { '<% if (x) %>': 1, '<%= y %>': 1 }],
	['the same thing twice', '{a} and {a}', { '{a}': 2 }],
	[
		'addresses, without the full stop after them',
		'See https://a.example/x?y=1. Or mail me@a.example!',
		{ 'https://a.example/x?y=1': 1, 'me@a.example': 1 },
	],
	[
		'tags and entities',
		'<b class="x">A&nbsp;B</b><br/>',
		{ '<b class="x">': 1, '&nbsp;': 1, '</b>': 1, '<br/>': 1 },
	],
	[
		'code as a whole',
		'Run `npm i {x}` and\n```js\nconst a = "{b}";\n```',
		{ '`npm i {x}`': 1, '```js\nconst a = "{b}";\n```': 1 },
	],
	[
		'Markdown',
		'# Title\n\n- **one**\n- [two](https://a.example)',
		{ '#': 1, '-': 2, '**': 2, '](': 1, 'https://a.example': 1 },
	],
	['no per cent of prose', '100% sure, 5 % off, 20%.', {}],
])('%s are found', (_what, text, kept) => {
	expect(found(text)).toEqual(kept);
});

test('kinds that were not asked for are left alone', () => {
	expect(found('<b>{x}</b> https://a.example', new Set(['placeholders']))).toEqual({ '{x}': 1 });
	expect(found('<b>{x}</b>', new Set())).toEqual({});
});

test('what is missing and what came in addition is told apart', () => {
	expect(compareKept('{a} {a} {b}', '{a} {c} {b}', all)).toEqual({
		missing: ['{a}'],
		surplus: ['{c}'],
	});
	expect(compareKept('{a} <b>x</b>', '<b>y</b> {a}', all)).toEqual({ missing: [], surplus: [] });
});

test('a text is never different from itself', () => {
	const parts = [
		'{{a}}',
		'%s',
		'<b>',
		'`c`',
		'https://a.example',
		'# x',
		'**',
		'\n',
		' word ',
		'&amp;',
		'](',
		'{b}',
	];
	let state = 11;
	for (let round = 0; round < 500; round++) {
		const text = Array.from({ length: 12 }, () => {
			state = (state * 48_271) % 2_147_483_647;
			return parts[state % parts.length];
		}).join('');
		expect(compareKept(text, text, all)).toEqual({ missing: [], surplus: [] });
	}
});

// Looked through from each place anew, these take minutes, in which n8n does nothing else.
test.each(['a', 'a.', '<!-- ', '{{a', '<% ', '${', '```a\n~~~', '`a', '<a', '&a', '%(a'])(
	'a megabyte of %j, of which nothing ever ends, is looked through once',
	(part) => {
		expect(found(part.repeat(1_000_000 / part.length))).toBeDefined();
	},
);
