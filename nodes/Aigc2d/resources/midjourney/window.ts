import { defined } from '../../../api/defined';
import { submitCall } from '../../../api/task/submitCall';
import { text } from '../../../fields/check';
import { field, labelOf } from '../../../fields/field';
import { binaryHint } from '../../../fields/files';
import type { Parameters } from '../../../fields/parameters';
import { readPictureUrl } from '../../../fields/picture';
import type { Values } from '../../../fields/values';
import type { OperationContext } from '../operation';
import type { Submission } from '../task/submit';
import { dialect, family } from './fields';
import { toDialect } from './submission';

const windowPrompt = field({
	property: {
		displayName: 'Window Prompt',
		name: 'windowPrompt',
		type: 'string',
		typeOptions: { rows: 2 },
		default: '',
		placeholder: 'e.g. a lighthouse at dusk --zoom 1.8',
		description:
			'For buttons that open a window, such as Custom Zoom or Vary (Region): the prompt to enter there. If you leave this out, the prompt that the window shows is kept.',
	},
	wire: null,
	check: text,
});

const windowMask = field({
	property: {
		displayName: 'Window Mask Binary Field',
		name: 'windowMask',
		type: 'string',
		default: '',
		placeholder: 'e.g. mask',
		hint: binaryHint,
		description:
			'For Vary (Region): name of the binary field with an image that is white where something is to change',
	},
	wire: null,
	check: text,
});

/** What a window that a button opens asks for. */
export const windowOptions = [windowPrompt, windowMask];

/** The answer to a window. */
export interface WindowAnswer {
	prompt?: string;
	/** A data URL. */
	mask?: string;
}

/** @throws Failed (`input`) when the mask is not usable */
export async function readWindow(
	options: Values<(typeof windowOptions)[number]>,
	parameters: Parameters,
): Promise<WindowAnswer> {
	const prompt = options.get(windowPrompt);
	const name = options.get(windowMask);
	const label = labelOf(windowMask);
	const mask = name === undefined ? undefined : await readPictureUrl(parameters, name, label, true);
	return defined({ prompt, mask });
}

/**
 * Answers the window of a task: POST …/submit/modal, by the convention of midjourney-proxy, beside the
 * route of the action. It starts what is paid for, so it is sent once.
 */
export function answerWindow(
	{ prompt, mask }: WindowAnswer,
	actionPath: string,
	options: Values<typeof dialect>,
): NonNullable<Submission['onWindow']> {
	const path = actionPath.replace(/[^/]*$/, 'modal');
	return async (taskId: string, suggestion: string | null, { send }: OperationContext) => {
		const written = prompt ?? suggestion ?? undefined;
		const members = { taskId, ...defined({ prompt: written, maskBase64: mask }) };
		await send(submitCall(path, toDialect(members, options), family));
	};
}
