import { headerValues, type Canary } from './canary';

/** Characters of a key in a row that are as good as the key. */
const enough = 12;

/** What a text may be read as by whoever wants to know what it hides. */
type View = [how: string, read: (text: string) => string];

const fromCode = (_all: string, code: string) => String.fromCharCode(parseInt(code, 16));
const unescaped = (text: string) =>
	text
		.replace(/\\+u([0-9a-f]{4})/gi, fromCode)
		.replace(/\\+x([0-9a-f]{2})/gi, fromCode)
		.replace(/\\+([/"])/g, '$1');
const fromPercent = (text: string) => text.replace(/%([0-9a-f]{2})/gi, fromCode);
const fromHtml = (text: string) =>
	text
		.replace(/&#x([0-9a-f]{1,6});/gi, fromCode)
		.replace(/&#(\d{1,6});/g, (_all, code: string) => String.fromCharCode(Number(code)))
		.replace(/&quot;/g, '"');

/** What stands behind so many characters of a run in base64. */
const fromBase64 = (shift: number) => (text: string) =>
	[...text.matchAll(/[A-Za-z0-9+/_-]{15,}/g)]
		.map(([run]) => Buffer.from(run.slice(shift), 'base64').toString('latin1'))
		.join('\n');
const fromHex = (shift: number) => (text: string) =>
	[...text.matchAll(/[0-9a-f](?:[\s:]?[0-9a-f]){22,}/gi)]
		.map(([run]) => run.replace(/[\s:]/g, '').slice(shift))
		.map((run) => Buffer.from(run, 'hex').toString('latin1'))
		.join('\n');

const views: readonly View[] = [
	['as it is', (text) => text],
	['percent-encoded', (text) => fromPercent(fromPercent(text))],
	['escaped', unescaped],
	['escaped for a page', fromHtml],
	...[0, 1, 2, 3].map((shift): View => ['base64', fromBase64(shift)]),
	...[0, 1].map((shift): View => ['hexadecimal', fromHex(shift)]),
];

/** Finds the secrets of a credential in texts: twelve characters of the key, values of headers as a whole. */
export class Searcher {
	private readonly parts: string[];
	private readonly values: string[];
	/** Characters that were looked through. */
	searched = 0;

	constructor({ key, headers }: Canary) {
		const places = Array.from({ length: key.length - enough + 1 }, (_, at) => at);
		this.parts = places.map((at) => key.slice(at, at + enough).toLowerCase());
		this.values = headerValues({ key, headers });
	}

	/** What of them is in the texts, and how it stands there. */
	hitsIn(texts: readonly string[]): string[] {
		// Nothing of one text must look like the end of another.
		const all = texts.join('\n\n');
		this.searched += all.length;
		return views.flatMap(([how, read]) => this.hitsInView(how, read(all)));
	}

	private hitsInView(how: string, text: string): string[] {
		const small = text.toLowerCase();
		const places = [
			...this.parts.map((part) => small.indexOf(part)),
			...this.values.map((value) => text.indexOf(value)),
		];
		const found = places.filter((at) => at >= 0);
		if (found.length === 0) return [];
		const first = Math.min(...found);
		const around = text.slice(Math.max(0, first - 60), first + 80);
		return [`${how}: ${around.replace(/\s+/g, ' ')}`];
	}
}
