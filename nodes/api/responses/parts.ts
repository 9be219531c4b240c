import { defined } from '../defined';
import { isObject, type JsonObject } from '../json';

/** Types of parts of Chat Completions that this route has no form for. */
const formless = ['input_audio', 'video_url'];

/**
 * The content of a message of Chat Completions in the form of POST /v1/responses: a text stays one, since some gateways
 * take nothing else; parts only stand beside files.
 */
export function toContent(content: unknown): unknown {
	if (!Array.isArray(content)) return content ?? '';
	const texts = content.map(textOf);
	return texts.every((text) => text !== undefined) ? texts.join('\n') : content.map(toPart);
}

/** Whether a message has a part that this route cannot take, such as sound. */
export function hasFormless({ content }: JsonObject): boolean {
	return (
		Array.isArray(content) &&
		content.some((part) => isObject(part) && formless.includes(String(part.type)))
	);
}

/** The text of a part that is nothing else. */
function textOf(part: unknown): string | undefined {
	if (typeof part === 'string') return part;
	if (!isObject(part) || typeof part.text !== 'string') return undefined;
	return part.type === 'text' || part.type === undefined ? part.text : undefined;
}

function toPart(part: unknown): unknown {
	const text = textOf(part);
	if (text !== undefined) return { type: 'input_text', text };
	if (!isObject(part)) return part;
	const { type, image_url: image, file } = part;
	if (type === 'image_url') {
		const { url, detail } = isObject(image) ? image : { url: image };
		return { type: 'input_image', image_url: url, detail: detail ?? 'auto' };
	}
	if (type !== 'file' || !isObject(file)) return part;
	const { filename, file_data, file_url, file_id } = file;
	return { type: 'input_file', ...defined({ filename, file_data, file_url, file_id }) };
}
