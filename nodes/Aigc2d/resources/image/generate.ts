import type { JsonObject } from '../../../api/json';
import { imagesCall } from '../../../api/image/call';
import { optionsOf, readField } from '../../../fields/field';
import { modelField } from '../../../fields/model';
import { pathField } from '../../../fields/path';
import { extraBodyFor } from '../../../fields/wholeAnswer';
import { operation } from '../operation';
import { commonOptions, generateOptions, imageModel, promptField } from './fields';
import { pictureOutput } from '../files/pictures';

const route = pathField('/v1/images/generations', false);
const extraBody = extraBodyFor('{"watermark": false}');
const options = optionsOf([...commonOptions, ...generateOptions, route, extraBody]);

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
	description: 'Make images from a description; they become files of the item',
	fields: [imageModel, promptField, options],
	unit: 1,

	read(parameters) {
		const given = readField(parameters, options);
		const prompt = readField(parameters, promptField);
		const model = readField(parameters, modelField);
		const body = {
			model,
			prompt,
			// AIGC2D's newer gateway lists it as required.
			n: 1,
			...given.members,
		};
		return { body, model, prompt, path: given.get(route) ?? route.usual };
	},

	async run([{ body, model, prompt, path }], { send }) {
		const answer = await send(imagesCall({ path, sent: { body }, model, prompt }));
		return [await pictureOutput(answer, model, send)];
	},
});
