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

const to =
	(method: string) =>
	(path: string, body: unknown, more: Partial<Answer> = {}): Answer => ({
		method,
		path,
		body,
		...more,
	});

export const post = to('POST');

export const get = to('GET');

/** A file under an address. */
export const file = (path: string, name = 'png', more: Partial<Answer> = {}): Answer => ({
	method: 'GET',
	path,
	file: name,
	type: 'image/png',
	...more,
});

/** The picture of a task that is done. */
export const picture = file('/pic/1.png');

/** Its address, as answers have it. */
export const address = '{host}/pic/1.png';

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

/**
 * A case of an operation. The route that is paid for is asked once, unless something else is wanted of it;
 * an answer without a path is one of that route.
 */
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

/** What the routes that are paid for answer. */
const from =
	(route: keyof typeof routes) =>
	(body: unknown, more: Partial<Answer> = {}): Answer =>
		post(routes[route].slice('POST '.length), body, more);

export const submitted = from('imagine');
export const changed = from('change');
export const drawn = from('textToImage');
export const generated = from('generate');
export const edited = from('edit');
export const spoken = from('speech');
export const heard = from('transcribe');

/** midjourney-proxy has taken the task on. */
export const accepted = { code: 1, description: '提交成功', result: id, properties: {} };

export const taken = submitted(accepted);

/** The path of a look at a task of Midjourney, and of Stable Diffusion. */
export const lookPath = `/mj/task/${id}/fetch`;
export const lookPathOfDiffusion = `/sd/task/${id}`;

/** What a look at the task says, in midjourney-proxy's dialect; it is done unless the members say otherwise. */
export const look = (members: IDataObject = {}, more: Partial<Answer> = {}): Answer =>
	get(
		lookPath,
		{
			id,
			action: 'IMAGINE',
			prompt: 'a lighthouse',
			description: '/imagine a lighthouse',
			status: 'SUCCESS',
			progress: '100%',
			imageUrl: address,
			failReason: '',
			...members,
		},
		more,
	);

export const going = look({ status: 'IN_PROGRESS', progress: '40%', imageUrl: '' });

/** A look at a task of Stable Diffusion, with this body. */
export const lookAt = (body: unknown, more: Partial<Answer> = {}): Answer =>
	get(lookPathOfDiffusion, body, more);

export const drawing = drawn({ task_id: id });

/** A web page. */
export const page = (title: string, status = 200): Partial<Answer> => ({
	status,
	type: 'text/html',
	body: `<!DOCTYPE html><html><head><title>${title}</title></head><body>${title}</body></html>`,
});
