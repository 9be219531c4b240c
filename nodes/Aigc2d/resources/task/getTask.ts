import { defined } from '../../../api/defined';
import type { Output } from '../../../api/output';
import type { Task } from '../../../api/task/task';
import { optionsOf, readField, withLook } from '../../../fields/field';
import { includeInput } from '../../../fields/includeInput';
import { operation, type Operation, type OperationContext } from '../operation';
import { maxWaitOption, readWaiting, taskPathOption, waitField, type Waiting } from './fields';
import { follow, lookOnce } from './follow';
import { taskIdField } from './taskId';
import { taskOutput } from './taskOutput';

interface Job {
	id: string;
	waiting: Waiting;
}

/** What differs between the systems that have tasks. */
interface System {
	/** Name of the system: `Stable Diffusion`. */
	name: string;
	taskPath: string;
	/** Whether a task ends in a picture. */
	hasPicture: (task: Task) => boolean;
	/** What an output says besides. */
	more?: (task: Task) => Output['json'];
	/** Further fields, above the others. */
	notices?: Operation['fields'];
}

/** Get Task: looks at a task that was submitted before, waits for it if wanted, and fetches its pictures. */
export function getTaskOperation(system: System): Operation {
	const { name, taskPath, hasPicture, more = () => ({}), notices = [] } = system;
	const route = taskPathOption(taskPath);
	const options = optionsOf([maxWaitOption, includeInput, route]);
	const wait = withLook(waitField, {
		description:
			'Whether to wait until the task is done. If off, the output is the task as it stands now, with its images if they are there.',
	});
	return operation<Job>({
		value: 'getTask',
		name: 'Get Task',
		action: `Get a task of ${name}`,
		description: 'Look at a task that was submitted before, and fetch its images; costs nothing',
		fields: [...notices, taskIdField, wait, options],
		unit: 1,

		read(parameters) {
			const chosen = readField(parameters, options);
			return {
				id: readField(parameters, taskIdField),
				waiting: readWaiting(parameters, chosen, route),
			};
		},

		async run([{ id, waiting }], context: OperationContext) {
			const begun = { id, action: null, prompt: null, points_estimated: null };
			const followed = { begun, waiting, isOwn: false, hasPicture };
			const task = await (waiting.wait ? follow : lookOnce)(followed, context);
			const { json, binary } = await taskOutput(task, {
				hasPicture: hasPicture(task),
				isOwn: false,
				send: context.send,
			});
			return [{ json: { ...more(task), ...json }, ...defined({ binary }) }];
		},
	});
}
