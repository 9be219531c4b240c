import type { ServerResponse } from 'node:http'; // eslint-disable-line @n8n/community-nodes/no-restricted-imports -- a type
import type { IDataObject } from 'n8n-workflow';
import type { ChatRun } from './chat';
import { png } from './files';
import type { Responder } from './gateway';
import { runOperation } from './operation';

/** An ID of AIGC2D's documentation: beyond 2^53, so that a number would lose digits. */
export const taskId = '442275063214085123';

/** The picture that a queue hands out. */
export const picture = png(4, 3, [10, 120, 200]);

/** Sends text as JSON, letter for letter: IDs without quotation marks. */
export function sendText(response: ServerResponse, text: string, status = 200): void {
	response.writeHead(status, { 'content-type': 'application/json' }).end(text);
}

/** AIGC2D's answer to a submission. */
export const taken = (id = taskId) => `{"code":0,"message":"success","task_id":${id}}`;

/**
 * A gateway with a queue: answers submissions with `submit` and looks at a task with each of `looks` in
 * turn, the last one again and again. `URL` in a look stands for the address of the gateway, where the
 * picture is.
 */
export function queue(looks: readonly string[], submit = taken()): Responder {
	let look = 0;
	return (request, response) => {
		if (request.path.startsWith('/pictures/')) {
			response.writeHead(200, { 'content-type': 'image/png' }).end(picture);
		} else if (/\/submit\/|\/sd\/(txt2img|img2img)/.test(request.path)) {
			sendText(response, submit);
		} else {
			const answer = looks[Math.min(look++, looks.length - 1)] ?? '';
			sendText(response, answer.replaceAll('URL', `http://${request.headers.host}`));
		}
	};
}

/** Requests as lines. */
export function lines({ requests }: Pick<ChatRun, 'requests'>): string[] {
	return requests.map(({ method, path }) => `${method} ${path}`);
}

/** Runs an operation on one item under Continue. */
export async function runTask(
	respond: Responder,
	operation: `${string}.${string}`,
	parameters: IDataObject,
	binary?: object,
): Promise<ChatRun> {
	const items = binary === undefined ? [{}] : [{ json: {}, binary }];
	return await runOperation(respond, operation, parameters, {
		items: items as never,
		onError: 'continueRegularOutput',
	});
}
