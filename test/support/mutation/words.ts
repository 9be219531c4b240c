import type { Random } from './random';

const words = [
	'Grüße',
	'你好',
	'🎈',
	'say "so"',
	'a\\b',
	'line\nbreak',
	'{x}',
	'[y',
	' ',
	'\n\n',
	'\u2028',
	'data: z',
	"it's",
	'<b>',
	'1.5',
	'`q`',
];

/** Makes texts whose every word can be told from all others, and by what it is: `«p3 Grüße»`. */
export class Words {
	private count = 0;

	constructor(private readonly random: Random) {}

	/** One word of a text (p), of thoughts (t), or of something else. */
	word(mark: string): string {
		return `«${mark}${++this.count} ${this.random.pick(words)}»`;
	}

	/** Several words, with blanks between some. */
	text(mark: string, most = 5): string {
		const list = Array.from({ length: this.random.between(1, most) }, () => this.word(mark));
		return list.map((word) => word + this.random.pick(['', '', ' ', '\n', '  '])).join('');
	}
}

/** Whether there is a word of such a kind in a text. */
export function hasWord(mark: string, text: string): boolean {
	return text.includes(`«${mark}`);
}
