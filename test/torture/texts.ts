import type { Completion } from '../../nodes/api/chat/completion';
import { asObject, objectsIn } from '../../nodes/api/json';
import { choicesOf } from './differences/chunkEvents';
import type { ChunkEvent } from './differences/difference';
import { inUsualForm } from './differences/usualForm';
import { inShort } from './found';
import type { Theirs } from './oracles/assemble';
import type { Ours } from './oursOf';
import { outline } from './outline';

/** What was passed on while the answer came, and what a failure kept of it, has to be the text, or its beginning. */
export function textFaults(
	{ value, failure: why }: Ours['reading'],
	heard: string,
	theirs: Theirs,
): string[] {
	const read = value?.choices[0].text ?? why?.text ?? '';
	if (value !== undefined && heard.trim() !== read.trim())
		return [`passed on ${inShort(heard)} of ${inShort(read)}`];
	if (theirs.body === undefined) return [];
	const [first] = objectsIn(outline(theirs.body).choices);
	const texts = [first?.content ?? '', first?.refusal ?? ''].map(String);
	const isBeginning = texts.some((text) => text.startsWith(read));
	return isBeginning ? [] : [`kept ${inShort(read)} of ${inShort(texts)}`];
}

/** What the model thought is not known to `openai`: it has to be the pieces of its member, joined. */
export function thoughtFaults(
	value: Completion | undefined,
	events: readonly ChunkEvent[],
): string[] {
	const hasThoughts = events.some(({ data }) => data.includes('reasoning_content'));
	if (value === undefined || !hasThoughts) return [];
	const usual = inUsualForm(events);
	const end = usual.findIndex(({ data }) => data.startsWith('[DONE]'));
	const pieces = choicesOf(usual.slice(0, end < 0 ? undefined : end));
	return value.choices.flatMap(({ index, reasoning }) => {
		const own = pieces.filter((piece) => piece.index === index);
		const sent = own.map(({ delta }) => asObject(delta).reasoning_content ?? '').join('');
		return reasoning.trim() === sent.trim()
			? []
			: [`thought ${inShort(reasoning)} of ${inShort(sent)}`];
	});
}
