import { optionsOf, readField, withLook } from '../../../fields/field';
import { includeInput } from '../../../fields/includeInput';
import { pathField } from '../../../fields/path';
import { operation } from '../operation';
import {
	extraBody,
	fileField,
	prompt,
	recordingModel,
	responseFormat,
	temperature,
} from './fields';
import { readRecording, writeDown, type Recording } from './recording';

const englishPrompt = withLook(prompt, {
	description:
		'Names and words that occur in the recording, in English, so that the model spells them correctly',
});

const route = pathField('/v1/audio/translations', false);

const options = optionsOf([
	englishPrompt,
	responseFormat,
	temperature,
	includeInput,
	route,
	extraBody,
]);

/**
 * Audio → Translate: POST /v1/audio/translations, which takes no language and no timestamp granularities. Not
 * among the recovered pages of AIGC2D; it stands beside transcriptions in OpenAI's interface.
 */
export const translateRecording = operation<Recording>({
	value: 'translate',
	name: 'Translate',
	action: 'Translate a recording',
	description: 'Write down in English what is said in a recording, whatever language is spoken',
	fields: [recordingModel, fileField, options],
	unit: 1,

	read(parameters) {
		return readRecording(parameters, readField(parameters, options), route);
	},

	async run([recording], { send }) {
		return [await writeDown(recording, send)];
	},
});
