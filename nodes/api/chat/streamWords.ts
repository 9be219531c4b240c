/*
 * What gateways say of streaming. The word alone says nothing: "unexpected end of stream" and "stream error"
 * are faults that pass. It counts in a sentence about what is supported, allowed or wanted. What is said of
 * whole answers is the same the other way round, so one table serves both.
 */

/** Words beyond this, in characters, are not read. */
const mostWords = 2_000;

/** Spellings of the two ways to answer, and of what is neither; the first that fits counts. */
const spellings: ReadonlyArray<[spelling: RegExp, way: string]> = [
	[/event[- ]stream|stream[_ ]options|(?:end of|body|input|output|http\/?2) stream\b/gi, ' '],
	[/\bnon[-_ ]?stream(?:ing|ed)?\b|\bunstreamed\b|非流式|非\s?stream/gi, ' <whole> '],
	[/\bstream(?:ing)?\b["'`]?\s*(?:=|:|to|as|is)\s*["'`]?(?:false|off)\b/gi, ' <whole> '],
	[/\bstream(?:ing)?\b["'`]?\s*(?:=|:|to|as)\s*["'`]?(?:true|on)\b/gi, ' <stream> '],
	[
		/["'`]?(?<!<)\bstream(?:ing|ed|s)?(?![a-z_])["'`]?|流式|stream(?=[\u4e00-\u9fff])/gi,
		' <stream> ',
	],
];

/** A few words in the same sentence, and not "stream_options is only allowed when stream is true". */
const few = String.raw`(?: (?!when |if )[^\s.;。；]{1,30}){0,5} `;
const not = String.raw`(?:not|\w+n't|cannot|no longer|never)`;
const possible = String.raw`(?:support|available|allow|enabled|permitted|implemented|accept|possible|compatible)`;

/** Sentences that ask for one of the ways (WAY), and that deny it. */
const asking = [
	String.raw`\bonly${few}WAY|\bonly WAY`,
	String.raw`WAY(?: \w+)? (?:is |are )?(?:required|mandatory)`,
	String.raw`\b(?:requires?|needs)(?: (?:the|an?|to|be|use|set|enable))* WAY`,
	String.raw`\b(?:please|must|should|have to|need to|try)(?: (?!not\b)\w+)? (?:enable|use|set|turn on|switch to)(?: \w+){0,2} WAY`,
	String.raw`WAY(?: \w+)? (?:must|should|has to|needs to|can only) be(?: set to)? (?:true|on|enabled|used)\b`,
	String.raw`[仅只](?:支持|允许|能|可)[^。，；]{0,10}WAY`,
	String.raw`(?:请|须|必须|需要?)(?:使用|开启|启用|设置|用|以)[^。，；]{0,8}WAY`,
];
const denying = [
	String.raw`WAY(?:${few}| )${not}(?: (?:yet|currently|be|been))* ${possible}`,
	String.raw`WAY(?: \w+){0,3} (?:un|dis)(?:supported|abled|allowed|available)`,
	String.raw`\b(?:${not}(?: (?:yet|currently|be))* |un)${possible}(?:${few}|\w* )WAY`,
	String.raw`\b(?:unknown|unrecogni[sz]ed|unexpected|invalid|extra|forbidden)(?: \w+)? (?:parameter|argument|field|value|property|keyword|key|input|option)s?:?(?:${few}| )WAY`,
	String.raw`WAY(?::? [\w:]+){0,2}:? extra (?:inputs?|fields?|parameters?)`,
	String.raw`\b(?:remove|disable|turn off|omit|without)(?: the)? WAY`,
	String.raw`WAY(?: \w+)? (?:must|should|has to|needs to|can only) be(?: set to)? (?:false|off|disabled)\b`,
	String.raw`must be (?:set to )?(?:true|false) for WAY`,
	String.raw`must be verified to WAY`,
	String.raw`(?:不|未|无法|不能)(?:支持|允许|开放|开启|启用|使用)[^。，；]{0,8}WAY`,
	String.raw`WAY[^。，；]{0,10}(?:不|未|暂)(?:支持|可用|允许|开放|开启|启用)|请关闭[^。，；]{0,4}WAY`,
];

function about(way: '<stream>' | '<whole>', sentences: readonly string[]): RegExp[] {
	return sentences.map((sentence) => new RegExp(sentence.replaceAll('WAY', way), 'i'));
}

const forStream = [...about('<stream>', asking), ...about('<whole>', denying)];
const forWhole = [...about('<whole>', asking), ...about('<stream>', denying)];

/** The way in which a model answers, as words of a refusal say; undefined when they do not, or say both. */
export function requiredMode(words: string): 'stream' | 'whole' | undefined {
	let read = words.slice(0, mostWords);
	for (const [spelling, way] of spellings) read = read.replace(spelling, way);
	read = read.replace(/\s+/g, ' ');
	const isStream = forStream.some((sentence) => sentence.test(read));
	const isWhole = forWhole.some((sentence) => sentence.test(read));
	if (isStream === isWhole) return undefined;
	return isStream ? 'stream' : 'whole';
}
