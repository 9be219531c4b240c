import type { Choice, Completion } from '../../../api/chat/completion';
import { soundOf, withSoundAs } from '../../../api/chat/spoken';
import { isObject, type JsonObject } from '../../../api/json';
import type { BinaryOutput } from '../../../api/output';

/** A completion, and what was said aloud in it. */
interface Spoken {
	completion: Completion;
	/** By the names of the output's binary fields: `audio`, `audio_1` …; empty where nothing was said. */
	binary: { [name: string]: BinaryOutput };
}

/**
 * Takes the sounds out of a completion: they become files, and in their place stands what is said of them.
 *
 * @param asked body of the request
 */
export function takeSounds(completion: Completion, asked: JsonObject): Spoken {
	const binary: Spoken['binary'] = {};
	const taken = completion.choices.map((choice): Choice => {
		const sound = soundOf(choice.message, asked);
		if (sound === undefined) return choice;
		const count = Object.keys(binary).length;
		const file = count === 0 ? 'audio' : `audio_${count}`;
		const { bytes, mimeType, fileName } = sound;
		binary[file] = { ...sound, fileName: fileName.replace('audio', file) };
		const about = { file, mime_type: mimeType, size: bytes.byteLength };
		return { ...choice, message: withSoundAs(choice.message, about) };
	});
	if (Object.keys(binary).length === 0) return { completion, binary };
	const choices = taken as Completion['choices'];
	return { completion: { ...completion, choices, body: without(completion, choices) }, binary };
}

/** The body as sent, with the messages of the choices in place of those with the data. */
function without({ body, choices: before }: Completion, choices: readonly Choice[]): JsonObject {
	const sent: unknown[] = Array.isArray(body.choices) ? body.choices : [];
	const told = sent.map((choice, position) => {
		const [was, is] = [before[position], choices[position]];
		if (!isObject(choice) || !isObject(choice.message) || was === is || is === undefined)
			return choice;
		return { ...choice, message: { ...choice.message, audio: is.message.audio } };
	});
	return { ...body, choices: told };
}
