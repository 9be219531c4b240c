import { defined } from '../api/defined';
import { isObject } from '../api/json';

/**
 * The content of a LangChain message in the form that n8n's adapter passes on. Pictures of chains come as
 * `image_url`, files of Agents with `mime_type`; the adapter would drop the first, and the type of the second.
 */
export function withReadableBlocks(message: unknown): unknown {
	if (!isObject(message)) return message;
	const { content } = message;
	if (!Array.isArray(content) || !content.some(isForeign)) return message;
	const copy: object = Object.create(Object.getPrototypeOf(message));
	return Object.assign(copy, message, { content: content.map(toReadable) });
}

function isForeign(block: unknown): boolean {
	return isObject(block) && (block.type === 'image_url' || block.source_type !== undefined);
}

function toReadable(block: unknown): unknown {
	if (!isObject(block)) return block;
	if (block.type === 'image_url') return picture(block.image_url);
	if (block.source_type === undefined) return block;
	const { type, mime_type: mimeType, data, url, metadata } = block;
	if (block.source_type === 'text') return { type: 'text', text: block.text };
	return {
		type,
		mimeType,
		...defined({ metadata: isObject(metadata) ? metadata : undefined }),
		...(url === undefined ? { data } : { url }),
	};
}

function picture(given: unknown): object {
	const { url, detail } = isObject(given) ? given : { url: given, detail: undefined };
	const [, mimeType, data] = /^data:([^;,]*);base64,(.*)$/s.exec(String(url)) ?? [];
	return {
		type: 'image',
		...defined({ metadata: detail === undefined ? undefined : { detail } }),
		...(data === undefined ? { url: String(url) } : { mimeType, data }),
	};
}

/**
 * Makes the content of an answer plain text where it is nothing else: several nodes of n8n, such as the
 * auto-fixing output parser, take it for a string.
 */
export function makePlain(message: unknown): void {
	if (!isObject(message) || !Array.isArray(message.content)) return;
	const blocks: unknown[] = message.content;
	const texts = blocks.map((block) =>
		isObject(block) && block.type === 'text' ? block.text : null,
	);
	if (texts.every((text) => typeof text === 'string')) message.content = texts.join('');
}
