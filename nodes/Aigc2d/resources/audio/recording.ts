import { transcriptionCall } from '../../../api/audio/transcription';
import type { FormPart, Send } from '../../../api/call';
import type { Output } from '../../../api/output';
import { labelOf, readField } from '../../../fields/field';
import { readFile } from '../../../fields/files';
import { filePart, formFields } from '../../../fields/form';
import { modelField } from '../../../fields/model';
import type { Parameters } from '../../../fields/parameters';
import type { RouteField } from '../../../fields/path';
import type { Values } from '../../../fields/values';
import { extraBody, fileField, recordings } from './fields';

/** A recording of which what is said is to be written down. */
export interface Recording {
	form: FormPart[];
	model: string;
	path: string;
}

/**
 * The recording of one item, as the form that is sent.
 *
 * @param given the checked options of the operation
 * @throws Failed (`input`) naming the field
 */
export async function readRecording(
	parameters: Parameters,
	given: Values<typeof extraBody | RouteField<'path'>>,
	route: RouteField<'path'>,
): Promise<Recording> {
	const model = readField(parameters, modelField);
	const name = readField(parameters, fileField);
	const form = formFields({ model, ...given.members, ...given.get(extraBody) });
	const file = await readFile(parameters, name, labelOf(fileField), recordings);
	return { form: [...form, filePart('file', file)], model, path: given.get(route) ?? route.usual };
}

/** What is said, as an output. */
export async function writeDown({ form, model, path }: Recording, send: Send): Promise<Output> {
	const { text, more, usage } = await send(transcriptionCall(path, form, model));
	return { json: { text, ...more, model, usage } };
}
