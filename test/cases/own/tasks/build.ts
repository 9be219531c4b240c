import type { IDataObject } from 'n8n-workflow';
import type { Answer, Conversation, Want } from '../../../support/conversation/case';

/** A case without its number, which is its place among those of its kind. */
export type Row = Omit<Conversation, 'nr'>;

/** Cases of one kind of faults, with their numbers. */
export function ofKind(kind: number, rows: readonly Row[]): Conversation[] {
	return rows.map((row, position) => ({ ...row, nr: `T${kind}.${position + 1}` }));
}

/** ID of every task here: as a number it would lose a digit. */
export const id = '17000000000000901';

/** What one picture is, and nothing else. */
export const made: Want = { output: 'success', files: 1, mime: 'image/png', bytes: 'png' };

export const failed: Want = { output: 'failure' };

/** Routes that are paid for. */
export const routes = {
	imagine: 'POST /mj/submit/imagine',
	change: 'POST /mj/submit/change',
	textToImage: 'POST /sd/txt2img',
	generate: 'POST /v1/images/generations',
	edit: 'POST /v1/images/edits',
	speech: 'POST /v1/audio/speech',
	transcribe: 'POST /v1/audio/transcriptions',
} as const;

const model = { __rl: true, mode: 'id', value: 'test-model' };

const waiting = { maxWait: 0.6 };

const proxy = { ...waiting, taskPath: '/mj/task/{id}/fetch' };

/** What each operation is asked with. */
const asked = {
	'midjourney.imagine': { prompt: 'a lighthouse', options: proxy },
	'midjourney.change': { taskId: '88000000000901', options: proxy },
	'midjourney.getTask': { taskId: id, options: proxy },
	'stableDiffusion.textToImage': {
		mainModelId: 1,
		prompt: 'a lighthouse',
		width: 512,
		height: 512,
		options: waiting,
	},
	'stableDiffusion.getTask': { taskId: id, options: waiting },
	'image.generate': { model, prompt: 'a lighthouse', options: { n: 1 } },
	'image.edit': { model, prompt: 'a lighthouse', binaryProperties: 'data' },
	'audio.speech': { model, text: 'Good morning', voice: 'alloy' },
	'audio.transcribe': { model, binaryProperty: 'data' },
} as const;

/** A case of an operation. The route that is paid for is asked once, unless requests are told. */
const of =
	(operation: keyof typeof asked) =>
	(
		title: string,
		answers: readonly Answer[],
		want: Want,
		parameters: IDataObject = {},
		own: Conversation['own'] = false,
	): Row => {
		const [resource, name] = operation.split('.') as [string, string];
		const paid = (routes as { [name: string]: string })[name];
		const once = paid === undefined || want.requests ? {} : { requests: { [paid]: 1 } };
		return {
			title: `${name}: ${title}`,
			resource,
			operation: name,
			parameters: { ...asked[operation], ...parameters },
			taskId: id,
			own,
			answers,
			want: { ...want, ...once },
		};
	};

export const imagine = of('midjourney.imagine');
export const change = of('midjourney.change');
export const getTask = of('midjourney.getTask');
export const textToImage = of('stableDiffusion.textToImage');
export const getTaskOfDiffusion = of('stableDiffusion.getTask');
export const generate = of('image.generate');
export const edit = of('image.edit');
export const speech = of('audio.speech');
export const transcribe = of('audio.transcribe');
