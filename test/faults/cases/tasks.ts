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
import { page, refusal } from './answers';
import { faultIn, type Form } from './build';

const fault = faultIn(groups.H);

/** Beyond 2^53, as IDs of AIGC2D are. */
const id = '442275063214085123';
const routes = { submit: '/sd/txt2img', look: `/sd/task/${id}`, file: '/pictures/1.png' };
const picture = png();

const ask: FaultAsk = {
	items: 1,
	operation: 'stableDiffusion.textToImage',
	parameters: { prompt: 'a lighthouse' },
};
const at = (path: keyof typeof routes, answer: Answer): Answer => ({
	...answer,
	path: routes[path],
});
const taken = at('submit', json({ code: 0, message: 'success', task_id: id }));
const done = at(
	'look',
	json({ task_id: id, status: 'Finished', image_urls: [`http://{host}${routes.file}`] }),
);
const file = at('file', { content_type: 'image/png', body: [picture] });

const isDone = recovered(4, { item: { files: { image: picture.length } } });

/** A task of which something goes wrong; the first look comes after seconds. */
const task = (form: string, answers: readonly Answer[], outcome: FaultOutcome): Form => ({
	form,
	ask,
	pace: 'slow',
	server: [...answers, taken, done, file],
	outcome,
});

/** What is wrong once with the requests of a task, and whether that costs it. */
const passing: ReadonlyArray<readonly [form: string, answer: Answer]> = [
	['500', refusal(500, 'Out of order')],
	['502 with a page', page(502, '502 Bad Gateway')],
	['504', refusal(504, 'Timed out')],
	['429', refusal(429, 'Too many requests')],
	['401', refusal(401, 'Unauthorized')],
	['a page', page(200, 'Welcome')],
	['an empty body', { body: '' }],
	['JSON that is cut', { body: '{"task_id":"4422750' }],
	['a reset', { body: '', ends: 'reset' }],
];

const lost = (kind: string, sentence: string): FaultOutcome =>
	fails(kind, sentence, 1, { item: { json: { error: { retryable: false } }, advice: 'charged' } });

/** Tasks: their submission is paid, and goes once; a look costs nothing. */
export const tasks: readonly FaultCase[] = [
	...fault(
		'a look at a task goes wrong once',
		...passing.map(([form, answer]) => task(form, [at('look', answer)], isDone)),
	),
	...fault(
		'a file of a task goes wrong once',
		...passing
			.filter(([form]) => /^(500|502|504|a reset)/.test(form))
			.map(([form, answer]) => task(form, [at('file', answer)], isDone)),
	),
	...fault('a submission is refused for a limit once', {
		...task('429', [at('submit', refusal(429, 'Too many requests'))], isDone),
	}),
	...fault(
		'the answer to a submission is lost',
		// A proxy says that it had no answer of the gateway; it goes once nevertheless.
		task(
			'502 with a page',
			[at('submit', page(502, '502 Bad Gateway'))],
			fails('server', 'The gateway answered with a web page: 502 Bad Gateway', 1),
		),
		task('504', [at('submit', refusal(504, 'Timed out'))], lost('timeout', 'Timed out')),
		task(
			'an empty body',
			[at('submit', { body: '' })],
			lost('malformed', 'The gateway answered with an empty body'),
		),
		task(
			'a reset',
			[at('submit', { body: '', ends: 'reset' })],
			lost('network', 'The gateway at {host} closed the connection before the answer was complete'),
		),
	),
	...fault(
		'a submission is refused',
		task(
			'401',
			[at('submit', refusal(401, 'Incorrect API key {key}'))],
			fails('auth', 'Incorrect API key [redacted]', 1),
		),
		task(
			'402',
			[at('submit', refusal(402, 'Insufficient balance'))],
			fails('quota', 'Insufficient balance', [1, 4]),
		),
		task('404', [at('submit', refusal(404, 'Not found'))], fails('notFound', 'Not found', 1)),
	),
	...fault(
		'every look at a task goes wrong',
		{
			form: '404',
			ask,
			pace: 'slow',
			server: [taken, at('look', refusal(404, 'Task not found'))],
			outcome: fails('notFound', 'Task not found', [2, 8], {
				item: { json: { error: { task_id: id } } },
			}),
		},
		{
			form: '401',
			ask,
			pace: 'slow',
			server: [taken, at('look', refusal(401, 'Unauthorized'))],
			outcome: fails('auth', 'Unauthorized', [2, 8], {
				item: { json: { error: { task_id: id } } },
			}),
		},
	),
];
