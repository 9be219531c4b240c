import type { Want } from '../../support/wire/case';
import { bytes, type Row } from './build';

const own = '442275063214085123';

const other = '442275063214085999';

const task = (id: string | undefined, more = ''): string =>
	`{${id === undefined ? '' : `"task_id":${id},`}"status":"Running","progress":"30%"${more}}`;

const look = (title: string, body: string, want: Want): Row => ({
	title,
	ask: {
		route: `/sd/task/${own}`,
		operation: 'stableDiffusion.getTask',
		parameters: { taskId: own, waitForCompletion: false },
	},
	answer: bytes(body),
	want: { requests: 1, ...want },
});

const unknown: Want = { output: 'failure', kind: ['notFound', 'malformed'] };

const known: Want = { output: 'success', json: { task: { id: own, status: 'running' } } };

/** Only the task that was asked for is accepted. */
export const otherTasks: readonly Row[] = [
	look('a task with another ID', task(other), unknown),
	look('another ID that is a text', task(`"${other}"`), unknown),
	look(
		'a finished task with another ID',
		`{"task_id":${other},"status":"Finished","image_urls":["/1.png"]}`,
		unknown,
	),
	look('a list without the own one', `[${task(other)},${task('442275063214085777')}]`, unknown),
	look('a list in data without the own one', `{"code":0,"data":[${task(other)}]}`, unknown),
	look('another one in data', `{"code":0,"data":${task(other)}}`, unknown),
	look('an empty list', '{"code":0,"data":[]}', unknown),
	look('the own one behind others', `[${task(other)},${task(own)}]`, known),
	look('a single one without an ID', task(undefined), known),
	look('a single one without an ID in a list', `{"data":[${task(undefined)}]}`, known),
];
