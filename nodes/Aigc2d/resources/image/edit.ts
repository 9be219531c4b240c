import type { INodeProperties } from 'n8n-workflow';
import type { FormPart, JsonObject } from '../../../api/call';
import { picturesCall } from '../../../api/image/answer';
import { refuse, text } from '../../../fields/check';
import { collection, readCollection, wireMembers, type Field } from '../../../fields/field';
import { listOf, readFile } from '../../../fields/files';
import { filePart, formFields } from '../../../fields/form';
import { modelField, readModel } from '../../../fields/model';
import { pathOption, usedPath } from '../../../fields/path';
import { picturesUpTo } from '../../../fields/picture';
import { extraBodyFor } from '../../../fields/wholeAnswer';
import { operation } from '../operation';
import { commonOptions, editOptions, promptField } from './fields';
import { pictureOutput } from './pictures';

const filesField: INodeProperties = {
	displayName: 'Image Binary Fields',
	name: 'binaryProperties',
	type: 'string',
	default: 'data',
	required: true,
	placeholder: 'e.g. data, image_1',
	description:
		'Names of the binary fields of the item with the pictures to work on, separated by commas: PNG, JPEG or WebP of less than 25 MB each. gpt-image-2 takes up to 16.',
};

const maskOption: Field = {
	property: {
		displayName: 'Mask Binary Field',
		name: 'maskBinaryProperty',
		type: 'string',
		default: '',
		placeholder: 'e.g. mask',
		description:
			'Name of the binary field with a PNG of the same size; where it is see-through, the first picture is changed',
	},
	wire: null,
	check: text,
};

const usualPath = '/v1/images/edits';

const optionFields = [
	...commonOptions,
	...editOptions,
	maskOption,
	pathOption(usualPath, false),
	extraBodyFor('{"watermark": false}', ['image', 'image[]', 'mask']),
];

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
	description: 'Change pictures of the item, or make new ones from them',
	fields: [
		modelField,
		filesField,
		promptField,
		collection('Options', 'options', 'Add Option', optionFields),
	],
	unit: 1,

	async read(parameters) {
		const label = filesField.displayName;
		const options = readCollection(optionFields, parameters.get('options'));
		const prompt = text(parameters.get('prompt'), promptField.displayName) as string;
		const model = readModel(parameters);
		const names = listOf(parameters.get('binaryProperties'), label);
		if (names.length === 0) refuse(label, 'is empty', 'Name at least one binary field.');
		const form: FormPart[] = formFields({
			model,
			prompt,
			// AIGC2D's newer gateway lists it as required.
			n: 1,
			...wireMembers(optionFields, options),
			...(options.get('extraBody') as JsonObject | undefined),
		});
		const member = names.length === 1 ? 'image' : 'image[]';
		for (const name of names) {
			form.push(filePart(member, await readFile(parameters, name, label, pictures)));
		}
		const mask = options.get('maskBinaryProperty') as string | undefined;
		if (mask !== undefined) {
			const file = await readFile(parameters, mask, maskOption.property.displayName, pictures);
			form.push(filePart('mask', file));
		}
		return { form, model, prompt, path: usedPath(options, usualPath) };
	},

	async run([{ form, model, prompt, path }], { send }) {
		const answer = await send(picturesCall(path, { form }, model, prompt));
		return [await pictureOutput(answer, model, send)];
	},
});
