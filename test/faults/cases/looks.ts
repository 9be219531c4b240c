import { json } from '../../cases/own/build';
import { png } from '../../support/files';
import type { Answer } from '../../support/wire/case';
import {
	fails,
	groups,
	recovered,
	type FaultAsk,
	type FaultCase,
	type FaultOutcome,
} from '../case';
import { faultIn, type Form } from './build';

const fault = faultIn(groups.N);

const id = '442275063214085123';
const picture = png();

const ask: FaultAsk = {
	items: 1,
	operation: 'midjourney.imagine',
	parameters: { prompt: 'a lighthouse' },
};
const submitted: Answer = {
	...json({ code: 1, description: 'Submit success', result: id }),
	path: '/mj/submit/imagine',
};
const file: Answer = { content_type: 'image/png', body: [picture], path: '/pictures/1.png' };
const look = (task: object): Answer => ({ ...json({ id, ...task }), path: `/mj/task/${id}/fetch` });
const imageUrl = 'http://{host}/pictures/1.png';
const done = look({ status: 'SUCCESS', progress: '100%', imageUrl });
const running = (progress: string, more: object = {}) =>
	look({ status: 'IN_PROGRESS', progress, ...more });

const task = (form: string, looks: readonly Answer[], outcome: FaultOutcome): Form => ({
	form,
	ask,
	pace: 'hurried',
	server: [submitted, ...looks, file],
	outcome,
});

const withPicture = { item: { text: undefined, files: { image: picture.length } } };
const withId = { item: { json: { error: { task_id: id } } } };

/** Tasks that are looked at again and again. */
export const looks: readonly FaultCase[] = [
	...fault(
		'a task that is looked at',
		task(
			'is never done',
			[running('45%')],
			fails('timeout', '…', [40, 80], { item: { ...withId.item, advice: 'Get Task' } }),
		),
		task(
			'fails (FAILURE)',
			[running('45%'), look({ status: 'FAILURE', failReason: 'The prompt is too long' })],
			fails('badRequest', 'The task failed: The prompt is too long', 3, withId),
		),
		task(
			'fails without a reason',
			[running('45%'), look({ status: 'FAILURE' })],
			fails('server', '…', 3, withId),
		),
		task(
			'has states that nobody knows, and is done then',
			[look({ status: 'PONDERING', progress: '1%' }), look({ status: '?', progress: '2%' }), done],
			recovered(5, withPicture),
		),
		task(
			'has a state that nobody knows, for ever',
			[look({ status: 'PONDERING', progress: '1%' })],
			fails('timeout', '…', [40, 80], withId),
		),
		task(
			'goes backwards, and is done then',
			[running('60%'), running('20%'), running('80%'), running('0%'), done],
			recovered(7, withPicture),
		),
		task(
			'is at 100 % and not done yet',
			[running('100%'), running('100%'), done],
			recovered(5, withPicture),
		),
		task(
			'is done without its picture at first',
			[look({ status: 'SUCCESS', progress: '100%' }), done],
			recovered(4, withPicture),
		),
	),
];
