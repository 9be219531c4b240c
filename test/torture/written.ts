import type { JsonObject } from '../../nodes/api/json';
import type { Random } from '../support/mutation/random';
import { jsonOf } from '../support/mutation/wire';

/** A stream as text. */
interface Written {
	text: string;
	oddities: string[];
}

/** How the lines of one stream are written. */
interface Lines {
	breaks: readonly string[];
	prefixes: readonly string[];
	/** Share of events with something beside their data. */
	beside: number;
	/** Share of events whose JSON is on several lines. */
	spread: number;
	/** Whether letters beyond ASCII are escaped, as Python's `json` does. */
	isEscaped: boolean;
	/** The name of events; empty: none. */
	name: string;
	/** Share of events that are written in none of the ways that the standard knows. */
	wild: number;
}

/** What the standard ignores, before or between the lines of an event. */
const ignored = [
	...[': ping', ':', ': OPENROUTER PROCESSING', 'id: 7', 'id', 'retry: 3000', 'retry: soon'],
	...['foo: bar', 'Data: {}', ' data: {}', 'datax: 1', 'x', 'event-type: y', ': data: {}'],
];

/** Ends of a stream, and how often they come. */
const dones = [
	...Array.from({ length: 12 }, () => '[DONE]'),
	...['', '', '', '[done]', 'DONE', '"[DONE]"', ' [DONE] ', '[DONE] bye'],
];

/** Events that say nothing. */
const heartbeats = [
	'event: ping\ndata: {"type": "ping"}\n\n',
	'data: : keep-alive\n\n',
	'data: ping\n\n',
	'data: null\n\n',
	'data: []\n\n',
	'data: {}\n\n',
	'data:\n\n',
	'data\n\n',
	'event: heartbeat\ndata: 17\n\n',
];

/** Events that break an answer off. */
const breaks = [
	'event: error\ndata: {"message": "The model is overloaded"}\n\n',
	'error: {"error": {"code": 500, "message": "Engine failed"}}\n\n',
	'data: upstream connect error or disconnect/reset before headers\n\n',
	'data: {"id": "chatcmpl-7", "choices": [{"index": 0, "delta"\n\n',
	'event: error\n\n',
];

/** Writes chunks as server-sent events: mostly by the standard, in any of the ways that it allows. */
export function writtenAtRandom(chunks: readonly JsonObject[], random: Random): Written {
	const isWild = random.chance(0.15);
	const lines: Lines = {
		breaks: random.pick([['\n'], ['\n'], ['\r\n'], ['\r'], ['\n', '\r\n', '\r']]),
		prefixes: random.pick([['data: '], ['data: '], ['data:'], ['data: ', 'data:']]),
		beside: random.pick([0, 0, 0.2]),
		spread: random.pick([0, 0, 0, 0.3]),
		isEscaped: random.chance(0.2),
		name: random.chance(0.05) ? random.pick(['message', 'chunk', 'completion']) : '',
		wild: isWild ? 0.2 : 0,
	};
	const silence = random.chance(0.08) ? random.pick(heartbeats) : '';
	const oddities: string[] = silence === '' ? [] : [silence.trim()];
	let text = '';
	chunks.forEach((chunk, at) => {
		if (random.chance(0.3)) text += silence;
		// The first event tells what the answer is: hardly any gateway begins so.
		const share = at > 0 ? lines.wild : lines.wild * 0.2;
		text += random.chance(share) ? wild(chunk, random) : eventOf(chunk, lines, random);
	});
	if (random.chance(0.04)) {
		const broken = random.pick(breaks);
		const between = text.lastIndexOf('\n\n', random.below(text.length));
		// Without a blank line before it, it belongs to the event there.
		const at = random.pick([text.length, text.length - 1, between + 1, between + 2, between + 2]);
		text = `${text.slice(0, at)}${broken}${text.slice(at)}`;
		oddities.push(broken.trim());
	}
	const done = random.pick(dones);
	if (done !== '') text += `data: ${done}\n\n`;
	if (random.chance(0.15)) text = text.replace(/\n{1,2}$/, random.pick(['', '\n']));
	const begin = random.pick(['', '', '', '', '\uFEFF', '\n\n', ': hello\n\n', 'retry: 1\n\n']);
	return { text: withBreaks(`${begin}${text}`, lines, random), oddities };
}

function eventOf(chunk: JsonObject, lines: Lines, random: Random): string {
	const json = jsonOf(chunk, random.chance(lines.spread) ? random.pick([0, 1, 2]) : undefined);
	const data = lines.isEscaped ? escaped(json) : json;
	const name = lines.name === '' ? '' : `event: ${lines.name}\n`;
	const beside = () => (random.chance(lines.beside) ? `${random.pick(ignored)}\n` : '');
	const written = data
		.split('\n')
		.map((line) => `${beside()}${random.pick(lines.prefixes)}${line}\n`);
	return `${name}${written.join('')}${beside()}\n${random.chance(0.02) ? '\n\n' : ''}`;
}

/** An event as the standard does not know it, and gateways send it. */
function wild(chunk: JsonObject, random: Random): string {
	const json = jsonOf(chunk);
	const { length } = json;
	const at = random.below(length);
	return random.pick([
		`data: [${json}]\n\n`,
		`data: ${JSON.stringify(json)}\n\n`,
		// No blank line behind it: the next event belongs to the same one.
		`data: ${json}\n`,
		`data: ${json}${json.replaceAll(/"(content|arguments|refusal)":"[^"]*"/g, '"$1":""')}\n\n`,
		`data: ${json.slice(0, at)}\ndata: ${json.slice(at)}\n\n`,
		`${json}\n\n`,
		`${json}\n: ping\n\n`,
		`id: 7\n${jsonOf(chunk, 1)}\nretry: 3\n\n`,
	]);
}

function escaped(json: string): string {
	return json.replace(
		/[\u0080-\uffff]/g,
		(sign) => `\\u${sign.charCodeAt(0).toString(16).padStart(4, '0')}`,
	);
}

function withBreaks(text: string, { breaks: kinds }: Lines, random: Random): string {
	let last = '';
	return text.replace(/\n/g, (_, at: number) => {
		const written = random.pick(kinds);
		// LF behind CR would be one line break with it.
		const isPair = last === '\r' && text[at - 1] === '\n' && written === '\n';
		last = isPair ? '\r\n' : written;
		return last;
	});
}
