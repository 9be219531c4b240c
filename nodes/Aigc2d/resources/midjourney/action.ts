import { midjourneyPoints } from '../../../api/task/points';
import { optionsOf, readField } from '../../../fields/field';
import { pathField } from '../../../fields/path';
import { operation } from '../operation';
import { waitField } from '../task/fields';
import { submitTask, type Submission } from '../task/submit';
import { taskIdField } from '../task/taskId';
import { buttonField, customIdOf, type Choice } from './button';
import { sharedOptions, suspendedNotice } from './fields';
import { toDialect, submissionOf } from './submission';
import { readWindow, answerWindow, windowOptions } from './window';

const route = pathField('/mj/submit/action', false);
const options = optionsOf([...windowOptions, ...sharedOptions, route]);

interface Job {
	taskId: string;
	choice: Choice;
	/** The request without the ID of the button. */
	submission: Submission;
	/** The ID of the button as a member of the request. */
	buttonMember: (customId: string) => Submission['body'];
}

/**
 * Midjourney → Action: POST /mj/submit/action, by the convention of midjourney-proxy. Presses a button of a
 * task, as people do in Discord; the result is a task of its own.
 */
export const action = operation<Job>({
	value: 'action',
	name: 'Action',
	action: 'Press a button of a Midjourney task',
	description: 'Enlarge, vary, zoom or redo an image: press one of the buttons of its task',
	fields: [suspendedNotice, taskIdField, buttonField, waitField, options],
	unit: 1,

	async read(parameters) {
		const given = readField(parameters, options);
		const taskId = readField(parameters, taskIdField);
		const choice = readField(parameters, buttonField);
		const window = await readWindow(given, parameters);
		const asked = { action: 'ACTION', route, members: { taskId } };
		const submission = submissionOf(asked, given, parameters);
		return {
			taskId,
			choice,
			submission: {
				...submission,
				onWindow: answerWindow(window, submission.path, given),
			},
			buttonMember: (customId) => toDialect({ customId }, given),
		};
	},

	async run([{ taskId, choice, submission, buttonMember }], context) {
		const customId = await customIdOf(choice, taskId, submission.waiting.path, context);
		const body = { ...buttonMember(customId), ...submission.body };
		const name = actionOf(customId);
		const known = { action: name, points_estimated: midjourneyPoints[name] ?? null };
		return [await submitTask({ ...submission, ...known, body }, context)];
	},
});

/** What pressing a button is called in the task, as far as its ID tells. */
function actionOf(customId: string): string {
	return actions.find(({ about }) => about.test(customId))?.name ?? 'ACTION';
}

const actions = [
	{ about: /::upsample/i, name: 'UPSCALE' },
	{ about: /::(low_|high_)?variation/i, name: 'VARIATION' },
	{ about: /::reroll/i, name: 'REROLL' },
];
