import type { JsonObject } from '../../../api/call';
import { picturesCall } from '../../../api/image/answer';
import { text } from '../../../fields/check';
import { collection, readCollection, wireMembers } from '../../../fields/field';
import { modelField, readModel } from '../../../fields/model';
import { pathOption, usedPath } from '../../../fields/path';
import { extraBodyFor } from '../../../fields/wholeAnswer';
import { operation } from '../operation';
import { commonOptions, generateOptions, promptField } from './fields';
import { pictureOutput } from './pictures';

const usualPath = '/v1/images/generations';

const optionFields = [
	...commonOptions,
	...generateOptions,
	pathOption(usualPath, false),
	extraBodyFor('{"watermark": false}'),
];

interface Job {
	body: JsonObject;
	model: string;
	prompt: string;
	path: string;
}

/**
 * Image → Generate: POST /v1/images/generations. Not among the recovered pages of AIGC2D, but its clients
 * are known to use it.
 */
export const generateImage = operation<Job>({
	value: 'generate',
	name: 'Generate',
	action: 'Generate an image',
	description: 'Make pictures from a description; they become files of the item',
	fields: [modelField, promptField, collection('Options', 'options', 'Add Option', optionFields)],
	unit: 1,

	read(parameters) {
		const options = readCollection(optionFields, parameters.get('options'));
		const prompt = text(parameters.get('prompt'), promptField.displayName) as string;
		const model = readModel(parameters);
		const body = {
			model,
			prompt,
			// AIGC2D's newer gateway lists it as required.
			n: 1,
			...wireMembers(optionFields, options),
			...(options.get('extraBody') as JsonObject | undefined),
		};
		return { body, model, prompt, path: usedPath(options, usualPath) };
	},

	async run([{ body, model, prompt, path }], { send }) {
		const answer = await send(picturesCall(path, { body }, model, prompt));
		return [await pictureOutput(answer, model, send)];
	},
});
