import type { ContentFile, Message, MessageContent } from '@n8n/ai-node-sdk';
import { chatFilePart } from '../api/chat/filePart';
import { defined } from '../api/defined';
import { Failed, inputFailure } from '../api/failure';
import { attachedBase64, dataUrl } from '../api/file/attachedFile';
import { isObject, type JsonObject, tryParseJson, without } from '../api/json';

type Of<Type extends MessageContent['type']> = Extract<MessageContent, { type: Type }>;

/**
 * The messages of n8n's SDK in the form of POST /v1/chat/completions.
 *
 * @param restore adds to a message of the model what the SDK has no place for, by its position
 */
export function toChatMessages(
	messages: readonly Message[],
	restore: (message: JsonObject, position: number) => JsonObject,
): JsonObject[] {
	return messages.flatMap((message, position) => {
		if (message.role === 'tool') return of(message, 'tool-result').map(toToolMessage);
		if (message.role === 'assistant') return [restore(toAssistantMessage(message), position)];
		const parts = message.content.flatMap(toPart);
		const { role, name } = message;
		return [{ role, content: asText(parts) ?? parts, ...defined({ name }) }];
	});
}

/** IDs of the calls in the messages. */
export function callIds(messages: readonly Message[]): string[] {
	const calls = messages.flatMap((message) => of(message, 'tool-call'));
	return calls.flatMap(({ toolCallId }) => toolCallId ?? []);
}

function of<Type extends MessageContent['type']>(
	{ content }: Message,
	type: Type,
): Array<Of<Type>> {
	return content.filter((part): part is Of<Type> => part.type === type);
}

function toToolMessage({ toolCallId, result }: Of<'tool-result'>): JsonObject {
	return { role: 'tool', tool_call_id: toolCallId, content: toolText(result) };
}

/** The result of a tool is text; n8n gives the texts of a list in parts. */
function toolText(result: unknown): string {
	if (typeof result === 'string') return result;
	const isTexts = Array.isArray(result) && result.every((part) => typeof part?.text === 'string');
	if (isTexts) return result.map((part: { text: string }) => part.text).join('');
	return JSON.stringify(result) ?? '';
}

function toAssistantMessage(message: Message): JsonObject {
	const text = of(message, 'text')
		.map((part) => part.text)
		.join('');
	const calls = new Map<string, JsonObject>();
	for (const { toolCallId = `call_${calls.size}`, toolName, input } of of(message, 'tool-call')) {
		// n8n's SDK names a call twice when it also stands in the content.
		calls.set(toolCallId, {
			id: toolCallId,
			type: 'function',
			function: { name: toolName, arguments: withoutId(input, toolCallId) },
		});
	}
	if (calls.size === 0) return { role: 'assistant', content: text };
	return {
		role: 'assistant',
		content: text === '' ? null : text,
		tool_calls: [...calls.values()],
	};
}

/** n8n's Agents put the ID of a call among its arguments, where the model would learn to write it. */
function withoutId(input: string, toolCallId: string): string {
	const given = tryParseJson(input);
	if (!isObject(given) || given.id !== toolCallId) return input;
	return JSON.stringify(without(given, 'id'));
}

/** Text and files; what no chat model takes as input (citations, thoughts) is left out. */
function toPart(part: MessageContent): JsonObject[] {
	if (part.type === 'text') return [{ type: 'text', text: part.text }];
	return part.type === 'file' ? [toFilePart(part)] : [];
}

/** A file in its form of Chat Completions, by its first bytes; one that is an address by what n8n calls it. */
function toFilePart({ mediaType = '', data, providerMetadata = {} }: ContentFile): JsonObject {
	const { url, detail, filename = 'file' } = providerMetadata;
	const more = defined({ detail });
	if (url !== undefined) return addressPart(mediaType, url, filename, more);
	const base64 = typeof data === 'string' ? data : Buffer.from(data ?? []).toString('base64');
	const file = attachedBase64(base64, mediaType || 'image/png', String(filename));
	if (file.kind === 'image') return addressPart(file.mimeType, dataUrl(file), filename, more);
	const made = chatFilePart(file);
	if ('part' in made) return made.part;
	throw new Failed(inputFailure('Messages', `hold a file that ${made.problem}`, made.remedy));
}

function addressPart(
	mediaType: string,
	url: unknown,
	filename: unknown,
	more: JsonObject,
): JsonObject {
	if (mediaType === '' || mediaType.startsWith('image/'))
		return { type: 'image_url', image_url: { url, ...more } };
	if (mediaType.startsWith('video/')) return { type: 'video_url', video_url: { url } };
	if (!mediaType.startsWith('audio/')) return { type: 'file', file: { filename, file_data: url } };
	const problem = 'hold a sound that is an address, but models take the sound itself';
	throw new Failed(inputFailure('Messages', problem, 'Download it in an earlier node.'));
}

/** The whole as text where it is nothing else; many gateways take only that. */
function asText(parts: readonly JsonObject[]): string | undefined {
	return parts.every(({ type }) => type === 'text')
		? parts.map(({ text }) => text).join('\n')
		: undefined;
}
