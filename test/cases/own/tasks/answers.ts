import type { IDataObject } from 'n8n-workflow';
import type { Answer } from '../../../support/conversation/case';
import { id, routes } from './build';

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
