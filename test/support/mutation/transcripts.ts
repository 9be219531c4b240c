import { transcriptionCall, type Transcription } from '../../../nodes/api/audio/transcription';
import type { Good } from './good';
import { leavesOf } from './leaves';
import type { Random } from './random';
import type { Sent } from './sent';
import { Words } from './words';

/** A good transcript: its segments say the same as its text. */
export function goodTranscript(random: Random): Good {
	const words = new Words(random);
	const segments = Array.from({ length: random.between(1, 3) }, (_, id) => ({
		id,
		start: id,
		text: words.text('p'),
	}));
	const text = segments.map((segment) => segment.text).join('');
	const isPlain = random.chance(0.3);
	const usage = { type: 'tokens', input_tokens: 901 };
	return {
		route: 'transcripts',
		tree: isPlain ? text : { text, language: 'de', duration: 2.5, segments, usage },
		form: isPlain ? 'text' : 'body',
		reader: () => transcriptionCall('/v1/audio/transcriptions', [], 'm').reader(),
		faults: (value, sent) => transcriptFaults(value, sent, isPlain),
	};
}

function transcriptFaults({ text }: Transcription, sent: Sent, isPlain: boolean): string[] {
	if (isPlain) {
		const leaves = leavesOf(sent.parts).map(({ value }) => withoutBlanks(String(value)));
		const isThere =
			sent.text.includes(text.trim()) || leaves.join('').includes(withoutBlanks(text));
		return isThere ? [] : ['text of nobody'];
	}
	// A body that is another one may have been said.
	const isReplaced = sent.changes.some((change) => /^\/ becomes/.test(change));
	if (sent.parts.length === 0 || isReplaced) return [];
	const leaves = leavesOf(sent.parts);
	const said = [/^(text\.)*text$/, /^(text\.)*segments(\.(text\.)*text)?$/].map((place) =>
		leaves
			.filter(({ path, value }) => place.test(path) && typeof value === 'string')
			.map(({ value }) => value),
	);
	const isSaid = said.some((texts) => withoutBlanks(texts.join('')) === withoutBlanks(text));
	return isSaid ? [] : [`text is ${JSON.stringify(text)}`];
}

function withoutBlanks(text: string): string {
	return text.replace(/\s+/g, '');
}
