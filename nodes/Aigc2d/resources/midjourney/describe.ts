import { defined } from '../../../api/defined';
import { isObject, type JsonObject, textOf } from '../../../api/json';
import type { Task } from '../../../api/task/task';
import { labelOf, optionsOf, readField } from '../../../fields/field';
import { pathField } from '../../../fields/path';
import { pictureField, readPictureUrl } from '../../../fields/picture';
import { operation } from '../operation';
import { waitField } from '../task/fields';
import { submitTask, type Submission } from '../task/submit';
import { sharedOptions, suspendedNotice } from './fields';
import { submissionOf } from './submission';

const route = pathField('/mj/submit/describe', false);
const options = optionsOf([...sharedOptions, route]);

/** Midjourney → Describe: POST /mj/submit/describe, by the convention of midjourney-proxy. */
export const describe = operation<Submission>({
	value: 'describe',
	name: 'Describe',
	action: 'Describe an image with Midjourney',
	description: 'Get prompts, as text, that describe an image of the item',
	fields: [suspendedNotice, pictureField, waitField, options],
	unit: 1,

	async read(parameters) {
		const given = readField(parameters, options);
		const name = readField(parameters, pictureField);
		const base64 = await readPictureUrl(parameters, name, labelOf(pictureField));
		const asked = { action: 'DESCRIBE', route, members: { base64 }, hasPicture: false };
		return submissionOf(asked, given, parameters);
	},

	async run([submission], context) {
		const { json, binary } = await submitTask(submission, context);
		return [{ json: { ...describePrompts(json.task), ...json }, ...defined({ binary }) }];
	},
});

/** What a task without a picture ends in: the prompts that describe one. */
export function describePrompts(task: Task): JsonObject {
	if (!isDescription(task)) return {};
	const { properties, promptEn } = task;
	const final = isObject(properties) ? textOf(properties.finalPrompt) : null;
	const isDone = task.status === 'succeeded';
	return { text: isDone ? (final ?? textOf(promptEn) ?? task.prompt) : null };
}

/** Whether a task ends in text. */
export function isDescription({ action }: Task): boolean {
	return action !== null && /^(describe|shorten)$/i.test(action);
}
