import { notText } from '../file/type';

/** Longest words that are looked through and kept, in characters: expressions over more would take long. */
export const longestWords = 4_000;

/** Longest text that is quoted from an answer which has no message of its own, in characters. */
export const longestQuote = 300;

/** What may stand before a page: a byte order mark, blanks, comments, `<?xml … ?>`. */
const prologue = /^\uFEFF?(?:\s|<!--[^]*?-->|<\?[^]*?\?>)+/;
/** How pages begin: HTML, or the XML of storage services, proxies and SOAP. */
const firstTag =
	/^<(!doctype|html|head|body|title|meta|link|base|script|noscript|style|div|span|p|h[1-6]|center|table|tr|td|ul|ol|li|pre|a|br|hr|img|form|iframe|svg|section|main|header|footer|nav|article|font|b|i|strong|em|errors?|response|message|result|fault|rss|feed|soap[\w:-]*|s:envelope)[\s/>]/i;

/** Whether an answer is HTML or XML: a proxy's page, or the site of a wrong Base URL. No answer of a gateway is. */
export function isPage(text: string): boolean {
	const start = text.slice(0, 4_000);
	if (/^\uFEFF?\s*<(\?xml|!--)/i.test(start)) return true;
	return firstTag.test(start.replace(prologue, ''));
}

/** Whether an answer is something that a person can read. */
export function isLegible(text: string): boolean {
	return !notText.test(text.slice(0, longestQuote));
}

/** What an answer that is not JSON says, shortened; null when it says nothing. */
export function pageWords(text: string): string | null {
	const start = text.slice(0, 20_000).trim();
	if (start === '' || !isLegible(start)) return null;
	if (!isPage(start)) return start.slice(0, longestQuote);
	const said = titleOf(start);
	return said
		? `The gateway answered with a web page: ${said}`
		: 'The gateway answered with a web page';
}

/** The title of a page, else its message (as XML of storage services has it) or first heading. */
function titleOf(page: string): string | undefined {
	for (const tag of ['title', 'message', 'h1', 'h2', 'p', 'body']) {
		const found = new RegExp(`<${tag}\\b[^>]{0,500}>([^<]{1,500})`, 'i').exec(page)?.[1]?.trim();
		if (found) return found.replace(/\s+/g, ' ').slice(0, longestQuote);
	}
	return undefined;
}
