import type { Transcription } from '../../../../nodes/api/audio/transcript';
import { transcriptionCall } from '../../../../nodes/api/audio/transcription';
import { tryParseJson } from '../../../../nodes/api/json';
import type { Good } from '../good';
import { leavesOf } from '../leaves';
import type { Random } from '../random';
import type { Form, Sent } from '../sent';
import { Words } from '../words';
import { boughtAgain } from './bought';
import { isIntact, isTouched } from './placed';

/** A transcript as it comes: where its words stand, each place with all of them. */
interface Transcript {
	tree: unknown;
	form: Form;
	places: readonly RegExp[];
}

const usage = { type: 'tokens', input_tokens: 901 };
/** A letter of the name may be lost on the way. */
const ofTranscription = /^transcript\w*(\.text)*$/;
const ofText = /^(text\.)*text$/;
const ofSegments = /^(text\.)*segments(\.(text\.)*text)?$/;

/** The forms of OpenAI, and of other gateways; segments say the same as the text. */
function transcript(random: Random, parts: readonly string[]): Transcript {
	const text = parts.join('');
	const segments = parts.map((part, id) => ({ id, start: id, text: part }));
	const body = random.pick<[unknown, RegExp[]]>([
		[{ text, language: 'de', duration: 2.5, segments, usage }, [ofText, ofSegments]],
		[{ text, usage }, [ofText]],
		[{ transcription: text, language: 'de' }, [ofTranscription, ofText]],
		[{ transcription: text, segments, usage }, [ofTranscription, ofText, ofSegments]],
		[{ language: 'de', segments }, [ofSegments, ofText]],
		[{ task: 'transcribe', duration: 2, segments, usage }, [ofSegments, ofText]],
	]);
	const events = [
		...parts.map((delta) => ({ type: 'transcript.text.delta', delta })),
		{ type: 'transcript.text.done', text, usage },
	];
	return random.pick<Transcript>([
		{ tree: body[0], form: 'body', places: body[1] },
		{ tree: body[0], form: 'body', places: body[1] },
		{ tree: events, form: random.pick(['events', 'named events']), places: [] },
		{ tree: text, form: 'text', places: [] },
	]);
}

/** A good transcript. */
export function goodTranscript(random: Random): Good {
	const words = new Words(random);
	const parts = Array.from({ length: random.between(1, 3) }, () => words.text('p'));
	const { tree, form, places } = transcript(random, parts);
	const call = transcriptionCall('/v1/audio/transcriptions', [], 'm');
	return {
		route: 'transcripts',
		tree,
		form,
		isMade: true,
		reader: () => call.reader(),
		faults: ({ text }: Transcription, sent) => [
			...(form === 'text' ? plainFaults(text, sent) : []),
			...(form === 'body' ? textFaults(text, sent, places) : []),
			...(/events/.test(form) ? eventFaults(text, sent, tree as object[]) : []),
			...(isUnchanged(sent) && withoutBlanks(text) !== withoutBlanks(parts.join(''))
				? [`the text is ${JSON.stringify(text)}`]
				: []),
		],
		failed: (why, sent) => [
			...boughtAgain(call, why, sent),
			...(isUnchanged(sent) ? [`it failed: ${why.kind}, ${why.message}`] : []),
		],
	};
}

function isUnchanged({ isWhole, changes }: Sent): boolean {
	return isWhole && changes.length === 0;
}

function plainFaults(text: string, sent: Sent): string[] {
	const leaves = leavesOf(sent.parts).map(({ value }) => withoutBlanks(String(value)));
	const isThere =
		unwrapped(sent.text).some((one) => one.includes(text.trim())) ||
		leaves.join('').includes(withoutBlanks(text));
	return isThere || isReplaced(sent) ? [] : ['text of nobody'];
}

/** Whether the body is another one: it may have been said. */
function isReplaced({ changes }: Sent): boolean {
	return changes.some((change) =>
		/^\/ (becomes (?!its JSON)|is exchanged)|exchanged with $/.test(change),
	);
}

/** A text, and what it is as JSON, and that as JSON. */
function unwrapped(text: string): string[] {
	const value = tryParseJson(text);
	return typeof value === 'string' ? [text, ...unwrapped(value)] : [text];
}

function textFaults(text: string, sent: Sent, places: readonly RegExp[]): string[] {
	// So may a body that is no JSON any more.
	const isNoJson = !sent.isWhole && withoutBlanks(sent.text).includes(withoutBlanks(text));
	if (sent.parts.length === 0 || isReplaced(sent) || isNoJson) return [];
	const leaves = leavesOf(sent.parts);
	const said = places.map((place) =>
		leaves
			.filter(({ path, value }) => place.test(path) && typeof value === 'string')
			.map(({ value }) => value),
	);
	const isSaid = said.some((texts) => withoutBlanks(texts.join('')) === withoutBlanks(text));
	return isSaid ? [] : [`text is ${JSON.stringify(text)}`];
}

/** Of a stream no word is made up, and none lost while its last event, which has the whole, is as it was. */
function eventFaults(text: string, sent: Sent, events: readonly object[]): string[] {
	const last = events.at(-1) as { text: string };
	const place = `//${events.length - 1}`;
	const whole = { value: last.text, places: [`${place}/text`] };
	const isKept = isIntact(whole, sent) && !isTouched(`${place}/type`, sent.changes);
	const words = text.match(/«p\d+/g) ?? [];
	return [
		...words.filter((word) => !sent.text.includes(word)).map((word) => `${word} of nobody`),
		...(isKept && text !== last.text ? [`the text is ${JSON.stringify(text)}`] : []),
	];
}

function withoutBlanks(text: string): string {
	return text.replace(/\s+/g, '');
}
