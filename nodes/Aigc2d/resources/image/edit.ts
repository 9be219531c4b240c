import type { FormPart } from '../../../api/call';
import { imagesCall } from '../../../api/image/call';
import { invalidField, text } from '../../../fields/check';
import { field, labelOf, optionsOf, readField, withLook } from '../../../fields/field';
import { binaryHint, binaryHints, listOf, readFile } from '../../../fields/files';
import { filePart, formFields } from '../../../fields/form';
import { modelField } from '../../../fields/model';
import { pathField } from '../../../fields/path';
import { picturesUpTo } from '../../../fields/picture';
import { extraBodyFor } from '../../../fields/wholeAnswer';
import { operation } from '../operation';
import { commonOptions, editOptions, imageModel, promptField as anyPrompt } from './fields';
import { pictureOutput } from '../files/pictures';

const filesField = field({
	property: {
		displayName: 'Image Binary Fields',
		name: 'binaryProperties',
		type: 'string',
		default: 'data',
		required: true,
		placeholder: 'e.g. data, image_1',
		hint: binaryHints,
		description:
			'Names of the binary fields of the item with the images to work on, separated by commas: PNG, JPEG or WebP of less than 25 MB each. gpt-image-2 takes up to 16.',
	},
	wire: null,
	check: (value, label) => {
		const names = listOf(value, label);
		return names.length > 0
			? names
			: invalidField(label, 'is empty', 'Name at least one binary field.');
	},
});

const promptField = withLook(anyPrompt, {
	placeholder: 'e.g. Make the sky red',
	description:
		'What to change in the images, or what to make of them. Some models take 1,000 characters at most.',
});

const maskOption = field({
	property: {
		displayName: 'Mask Binary Field',
		name: 'maskBinaryProperty',
		type: 'string',
		default: '',
		placeholder: 'e.g. mask',
		hint: binaryHint,
		description:
			'Name of the binary field with a PNG of the same size as the first image. Where the PNG is transparent, that image is changed.',
	},
	wire: null,
	check: text,
});

const route = pathField('/v1/images/edits', false);
const extraBody = extraBodyFor('{"watermark": false}', ['image', 'image[]', 'mask']);
const options = optionsOf([...commonOptions, ...editOptions, maskOption, route, extraBody]);

const pictures = picturesUpTo(25);

interface Job {
	form: FormPart[];
	model: string;
	prompt: string;
	path: string;
}

/**
 * Image → Edit: POST /v1/images/edits, a form with the pictures. Not among the recovered pages of AIGC2D,
 * but its clients are known to use it.
 */
export const editImage = operation<Job>({
	value: 'edit',
	name: 'Edit',
	action: 'Edit an image',
	description: 'Change images of the item, or make new ones from them',
	fields: [imageModel, filesField, promptField, options],
	unit: 1,

	async read(parameters) {
		const given = readField(parameters, options);
		const prompt = readField(parameters, promptField);
		const model = readField(parameters, modelField);
		const names = readField(parameters, filesField);
		const form: FormPart[] = formFields({
			model,
			prompt,
			// AIGC2D's newer gateway lists it as required.
			n: 1,
			...given.members,
		});
		const member = names.length === 1 ? 'image' : 'image[]';
		for (const name of names) {
			form.push(filePart(member, await readFile(parameters, name, labelOf(filesField), pictures)));
		}
		const mask = given.get(maskOption);
		if (mask !== undefined) {
			const file = await readFile(parameters, mask, labelOf(maskOption), pictures, true);
			form.push(filePart('mask', file));
		}
		return { form, model, prompt, path: given.get(route) ?? route.usual };
	},

	async run([{ form, model, prompt, path }], { send }) {
		const answer = await send(imagesCall({ path, sent: { form }, model, prompt }));
		return [await pictureOutput(answer, model, send)];
	},
});
